"""A mentor, as a hub may suggest one: a round whose call is open. Whoever says yes fills in the round's own entry, and the engine matches them as anybody else."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.directory.folding import folded
from academy.ways import Way, way_kind
from mentoring.models import MentoringRound

KIND, MOST = "mentor", 20


def find(hub, words: str, language: str, at: datetime) -> list[Way]:
    """Calls that are open now, of the hub's city and of the whole network; the next to close first."""
    typed = folded(words).split()
    rounds = (MentoringRound.objects.announced().filter(Q(city__isnull=True) | Q(city_id=hub.city_id), call_closed_at__isnull=True, closed_at__isnull=True,
                                                        call_opens_at__lte=at, call_closes_at__gt=at).select_related("city").order_by("call_closes_at", "pk"))
    return [_way(each, at) for each in rounds if all(word in folded(f"{each.title} {each.about}") for word in typed)][:MOST]


def get(key: str, language: str, at: datetime) -> Way | None:
    found = MentoringRound.objects.announced().select_related("city").filter(slug=key).first()
    return _way(found, at) if found else None


def _way(found: MentoringRound, at: datetime) -> Way:
    closes = date_format(timezone.localtime(found.call_closes_at).date(), "DATE_FORMAT")
    return Way(kind=KIND, key=found.slug, title=found.title, language="", url=reverse("my_mentoring_entry", args=[found.slug]),
               note=_("A mentor through this round: the call is open until %(day)s. It needs an account, and a partner city.") % {"day": closes},
               gone="" if found.accepts_entries(at) else _("The call of this mentoring round has closed."))


way_kind(KIND, gettext_lazy("a mentor"), 40, find, get)
