"""What lies idle in a city, as everybody reads it: the list with its map, one thing, and its photos."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.models import PartnerCity
from academy.permissions import can
from cohorts.models import CivilCapacity, Resource, ResourceKind, ResourcePhoto, Use
from cohorts.plan.resource_keeping import small_name
from cohorts.plan.resource_map import resource_map
from cohorts.plan.resource_words import use_words

MOST_ON_MAP = 200


@require_safe
def resources(request, city: str):
    """?kind= and ?use= narrow the list; an unknown one narrows nothing."""
    found = get_object_or_404(PartnerCity, slug=city)
    kind, use = request.GET.get("kind", ""), request.GET.get("use", "")
    rows = [each for each in Resource.objects.filter(city=found).shown().select_related("city").prefetch_related("photos", "measures")
            if (kind not in ResourceKind.values or each.kind == kind) and (use not in Use.values or use in each.uses)]
    return render(request, "cohorts/plan/resources.html", {
        "city": found, "rows": [(each, use_words(each.uses)) for each in rows], "map_svg": drawn(rows), "kinds": ResourceKind.choices, "uses": Use.choices, "kind": kind, "use": use,
        "civil": CivilCapacity.objects.filter(city=found).shown().prefetch_related("skills"), "keeps": can(request.user, "resource.keep", found)})


@require_safe
def resource(request, city: str, key):
    found = get_object_or_404(Resource.objects.shown().select_related("city").prefetch_related("photos", "measures__plan"), key=key, city__slug=city)
    return render(request, "cohorts/plan/resource.html", {
        "resource": found, "city": found.city, "uses": use_words(found.uses), "map_svg": drawn([found]), "foreign": found.language != get_language(),
        "keeps": can(request.user, "resource.keep", found.city)})


@require_safe
def photo(request, city: str, pk: int, small: bool = False):
    """For everybody while the resource is shown; for its city's desk always."""
    found = get_object_or_404(ResourcePhoto.objects.select_related("resource__city"), pk=pk, resource__city__slug=city)
    shown = found.resource.shown_at is not None and found.resource.gone_on is None
    if not shown and not can(request.user, "resource.keep", found.resource.city):
        raise Http404("photo")
    try:
        stored = default_storage.open(small_name(found.file.name) if small else found.file.name)
    except OSError:
        raise Http404("photo") from None
    return FileResponse(stored, content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
                                                                   "Cache-Control": "private, max-age=600"})


def drawn(rows) -> str:
    """A map of those that have a place, each leading to its line; "" without any."""
    places = [(each.title, *each.on_map, reverse("plan_resource", args=[each.city.slug, each.key]), 0, each.title) for each in rows[:MOST_ON_MAP] if each.on_map]
    return resource_map(places, _("Map of what lies idle."), _("A tile is %(metres)s metres long."))
