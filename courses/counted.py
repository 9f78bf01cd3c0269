"""What lines of the log about courses count for on the dashboards. Pure: a line alone decides."""

from academy.measures import Count, Line, Measure, counts


def _of(line: Line, measure: Measure, amount: int, course: str) -> list[Count]:
    cohort = line.details.get("cohort")
    about = [f"course:{course}", *([f"cohort:{cohort}"] if cohort else [])]
    return [Count(measure, amount), *(Count(measure, amount, each) for each in about)]


@counts("got_a_place", "course")
@counts("joined", "course")
def joined(line: Line) -> list[Count]:
    return [Count(Measure.ACTIVE), *_of(line, Measure.JOINED, 1, line.object_key)]


@counts("completed", "lesson")
def completed(line: Line) -> list[Count]:
    return [Count(Measure.ACTIVE), *_of(line, Measure.LESSONS, 1, line.details["course"])]


@counts("reopened", "lesson")
def reopened(line: Line) -> list[Count]:
    return [Count(Measure.ACTIVE), *_of(line, Measure.LESSONS, -1, line.details["course"])]


@counts("finished", "course")
def finished(line: Line) -> list[Count]:
    return [Count(Measure.ACTIVE), *_of(line, Measure.FINISHED, 1, line.object_key)]
