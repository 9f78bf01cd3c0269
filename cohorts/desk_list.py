"""The rows of the list of exchanges at a desk, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from academy.models import PartnerCity
from cohorts.exchange_texts import ExchangeText, texts_of
from cohorts.models import Exchange, ExchangeSession, Registration, RegistrationState

State = RegistrationState


@dataclass(frozen=True, slots=True)
class DeskRow:
    """`hosted`: by this city, else it is a co-host. `starts_at`: of the next session, or of the first when all are past."""

    exchange: Exchange
    text: ExchangeText
    hosted: bool
    waiting: int
    asked: int
    starts_at: datetime | None


@dataclass(frozen=True, slots=True)
class ElsewhereRow:
    """An exchange of another city. `ours`: people of this city who are in play there."""

    exchange: Exchange
    text: ExchangeText
    ours: int


def rows_elsewhere(city: PartnerCity, at, language: str, most: int) -> list[ElsewhereRow]:
    """What is coming in other cities, next first, with how many of this city take part; three queries."""
    found = list(Exchange.objects.programme().standing().upcoming(at).exclude(pk__in=Exchange.objects.hosted_by(city).values("pk")).select_related("host_city")[:most])
    texts = texts_of(found, language)
    ours = dict(Registration.objects.in_play().filter(exchange__in=[each.pk for each in found], city=city).values_list("exchange").annotate(Count("pk")).order_by())
    return [ElsewhereRow(each, texts[each.pk], ours.get(each.pk, 0)) for each in found]


def rows_of(exchanges: list[Exchange], city: PartnerCity, language: str, at: datetime) -> list[DeskRow]:
    """Load the exchanges with their host city. Three queries."""
    texts = texts_of(exchanges, language, drafts=True)
    counts = {row["exchange"]: row for row in Registration.objects.filter(exchange__in=[each.pk for each in exchanges]).values("exchange").annotate(
        waiting=Count("pk", filter=Q(state=State.WAITLISTED)), asked=Count("pk", filter=Q(state=State.REQUESTED))).order_by()}
    none = {"waiting": 0, "asked": 0}
    ahead = ExchangeSession.objects.standing().filter(exchange__in=[each.pk for each in exchanges], starts_at__gte=at)
    following = dict(ahead.order_by().values_list("exchange").annotate(Min("starts_at")))
    return [DeskRow(each, texts[each.pk], each.host_city_id == city.pk, counts.get(each.pk, none)["waiting"], counts.get(each.pk, none)["asked"],
                    following.get(each.pk, each.starts_at)) for each in exchanges]
