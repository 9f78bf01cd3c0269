"""What somebody has to do with exchanges: seats offered to them first, then what comes, then what was. Three queries, however many."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from academy.both_times import BothTimes, both_times, days_words, moment_words
from cohorts import surveying
from cohorts.exchange_list import DateTile, date_tile, days_of, my_words
from cohorts.exchange_texts import ExchangeText, texts_of
from cohorts.models import IN_PLAY, AttendanceCertificate, Exchange, ExchangeSession, Registration, RegistrationState
from cohorts.seats import SEATED

State = RegistrationState


@dataclass(frozen=True, slots=True)
class Own:
    """`when`: the next session; `until`: of an offer; `position`: in the line, from 1 (0: not waiting); `certificate`: the code of a valid one; `asks_opinion`: the survey is open."""

    registration: Registration
    exchange: Exchange
    text: ExchangeText
    tile: DateTile
    days: str
    when: BothTimes | None
    words: str
    until: str
    position: int
    certificate: str
    asks_opinion: bool

    @property
    def is_cancelled(self) -> bool:
        return self.exchange.is_cancelled


@dataclass(frozen=True, slots=True)
class OwnExchanges:
    offered: list[Own]
    coming: list[Own]
    past: list[Own]


def own_exchanges(user, language: str, at: datetime) -> OwnExchanges:
    """Of published exchanges; what somebody withdrew from is left out."""
    ahead = (Registration.objects.filter(exchange=OuterRef("exchange"), state=State.WAITLISTED, place__lt=OuterRef("place")).order_by().values("exchange")
             .annotate(count=Count("pk")).values("count"))
    coming = ExchangeSession.objects.standing().filter(exchange=OuterRef("exchange"), ends_at__gte=at).order_by("starts_at", "pk")
    rows = (Registration.objects.of(user).filter(state__in=IN_PLAY, exchange__published_at__isnull=False).select_related("exchange__host_city")
            .annotate(ahead=Coalesce(Subquery(ahead, output_field=IntegerField()), 0), next_starts_at=Subquery(coming.values("starts_at")[:1]),
                      next_ends_at=Subquery(coming.values("ends_at")[:1]), certificate_code=Subquery(
                          AttendanceCertificate.objects.filter(registration=OuterRef("pk"), revoked_at=None).values("code")[:1]))
            .order_by(F("exchange__starts_at").asc(nulls_last=True), "exchange_id"))
    found = list(rows)
    texts = texts_of([each.exchange for each in found], language)
    mine = [_own(each, texts[each.exchange_id], at, user.zone_name) for each in found]
    ahead_of = [each for each in mine if not each.exchange.is_over(at)]
    offered = [each for each in ahead_of if each.registration.state == State.OFFERED and not each.is_cancelled]
    # Of what is over only what they had a seat in: nobody need be reminded of a line.
    past = [each for each in reversed(mine) if each.exchange.is_over(at) and each.registration.state in SEATED]
    return OwnExchanges(offered, [each for each in ahead_of if each not in offered], past)


def may_be_asked(registration: Registration, exchange: Exchange, at: datetime) -> bool:
    """Is the survey open for this person, who has not answered it?"""
    return registration.state in SEATED and not registration.survey_answered and surveying.is_open(exchange, at)


def _own(registration: Registration, text: ExchangeText, at: datetime, here: str) -> Own:
    exchange = registration.exchange
    first, last = days_of(exchange)
    when = both_times(registration.next_starts_at, registration.next_ends_at, exchange.time_zone, here) if registration.next_starts_at else None
    return Own(
        registration=registration, exchange=exchange, text=text, tile=date_tile(exchange, when.there.first_day if when else first),
        days=days_words(first, last) if first else "", when=when, words=my_words(registration, is_over=exchange.is_over(at)),
        until=moment_words(registration.offered_until, exchange.time_zone, here) if registration.offered_until else "",
        position=registration.ahead + 1 if registration.state == State.WAITLISTED else 0, certificate=registration.certificate_code or "",
        asks_opinion=may_be_asked(registration, exchange, at))
