"""One counts at a time, on any number of workers: the row of CountingTurn is written or locked first, then read, then decided."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import F

from academy.models import CountingTurn
from academy.writing_turn import writing_turn


@contextmanager
def counting_turn(*, waits: bool) -> Iterator[bool]:
    """A transaction in which nobody else counts. With `waits` False it yields False at once where somebody does (PostgreSQL; SQLite's one writer
    is the line there)."""
    with writing_turn():
        rows = CountingTurn.objects.filter(name="log")
        if not waits:
            # A locked row is passed over: the other worker takes along what waits. SQLite knows no such lock, and needs none.
            yield bool(rows.select_for_update(skip_locked=True).values_list("name")) or _made(rows)
            return
        if not rows.update(turns=F("turns") + 1):
            CountingTurn.objects.bulk_create([CountingTurn()], ignore_conflicts=True)
            rows.update(turns=F("turns") + 1)
        yield True


def _made(rows) -> bool:
    """Nothing was found: the row is held by another, or not there yet."""
    if rows.exists():
        return False
    CountingTurn.objects.bulk_create([CountingTurn()], ignore_conflicts=True)
    return bool(rows.select_for_update(skip_locked=True).values_list("name"))
