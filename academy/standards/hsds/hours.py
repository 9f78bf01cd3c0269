"""Opening hours between HSDS schedules (fields of an iCalendar rule) and a week: {"mo".."su": [["09:00", "13:00"], …]} in local time."""

import re

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_BOUNDED = ("valid_from", "valid_to", "dtstart", "until", "count", "byweekno", "bymonthday", "byyearday")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(:00)?")
_DAY = re.compile(r"\s*(MO|TU|WE|TH|FR|SA|SU)\s*")


def is_weekly(schedule: dict) -> bool:
    """Whether it says “open on these days of every week, from then to then” and nothing else; all others are kept as they came."""
    days = str(schedule.get("byday", "")).split(",")
    opens, closes = schedule.get("opens_at", ""), schedule.get("closes_at", "")
    return (schedule.get("freq", "WEEKLY") == "WEEKLY" and schedule.get("interval", 1) == 1 and not any(name in schedule for name in _BOUNDED)
            and all(_DAY.fullmatch(day) for day in days) and bool(_CLOCK.fullmatch(opens)) and bool(_CLOCK.fullmatch(closes)) and opens[:5] < closes[:5])


def read_week(schedules: list[dict]) -> dict[str, list[list[str]]]:
    week: dict[str, set[tuple[str, str]]] = {}
    for each in schedules:
        if is_weekly(each):
            for day in each["byday"].split(","):
                week.setdefault(day.strip().lower(), set()).add((each["opens_at"][:5], each["closes_at"][:5]))
    return {day: [list(span) for span in sorted(week[day])] for day in DAYS if day in week}


def write_week(week: dict) -> list[dict]:
    """One schedule for each span, with all days it holds on; without ids."""
    days: dict[tuple[str, str], list[str]] = {}
    for day in DAYS:
        for opens, closes in week.get(day, ()):
            days.setdefault((opens, closes), []).append(day.upper())
    return [{"freq": "WEEKLY", "byday": ",".join(found), "opens_at": opens, "closes_at": closes} for (opens, closes), found in sorted(days.items())]
