"""What came home from an exchange or a practice, as the beginning of a measure: the form is filled from it, and the measure keeps the link."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.permissions import coordinated_city_ids
from cohorts.exchange_texts import text_of
from cohorts.models import CityPlan, Exchange, Practice

LONGEST_TITLE = 150


def origin_of(user, kind: str, key: str) -> Exchange | Practice:
    """By its short name in addresses; Http404 for what this person may not read."""
    rows = {"exchange": Exchange.objects, "practice": Practice.objects}.get(kind)
    found = rows.visible_to(user).filter(slug=key).first() if rows else None
    if found is None:
        raise Http404(kind)
    return found


def filled_from(origin: Exchange | Practice, plan: CityPlan, language: str) -> dict:
    """What the form shows before anybody typed: title and words of the origin, the city's name as who is responsible, the plan's end as the day."""
    if isinstance(origin, Practice):
        title, words = origin.title, origin.summary
    else:
        text = text_of(origin, language, drafts=False)
        title, words = text.title, text.summary
    return {"title": title[:LONGEST_TITLE], "words": words, "owner": _("City of %(city)s") % {"city": plan.city.name}, "due_on": plan.ends_on}


def doors(user, kind: str, key: str) -> list[tuple[str, str]]:
    """[(city, address of the form)]: for the coordinators of cities that have a plan. No query for anybody else."""
    cities = coordinated_city_ids(user) if getattr(user, "is_authenticated", False) else set()
    if not cities:
        return []
    plans = CityPlan.objects.filter(city_id__in=cities).values_list("city__name", "city__slug").distinct().order_by("city__name")
    return [(name, reverse("measure_from", args=[slug, kind, key])) for name, slug in plans]
