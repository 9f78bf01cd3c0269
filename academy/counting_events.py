"""Counting: what waits in line (Uncounted) is added to people's cells and to the sums, once each, however often a worker dies in between.

Cells, sums and the line that is taken out change in one transaction, one worker at a time (academy/counting_turn.py). The order does not matter: amounts
are added, and a sum's people are those whose cell stands above nought.
"""

import time
from collections import defaultdict
from collections.abc import Callable

import structlog

from academy.counted_cells import add_to_cells, add_to_tallies
from academy.counting_turn import counting_turn
from academy.models import Uncounted
from academy.reading_lines import LINE_FIELDS, CellKey, counted_in, line_of

log = structlog.get_logger(__name__)
BATCH = 500


def count_waiting(limit: int = BATCH, *, waits: bool = False) -> int:
    """Count up to `limit` waiting lines; how many were. Nothing waits: one query. 0, too, while another worker counts (unless `waits`)."""
    if not Uncounted.objects.exists():
        return 0
    with counting_turn(waits=waits) as mine:
        return _count(limit) if mine else 0


def count_all() -> int:
    """Count everything that waits, in batches; how many lines."""
    return count_for(None, waits=True)


def count_for(seconds: float | None, stop: Callable[[], bool] = lambda: False, *, waits: bool = False) -> int:
    """Count until nothing waits, `seconds` have passed, or `stop()` says so; how many lines."""
    ends, done = None if seconds is None else time.monotonic() + seconds, 0
    while (counted := count_waiting(waits=waits)) and not stop():
        done += counted
        if ends is not None and time.monotonic() > ends:
            return done
    return done + counted


def _count(limit: int) -> int:
    waiting = list(Uncounted.objects.order_by("pk").values_list("event_id", *(f"event__{name}" for name in LINE_FIELDS))[:limit])
    if not waiting:
        return 0
    amounts: dict[CellKey, int] = defaultdict(int)
    for _event, *row in waiting:
        line = line_of(row)
        for tally, amount in counted_in(line):
            amounts[CellKey(line.subject, tally)] += amount
    add_to_tallies(add_to_cells(amounts))
    Uncounted.objects.filter(pk__in=[event for event, *_row in waiting]).delete()
    return len(waiting)
