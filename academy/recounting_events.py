"""Counting everything again from the log, which is the truth: cells and sums that differ are mended, and a difference is an alarm.

The log is walked by slices of subjects (random numbers, so slices are even): the lines of a few hundred people are read, counted with the same readers and
held against their cells, in one short transaction in which nobody else counts. Memory is that of one slice at any size of the log, and between slices the
counting goes on. Then the sums are held against the cells inside the database. Lines that still wait in line are left to the counting.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

import structlog
from django.db import connection
from django.db.models import Exists, OuterRef

from academy.counted_cells import CELL, TALLY, add_to_cells
from academy.counting_turn import counting_turn
from academy.measures import readers
from academy.models import CountingTurn, Event, PersonCell, Tally, Uncounted
from academy.reading_lines import LINE_FIELDS, CellKey, TallyKey, counted_in, line_of, rules_in_force

log = structlog.get_logger(__name__)
LINES_A_SLICE = 10_000
WHOLE = 1 << 128
KEY, CELLS, TALLIES = ", ".join(TALLY), PersonCell._meta.db_table, Tally._meta.db_table
# (sum, people, amount) that each sum lacks against the cells; nothing where all holds.
DIFFERENCES = (f"SELECT {KEY}, SUM(people) AS people, SUM(amount) AS amount FROM (SELECT {KEY}, CASE WHEN amount > 0 THEN 1 ELSE 0 END AS people, amount FROM {CELLS} "
               f"UNION ALL SELECT {KEY}, -people, -amount FROM {TALLIES}) AS held WHERE true GROUP BY {KEY} HAVING SUM(people) <> 0 OR SUM(amount) <> 0")


@dataclass
class Found:
    """What a recount found. `anew`: the rules had changed since the last one (or there was none), so differences were to be expected."""

    lines: int = 0
    people: int = 0
    cells: int = 0  # cells that differed from the log
    tallies: int = 0  # sums that differed from the cells
    lost: int = 0  # lines in line to be counted that the log does not hold
    anew: bool = False
    checked_only: bool = False
    _moved: dict[TallyKey, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]), repr=False)

    @property
    def differences(self) -> int:
        return self.cells + self.tallies + self.lost

    @property
    def is_alarming(self) -> bool:
        return bool(self.differences) and not self.anew


def recount(at, *, mends: bool = True, progress: Callable[[float], None] = lambda share: None, lines_a_slice: int = LINES_A_SLICE) -> Found:
    """Hold cells and sums against the whole log, and mend them unless `mends` is False. `progress` hears the share done, 0 to 1. What was found is kept
    in CountingTurn for /metrics, and told in the log: as an error, unless the rules of counting are new."""
    rules = rules_in_force()
    known = CountingTurn.objects.filter(name="log").values_list("rules", flat=True).first()
    found = Found(anew=known != rules, checked_only=not mends)
    slices = list(_slices(lines_a_slice))
    for number, (first, last) in enumerate(slices):
        with counting_turn(waits=True):
            _recount_slice(first, last, found, mends)
        progress((number + 1) / (len(slices) + 1))
    with counting_turn(waits=True):
        _recount_tallies(found, mends)
        if mends:
            CountingTurn.objects.filter(name="log").update(recounted_at=at, rules=rules, differences=found.differences if found.is_alarming else 0)
    progress(1.0)
    _tell(found)
    return found


def _tell(found: Found) -> None:
    said = {"lines": found.lines, "people": found.people, "cells": found.cells, "sums": found.tallies, "lost": found.lost, "mended": not found.checked_only}
    if found.is_alarming:
        log.error("counts_differed_from_log", **said)
    else:
        log.info("counted_anew" if found.anew and found.differences else "counts_hold", **said)


def _slices(lines: int) -> Iterator[tuple[UUID, UUID]]:
    """(first, last) subject of each slice: as many as make about `lines` lines of the log, or cells, each."""
    count = max(Event.objects.count(), PersonCell.objects.count())
    parts = min(max(1, -(-count // lines)), 1 << 20)
    edges = [WHOLE * part // parts for part in range(parts + 1)]
    for low, high in pairwise(edges):
        yield UUID(int=low), UUID(int=high - 1)


def _recount_slice(first: UUID, last: UUID, found: Found, mends: bool) -> None:
    verbs = {verb for verb, _kind in readers()}
    rows = Event.objects.filter(subject__range=(first, last), verb__in=verbs).exclude(Exists(Uncounted.objects.filter(event_id=OuterRef("pk"))))
    wanted: dict[UUID, dict[TallyKey, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows.values_list(*LINE_FIELDS):
        line = line_of(row)
        cells = wanted[line.subject]
        for tally, amount in counted_in(line):
            cells[tally] += amount
        found.lines += 1
    found.people += len(wanted)
    for subject, *tally, amount in PersonCell.objects.filter(subject__range=(first, last)).values_list(*CELL, "amount"):
        wanted[subject][tuple(tally)] -= amount
    differences = {CellKey(subject, TallyKey(*tally)): amount for subject, cells in wanted.items() for tally, amount in cells.items() if amount}
    if not differences:
        return
    found.cells += len(differences)
    if mends:
        # The sums are held against the mended cells at the end: what the cells moved is not to be added twice.
        add_to_cells(differences)
        PersonCell.objects.filter(subject__range=(first, last), amount=0).delete()
    else:
        _note_moved(differences, found)


def _note_moved(differences: Mapping[CellKey, int], found: Found) -> None:
    """What mending these cells would change in the sums, for a check that mends nothing."""
    cells = PersonCell.objects.filter(subject__in={key.subject for key in differences}).values_list(*CELL, "amount")
    stood = {CellKey(subject, TallyKey(*tally)): amount for subject, *tally, amount in cells}
    for key, amount in differences.items():
        before = stood.get(key, 0)
        moved = found._moved[key.tally]
        moved[0] += (before + amount > 0) - (before > 0)
        moved[1] += amount


def _recount_tallies(found: Found, mends: bool) -> None:
    orphans = Uncounted.objects.exclude(Exists(Event.objects.filter(pk=OuterRef("event_id"))))
    found.lost = orphans.count()
    if not mends:
        found.tallies = _count_tally_differences(found._moved)
        return
    with connection.cursor() as cursor:
        # Inside the database from end to end: after new rules every sum may differ, and they need not fit into memory.
        cursor.execute(f"INSERT INTO {TALLIES} ({KEY}, people, amount) {DIFFERENCES} ON CONFLICT ({KEY}) "
                       f"DO UPDATE SET people = {TALLIES}.people + excluded.people, amount = {TALLIES}.amount + excluded.amount")
        found.tallies = max(cursor.rowcount, 0)
    Tally.objects.filter(people=0, amount=0).delete()
    orphans.delete()


def _count_tally_differences(moved: Mapping[TallyKey, list[int]]) -> int:
    """How many sums differ from what the cells, were they mended, would add up to."""
    moved, differing = dict(moved), 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(DIFFERENCES)
        while rows := cursor.fetchmany(2000):
            for *key, people, amount in rows:
                more, added = moved.pop(TallyKey(*key), (0, 0))
                differing += bool(people + more or amount + added)
    return differing + sum(any(change) for change in moved.values())
