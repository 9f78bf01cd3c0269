"""An exchange, as a hub may suggest it: published, and open for registration; one registers by oneself."""

import uuid
from datetime import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.both_times import days_words
from academy.directory.folding import folded
from academy.ways import Way, way_kind
from cohorts import call_ways, cohort_ways  # noqa: F401  they register themselves
from cohorts.exchange_list import days_of
from cohorts.exchange_texts import ExchangeText, texts_of
from cohorts.models import Exchange

KIND, MOST = "exchange", 20


def find(hub, words: str, language: str, at: datetime) -> list[Way]:
    """Those that take registrations now, soonest first."""
    typed = folded(words).split()
    found = list(Exchange.objects.programme().standing().upcoming(at).filter(Q(opens_at__isnull=True) | Q(opens_at__lte=at), Q(closes_at__isnull=True, starts_at__gt=at) | Q(closes_at__gt=at))
                 .select_related("host_city").order_by(F("starts_at").asc(nulls_last=True), "pk"))
    texts = texts_of(found, language)
    return [_way(each, texts[each.pk], at) for each in found
            if all(word in folded(f"{texts[each.pk].title} {texts[each.pk].summary} {each.host_city.name}") for word in typed)][:MOST]


def get(key: str, language: str, at: datetime) -> Way | None:
    try:
        found = Exchange.objects.public().select_related("host_city").filter(key=uuid.UUID(key)).first()
    except ValueError:
        return None
    return _way(found, texts_of([found], language)[found.pk], at) if found else None


def _way(exchange: Exchange, text: ExchangeText, at: datetime) -> Way:
    first, last = days_of(exchange)
    gone = _("This exchange is cancelled.") if exchange.is_cancelled else "" if exchange.takes_registrations(at) else _("This exchange takes no registrations any more.")
    return Way(kind=KIND, key=str(exchange.key), title=text.title, language=text.language, url=reverse("exchange", args=[exchange.slug]), gone=gone,
               note=_("%(kind)s in %(city)s, %(days)s") % {"kind": exchange.get_kind_display(), "city": exchange.host_city.name, "days": days_words(first, last) if first else _("No date yet")})


way_kind(KIND, gettext_lazy("an exchange"), 50, find, get)
