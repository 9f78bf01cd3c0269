"""A cohort, as a hub may suggest it or train supporters by it: published, and not over."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.both_times import days_words
from academy.directory.folding import folded
from academy.ways import Way, way_kind
from cohorts.models import Cohort

KIND, MOST = "cohort", 20


def find(hub, words: str, language: str, at: datetime) -> list[Way]:
    """Those of the hub's city first, then by the day they start. One query."""
    typed, on = folded(words).split(), timezone.localdate(at)
    found = sorted(Cohort.objects.public(on).current(on).select_related("city"), key=lambda each: (each.city_id != hub.city_id, each.starts_on, each.name))
    return [_way(each, on) for each in found if all(word in folded(f"{each.name} {each.description}") for word in typed)][:MOST]


def get(key: str, language: str, at: datetime) -> Way | None:
    on = timezone.localdate(at)
    found = Cohort.objects.public(on).select_related("city").filter(slug=key).first()
    return _way(found, on) if found else None


def _way(cohort: Cohort, on) -> Way:
    days = days_words(cohort.starts_on, cohort.ends_on)
    return Way(kind=KIND, key=cohort.slug, title=cohort.name, language="", url=reverse("cohort", args=[cohort.slug]), gone="" if cohort.ends_on >= on else _("This cohort is over."),
               note=_("%(city)s, %(days)s") % {"city": cohort.city.name, "days": days} if cohort.city else days)


way_kind(KIND, gettext_lazy("a cohort"), 45, find, get)
