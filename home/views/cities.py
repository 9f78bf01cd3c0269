"""The partner cities for everybody: a list with a map, and a page for each."""

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from academy.models import Hub, PartnerCity
from cohorts.models import CityPlan, ParticipatedSpace
from home.city_screen import cities_context, city_context


@require_safe
def index(request):
    return render(request, "home/city/index.html", cities_context(get_language()))


@require_safe
def city(request, slug: str):
    of_this = {"city": OuterRef("pk")}
    found = get_object_or_404(PartnerCity.objects.annotate(has_plan=Exists(CityPlan.objects.public().filter(**of_this)), has_hub=Exists(Hub.objects.open().filter(**of_this)),
                                                           has_space=Exists(ParticipatedSpace.objects.public().filter(**of_this))), slug=slug)
    may_edit = request.user.is_authenticated and PartnerCity.objects.at_desk_of(request.user).filter(pk=found.pk).exists()
    return render(request, "home/city/city.html", {**city_context(found, get_language(), request.user, timezone.now()), "may_edit": may_edit})
