"""Where people stop: for each lesson how many finished it, of those who finished the one before, and how many stand there now."""

from dataclasses import dataclass

from courses.outline import Outline, OutlineLesson


@dataclass(frozen=True)
class Step:
    """`of_before`: the share (0 to 100) of those who finished the lesson before it; None where nobody did. `here`: not finished, last seen in it."""

    lesson: OutlineLesson
    finished: int
    here: int
    of_before: int | None
    lost: int


def steps(outline: Outline, enrolments) -> list[Step]:
    """`enrolments`: rows with `done`, `last_lesson` and `finished_at`, of people who take part or did."""
    rows = [(set(each.done), str(each.last_lesson), each.finished_at) for each in enrolments]
    made, before = [], [True] * len(rows)
    for lesson in outline.lessons:
        has = [lesson.key in done for done, _last, _end in rows]
        both, started = sum(b and h for b, h in zip(before, has, strict=True)), sum(before)
        made.append(Step(
            lesson=lesson, finished=sum(has), here=sum(last == lesson.key and end is None and lesson.key not in done for done, last, end in rows),
            of_before=round(100 * both / started) if started else None, lost=started - both))
        before = has
    return made


def steepest(made: list[Step]) -> Step | None:
    """The lesson at which most of those who came to it went no further; None where no lesson lost more than one."""
    worst = max(made, key=lambda step: step.lost, default=None)
    return worst if worst is not None and worst.lost > 1 else None
