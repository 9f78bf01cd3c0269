"""The front page of a city's desk."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.city_desk import desk_context
from home.desk_door import at_desk


@require_safe
@at_desk
def desk(request, city):
    return render(request, "home/city/desk.html", {"city": city, "here": "desk", "reads_names": request.reads_names,
                                                   **desk_context(city, request.user, get_language(), timezone.now())})
