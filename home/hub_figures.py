"""What a hub tells funders of a finished quarter: protected cells, published once and never changed, so that neither the next day's page nor the sum of pages says more.

A quarter is published when nobody can write anything of it down any more (mentoring/incubation/advising.py). Why like this: docs/decisions/0026.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Sum

from academy.models import Hub, ServiceKind, Stage
from academy.small_counts import FEWEST
from home.safe_tables import bounds, safe, safe_amount, split_of
from mentoring.incubation.advising import TO_WRITE
from mentoring.models import AdviceGiven, HelpOutcome, HubFigures, IncubationJourney, JourneyEnd, PriorityKind
from mentoring.orientation.numbers import numbers_of

Cells = dict[str, int | None]


def quarter_of(on: date) -> tuple[date, date]:
    """(first day, last day)."""
    first = date(on.year, on.month - (on.month - 1) % 3, 1)
    return first, date(first.year + first.month // 10, (first.month + 3 - 1) % 12 + 1, 1) - timedelta(days=1)


def due_quarters(hub: Hub, at: datetime) -> list[tuple[date, date]]:
    """From the quarter in which it opened to the last one of which nothing can be written down any more."""
    found, (first, last) = [], quarter_of(hub.city.day_of(hub.opened_at))
    while last + TO_WRITE < hub.city.day_of(at):
        found.append((first, last))
        first, last = quarter_of(last + timedelta(days=1))
    return found


def publish_due(at: datetime) -> str:
    """The nightly step: what of the finished quarters is not published yet."""
    hubs = list(Hub.objects.open().select_related("city"))
    there = set(HubFigures.objects.filter(hub__in=hubs).values_list("hub_id", "first"))
    made = [HubFigures(hub=hub, first=first, cells=cells_of(hub, first, last), published_at=at) for hub in hubs for first, last in due_quarters(hub, at) if (hub.pk, first) not in there]
    HubFigures.objects.bulk_create(made, ignore_conflicts=True)  # whoever was first has published it
    return f"{len(made)} quarters of hubs published"


def cells_of(hub: Hub, first: date, last: date) -> Cells:
    """Of the days from `first` to `last`, both included: {name: a multiple of five, or None}. No raw number leaves this function."""
    return cells_from(numbers_of(hub, first, last), *_journeys(hub, first, last))


def cells_from(asked: dict, begun: int, ends: dict[str, int], minutes: int, behind: int) -> Cells:
    """`asked`: of numbers_of. `behind`: people on the smaller side of the minutes. Values in, cells out."""
    all_, ended = asked["asked"], sum(ends.values())
    outcomes, sent = asked["outcomes"], (asked["accepted"], asked["declined"])
    return {
        "asked": safe(all_),
        **_split("stage", all_, Stage.values, [asked["by_stage"].get(each, 0) for each in Stage.values], whole_is_all=True),
        **_kinds(all_, [asked["by_kind"].get(each, 0) for each in ServiceKind.values]),
        **_split("", all_, ["in_time"], [asked["answered_in_time"]]),
        **_split("outcome", all_, HelpOutcome.values, [outcomes.get(each, 0) for each in HelpOutcome.values]),
        "referred": safe(asked["referred"]), **_split("", asked["referred"], ["accepted", "declined"], sent),
        **{name: cell for each in PriorityKind.values for name, cell in _split("priority", all_, [each], [asked["priorities"].get(each, 0)]).items()},
        "begun": safe(begun), "ended": safe(ended), **_split("end", ended, JourneyEnd.values, [ends.get(each, 0) for each in JourneyEnd.values], whole_is_all=True),
        "hours": safe_amount(round(minutes / 60), behind)}


def _split(kind: str, whole: int, names: Sequence[str], parts: Sequence[int], *, whole_is_all: bool = False) -> Cells:
    """Parts of a whole that is told, too. What is in none of them counts as a part, so that no difference gives away a small one; `whole_is_all`: nothing is."""
    names = [f"{kind}:{name}" if kind else name for name in names]
    rest = [] if whole_is_all else [max(0, whole - sum(parts))]
    return dict(zip(names, split_of(whole, [*parts, *rest]), strict=False))


def _kinds(whole: int, counts: Sequence[int]) -> Cells:
    """A request may be of several kinds, and most are of one: where the kinds told could not make up the least of the whole without a hidden one, none is told."""
    told = [safe(count) for count in counts]
    hidden = sum(cell is None for cell in told)
    reached = sum(bounds(cell)[1] for cell in told if cell is not None) + max(0, hidden - 1) * (FEWEST - 1)
    if hidden and reached < bounds(safe(whole))[0]:
        told = [None] * len(told)
    return dict(zip([f"kind:{each}" for each in ServiceKind.values], told, strict=True))


def _journeys(hub: Hub, first: date, last: date) -> tuple[int, dict[str, int], int, int]:
    """(begun, {how: ended}, minutes of advice, the fewer of advisers who gave and undertakings that got). Three queries."""
    own = IncubationJourney.objects.filter(hub=hub)
    ends = Counter(own.filter(finished_on__range=(first, last)).values_list("ended_as", flat=True))
    given = list(AdviceGiven.objects.filter(adviser__journey__hub=hub, on__range=(first, last)).order_by().values_list("adviser__person", "adviser__journey").annotate(sum=Sum("minutes")))
    behind = min(len({person for person, _journey, _sum in given}), len({journey for _person, journey, _sum in given}))
    return own.filter(started_on__range=(first, last)).count(), dict(ends), sum(minutes for _person, _journey, minutes in given), behind
