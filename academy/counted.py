"""What lines of the log about badges and self-assessments count for on the dashboards. Pure: a line alone decides."""

from academy.measures import Count, Line, Measure, counts


@counts("earned", "badge")
def earned(line: Line) -> list[Count]:
    return [Count(Measure.ACTIVE), Count(Measure.BADGES)]


@counts("assessed", "skills")
def assessed(line: Line) -> list[Count]:
    """Only an “after” whose person said where they stood before: so both sums are of the same people, and their difference means something."""
    found = [Count(Measure.ACTIVE)]
    before = line.details.get("before") or {}
    if line.details["moment"] == "after":
        for code, after in line.details["levels"].items():
            if code in before:
                found += [Count(Measure.SKILL_BEFORE, int(before[code]), f"skill:{code}"), Count(Measure.SKILL_AFTER, int(after), f"skill:{code}"),
                          Count(Measure.SKILL_BOTH, 1, f"skill:{code}")]
    return found
