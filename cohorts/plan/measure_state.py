"""How a measure stood on a day, read from its dates: planned, under way, done or dropped; and late when it was open after its due day. Pure."""

from dataclasses import dataclass
from datetime import date

PLANNED, UNDER_WAY, DONE, DROPPED = "planned", "under_way", "done", "dropped"


@dataclass(frozen=True, slots=True)
class MeasureState:
    """`kind`: planned, under_way, done or dropped. `late_days`: days since it was due, while it is open; 0 on the due day itself and before."""

    kind: str
    late_days: int = 0

    @property
    def is_late(self) -> bool:
        return self.late_days > 0

    @property
    def is_open(self) -> bool:
        return self.kind in (PLANNED, UNDER_WAY)


def state_on(measure, on: date) -> MeasureState:
    """`measure`: anything with due_on, begun_on, done_on and dropped_on. A date after `on` has not happened yet."""
    def by_then(day: date | None) -> bool:
        return day is not None and day <= on

    if by_then(measure.done_on):
        return MeasureState(DONE)
    if by_then(measure.dropped_on):
        return MeasureState(DROPPED)
    return MeasureState(UNDER_WAY if by_then(measure.begun_on) else PLANNED, max(0, (on - measure.due_on).days))
