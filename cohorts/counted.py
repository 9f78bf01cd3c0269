"""What lines of the log about exchanges count for on the dashboards. Pure: a line alone decides."""

from datetime import date

from academy.measures import Count, Line, Measure, counts


def _visit(line: Line, sign: int) -> list[Count]:
    """On the day of the session, whenever somebody marked it: a mark taken back later leaves that day as if it had never been."""
    on, host = date.fromisoformat(line.details["on"]), int(line.details["host"])
    found = [Count(Measure.ACTIVE, sign, on=on), Count(Measure.MET, sign, on=on)]
    if host != line.city:
        found += [Count(Measure.VISITED, sign, on=on), Count(Measure.VISITED, sign, f"city:{host}", on)]
    return found


@counts("attended", "exchange")
def attended(line: Line) -> list[Count]:
    return _visit(line, 1)


@counts("unattended", "exchange")
def unattended(line: Line) -> list[Count]:
    return _visit(line, -1)


@counts("hosted", "exchange")
def hosted(line: Line) -> list[Count]:
    return [Count(Measure.ACTIVE, on=date.fromisoformat(line.details["on"]))]


@counts("unhosted", "exchange")
def unhosted(line: Line) -> list[Count]:
    return [Count(Measure.ACTIVE, -1, on=date.fromisoformat(line.details["on"]))]
