"""A city's call of interest, as a hub may suggest it: open for answers; one answers by oneself."""

import uuid
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.both_times import moment_words
from academy.directory.folding import folded
from academy.ways import Way, way_kind
from cohorts.models import CallOfInterest

KIND, MOST = "call", 20


def find(hub, words: str, language: str, at: datetime) -> list[Way]:
    """Those that take answers now: the hub's city's first, then by the day they close. One query."""
    typed = folded(words).split()
    found = sorted(CallOfInterest.objects.open(at).select_related("plan__city"), key=lambda each: (each.plan.city_id != hub.city_id, each.closes_at, each.pk))
    return [_way(each, at) for each in found if all(word in folded(f"{each.title} {each.words} {each.plan.city.name}") for word in typed)][:MOST]


def get(key: str, language: str, at: datetime) -> Way | None:
    try:
        found = CallOfInterest.objects.public().select_related("plan__city").filter(key=uuid.UUID(key)).first()
    except ValueError:
        return None
    return _way(found, at) if found else None


def _way(call: CallOfInterest, at: datetime) -> Way:
    city = call.plan.city
    return Way(kind=KIND, key=str(call.key), title=call.title, language=call.language, url=reverse("call", args=[city.slug, call.slug]),
               note=_("%(city)s, until %(moment)s") % {"city": city.name, "moment": moment_words(call.closes_at, city.time_zone)},
               gone="" if call.is_open(at) else _("This call takes no answers."))


way_kind(KIND, gettext_lazy("a call of interest"), 60, find, get)
