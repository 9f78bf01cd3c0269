"""Where a round stands, as a line of steps from draft to archived."""

from dataclasses import dataclass
from datetime import datetime

from mentoring.models import MentoringRound, Stage

ORDER = (Stage.DRAFT, Stage.CALL_OPEN, Stage.CALL_CLOSED, Stage.SIMULATED, Stage.PROPOSED, Stage.ACTIVE, Stage.CLOSED, Stage.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Step:
    """`place`: "past", "here" or "ahead"."""

    label: str
    place: str


def steps_of(mentoring_round: MentoringRound, at: datetime) -> list[Step]:
    """One query at most. A round closed early never was in the stages between: they are not called past."""
    here = mentoring_round.stage(at)
    number = ORDER.index(Stage.CALL_OPEN if here == Stage.ANNOUNCED else here)
    skipped = set()
    if here in (Stage.CLOSED, Stage.ARCHIVED) and not mentoring_round.published_at:
        skipped = {Stage.SIMULATED, Stage.PROPOSED, Stage.ACTIVE}
    return [Step(str(here.label if place == number else stage.label), "here" if place == number else "past" if place < number and stage not in skipped else "ahead")
            for place, stage in enumerate(ORDER) if stage not in skipped]
