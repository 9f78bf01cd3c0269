"""The rows of a list of rounds at a desk, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from mentoring.models import MatchingRun, MentoringRound, Participation, Stage


@dataclass(frozen=True, slots=True)
class DeskRow:
    round: MentoringRound
    stage: Stage
    sent: int
    url: str


def rows_of(rounds, at: datetime) -> dict[str, list[DeskRow]]:
    """{"drafts", "going", "over"} of a QuerySet with the city at hand; two queries."""
    from mentoring.views.desk_page import at as address

    found = list(rounds.annotate(simulated=Exists(MatchingRun.objects.finished().filter(round=OuterRef("pk")))))
    sent = dict(Participation.objects.standing().filter(round__in=[each.pk for each in found]).values_list("round").annotate(Count("pk")).order_by())
    rows = {"drafts": [], "going": [], "over": []}
    for each in found:
        stage = _stage(each, at)
        kind = "drafts" if stage == Stage.DRAFT else "over" if stage in (Stage.CLOSED, Stage.ARCHIVED) else "going"
        rows[kind].append(DeskRow(each, stage, sent.get(each.pk, 0), address(each, "round_desk")))
    return rows


def _stage(each: MentoringRound, at: datetime) -> Stage:
    """MentoringRound.stage without its query."""
    open_or_over = each.published_at or each.closed_at or not each.opened_at or at < each.call_opens_at or each.accepts_entries(at)
    if open_or_over:
        return each.stage(at)
    return Stage.SIMULATED if each.simulated else Stage.CALL_CLOSED
