"""What hubs do beyond one question, as everybody reads it: projects made together, niches with the call they led to, and what supporters are trained by.

For one hub or for all of them, in the same few queries.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from academy.models import Hub
from cohorts.models import CallOfInterest, Cohort
from courses.catalogue import courses_in
from mentoring.models import CapacityOffer, CoProject, Niche


def parts_of(hubs: Iterable[Hub], language: str, at: datetime) -> dict[int, dict]:
    """{hub id: {"projects": [CoProject], "niches": [{"niche", "call", "call_url"}], "offers": [{"offer", "title", "language", "url"}]}}; six queries at most."""
    hubs, on = list(hubs), timezone.localdate(at)
    found: dict[int, dict] = {hub.pk: {"projects": [], "niches": [], "offers": []} for hub in hubs}
    for project in CoProject.objects.public().filter(hub__in=hubs):
        found[project.hub_id]["projects"].append(project)
    niches = list(Niche.objects.filter(hub__in=hubs, closed_on__isnull=True).select_related("hub__city"))
    calls = _calls({each.call for each in niches if each.call})
    for niche in niches:
        call = calls.get(niche.call)
        found[niche.hub_id]["niches"].append({"niche": niche, "call": call, "open": call is not None and call.is_open(at),
                                              "url": reverse("call", args=[call.plan.city.slug, call.slug]) if call else ""})
    for offer, told in offers_of(CapacityOffer.objects.filter(hub__in=hubs), language, on):
        found[offer.hub_id]["offers"].append({"offer": offer, **told})
    return found


def _calls(keys: set[str]) -> dict[str, CallOfInterest]:
    wanted = [key for key in keys if _is_uuid(key)]
    return {str(each.key): each for each in CallOfInterest.objects.public().filter(key__in=wanted).select_related("plan__city")} if wanted else {}


def offers_of(offers: Iterable[CapacityOffer], language: str, on: date) -> list[tuple[CapacityOffer, dict]]:
    """With title and address as they are now; what is gone is left out."""
    offers = list(offers)
    kinds = {each.kind for each in offers}
    courses = {str(each["source"].translation_key): each for each in courses_in(language)} if "course" in kinds else {}
    slugs = [each.key for each in offers if each.kind == "cohort"]
    cohorts = {each.slug: each for each in Cohort.objects.public(on).filter(slug__in=slugs, ends_on__gte=on)} if slugs else {}
    found = []
    for each in offers:
        if each.kind == "course" and each.key in courses:
            course = courses[each.key]
            found.append((each, {"title": course["page"].title, "language": course["page"].locale.language_code, "url": reverse("course", args=[course["source"].slug])}))
        elif each.kind == "cohort" and each.key in cohorts:
            found.append((each, {"title": cohorts[each.key].name, "language": "", "url": reverse("cohort", args=[each.key])}))
    return found


def _is_uuid(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True
