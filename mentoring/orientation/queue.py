"""A hub's queue: what is the hub's to do, and what waits for others, the most urgent first. A constant number of queries."""

from dataclasses import dataclass
from datetime import date, datetime

from academy.models import Hub, ServiceKind
from mentoring.models import HelpRequest
from mentoring.orientation.facts import facts_of
from mentoring.orientation.need_words import for_worker
from mentoring.orientation.standing import FOR_THE_HUB, Need, most_urgent_first, needs

MOST, CLOSED_SHOWN = 300, 10


@dataclass(frozen=True, slots=True)
class QueueRow:
    request: HelpRequest
    need: Need
    words: str
    late: bool
    mine: bool
    kinds: list[str]


def queue_of(hub: Hub, user, at: datetime, *, mine_only: bool = False) -> dict:
    """{"ours", "waiting": [QueueRow], "closed": the last ones, "open_count"}. Waiting rows whose day has come are the hub's, too."""
    today = hub.city.day_of(at)
    found = HelpRequest.objects.filter(hub=hub)
    opened = found.open().filter(owner=user) if mine_only else found.open()
    rows = [_row(each, user, today) for each in opened.select_related("hub__city", "owner").prefetch_related("suggestions__referrals").order_by("next_on", "pk")[:MOST]]
    rows = most_urgent_first(rows, key=lambda row: (row.request.goes_first, row.request.next_on, row.request.asked_at))
    ours = [row for row in rows if row.need in FOR_THE_HUB or row.request.next_on <= today]
    return {"ours": ours, "waiting": [row for row in rows if row not in ours], "today": today, "open_count": opened.count() if len(rows) == MOST else len(rows),
            "closed": found.filter(closed_at__isnull=False, forgotten_at__isnull=True).order_by("-closed_at")[:CLOSED_SHOWN]}


def _row(each: HelpRequest, user, today: date) -> QueueRow:
    need = needs(facts_of(each))
    return QueueRow(request=each, need=need, words=for_worker(need), late=each.next_on < today, mine=each.owner_id == user.pk, kinds=kind_labels(each.kinds))


def kind_labels(kinds: list[str]) -> list[str]:
    return [str(ServiceKind(kind).label) for kind in kinds if kind in ServiceKind.values]
