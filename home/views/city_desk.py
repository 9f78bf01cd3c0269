"""The front page of a city's desk."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.city_desk import desk_context
from home.desk_door import at_desk
from home.views.city_figures import front_figures, published_front


@require_safe
@at_desk
def desk(request, city):
    now = timezone.now()
    figures = front_figures(city, now, timezone.localdate(now)) if request.reads_names else published_front(city, timezone.localdate(now))
    return render(request, "home/city/desk.html", {"city": city, "here": "desk", "reads_names": request.reads_names,
                                                   **figures, **desk_context(city, request.user, get_language(), now, exact=request.reads_names)})
