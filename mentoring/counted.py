"""What lines of the log about mentoring count for on the dashboards: minutes both confirmed, on the day they met. Pure: a line alone decides."""

from datetime import date

from academy.measures import Count, Line, Measure, counts


def _minutes(line: Line, measure: Measure, sign: int) -> list[Count]:
    on, minutes, other = date.fromisoformat(line.details["on"]), sign * int(line.details["minutes"]), line.details["city"]
    about = [Count(measure, minutes, f"city:{int(other)}", on)] if other else []
    return [Count(Measure.ACTIVE, sign, on=on), Count(measure, minutes, on=on), *about]


@counts("mentored", "mentoring_session")
def mentored(line: Line) -> list[Count]:
    return _minutes(line, Measure.GAVE, 1)


@counts("was_mentored", "mentoring_session")
def was_mentored(line: Line) -> list[Count]:
    return _minutes(line, Measure.RECEIVED, 1)


@counts("unmentored", "mentoring_session")
def unmentored(line: Line) -> list[Count]:
    return _minutes(line, Measure.GAVE, -1)


@counts("unwas_mentored", "mentoring_session")
def unwas_mentored(line: Line) -> list[Count]:
    return _minutes(line, Measure.RECEIVED, -1)
