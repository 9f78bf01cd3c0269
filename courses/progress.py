"""Progress is computed, never stored as truth. Pure: no Django.

The truth is the append-only list of completion records (`fold` gives the lessons done) and the syllabus a
learner holds. Someone who finished keeps the syllabus they finished with, so a course that grows never
lowers their share; everyone else takes up the current one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True)
class SyllabusLesson:
    key: str
    required: bool = True
    minutes: int = 0


Syllabus = tuple[SyllabusLesson, ...]


@dataclass(frozen=True)
class CompletionRule:
    """What finishes a course: all required lessons (needed=None), or any `needed` of its lessons."""

    needed: int | None = None

    def __post_init__(self) -> None:
        if self.needed is not None and self.needed < 1:
            raise ValueError("A course needs at least one lesson done to be finished.")


ALL_REQUIRED = CompletionRule()


@dataclass(frozen=True)
class Progress:
    """How far one learner is.

    `done_count` of `total` count towards finishing and give `share` (0.0 to 1.0); `lessons_done` of
    `lessons_total` are all lessons of the held syllabus, optional ones too (the tiles of the mosaic).
    `minutes_left` until finished. `next_key` is the first lesson of the current syllabus that is open and
    not done. `new_since` are lessons added since the held syllabus, not done, in order.
    """

    done_count: int
    total: int
    share: float
    is_finished: bool
    minutes_left: int
    next_key: str | None
    new_since: tuple[str, ...]
    lessons_done: int
    lessons_total: int


class CompletionRecord(NamedTuple):
    """One line of the ledger: verb is "done" or "undone"; sequence is the order of writing."""

    lesson_key: str
    verb: str
    at: datetime
    sequence: int


def progress(
    held: Syllabus,
    done: Collection[str],
    rule: CompletionRule = ALL_REQUIRED,
    current: Syllabus | None = None,
    open_keys: Collection[str] | None = None,
) -> Progress:
    """Progress against the held syllabus, by the rule held with it.

    `done` may name lessons no syllabus knows (removed ones): they are ignored. `current` defaults to the
    held syllabus; `open_keys` None means every lesson is open.
    """
    done = frozenset(done)
    current = held if current is None else current
    counted = _counted(held, rule)
    total = len(counted) if rule.needed is None else min(rule.needed, len(counted))
    done_count = min(sum(lesson.key in done for lesson in counted), total)
    still_to_do = [lesson for lesson in counted if lesson.key not in done][: total - done_count]
    held_keys = {lesson.key for lesson in held}
    return Progress(
        done_count=done_count,
        total=total,
        share=done_count / total if total else 0.0,
        is_finished=total > 0 and done_count == total,
        minutes_left=sum(lesson.minutes for lesson in still_to_do),
        next_key=next(
            (
                lesson.key
                for lesson in current
                if lesson.key not in done and (open_keys is None or lesson.key in open_keys)
            ),
            None,
        ),
        new_since=tuple(
            lesson.key for lesson in current if lesson.key not in held_keys and lesson.key not in done
        ),
        lessons_done=sum(lesson.key in done for lesson in held),
        lessons_total=len(held),
    )


def syllabus_to_hold(
    held: Syllabus, current: Syllabus, finished: bool, done: Collection[str] = frozenset()
) -> Syllabus:
    """The syllabus a learner holds from now on.

    Finished: the one they finished with. Otherwise the current one, followed by the lessons they did of
    the held one that have been removed since: work that was done goes on counting.
    """
    if finished:
        return held
    current_keys = {lesson.key for lesson in current}
    kept = (lesson for lesson in held if lesson.key in done and lesson.key not in current_keys)
    return (*current, *kept)


def fold(records: Iterable[CompletionRecord | tuple[str, str, datetime, int]]) -> frozenset[str]:
    """The keys of the lessons that are done, whatever order the records come in.

    The sequence decides, not the clock: two web nodes may disagree about the time.
    """
    done: set[str] = set()
    for key, verb, _, _ in sorted(records, key=lambda record: (record[3], record[2], record[1])):
        if verb == "done":
            done.add(key)
        elif verb == "undone":
            done.discard(key)
        else:
            raise ValueError(f'A completion record says "done" or "undone", not {verb!r}.')
    return frozenset(done)


def syllabus_as_data(syllabus: Syllabus) -> list[dict]:
    """The JSON-able form in which an enrolment keeps the syllabus it holds."""
    return [{"key": each.key, "required": each.required, "minutes": each.minutes} for each in syllabus]


def syllabus_from_data(data: Sequence[Mapping]) -> Syllabus:
    return tuple(
        SyllabusLesson(str(each["key"]), bool(each["required"]), int(each["minutes"])) for each in data
    )


def _counted(held: Syllabus, rule: CompletionRule) -> Syllabus:
    # A course in which nothing is required is finished by doing all of it, not by doing nothing.
    if rule.needed is not None:
        return held
    return tuple(lesson for lesson in held if lesson.required) or held
