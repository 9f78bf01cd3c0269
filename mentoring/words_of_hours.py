"""Hours of the UTC week, languages and lists in the reader's words: their zone, their language, weekdays by name.

UTC hours hold for one week only, the round's reference week; they are laid into the reader's zone in that week.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_day_names
from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.both_times import written_as
from mentoring.matching.types import HOURS_A_WEEK

MOST_TIMES = 4  # more than these make a sentence a timetable
LEVELS = ("", "A1", "A2", "B1", "B2", "C1", "C2")
PARTS_OF_DAY = ((0, "night"), (5, "morning"), (12, "afternoon"), (17, "evening"))  # from this hour on


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads. `zone`: IANA name; `monday`: the round's reference_monday; `skills`: {skill id of the round: label in the reader's language}."""

    zone: str = "UTC"
    monday: date = date(2027, 1, 11)  # a week without change of clocks anywhere we are
    skills: dict[str, str] = field(default_factory=dict)

    def skill(self, skill_id: str) -> str:
        return self.skills.get(skill_id, skill_id)


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    return Locale.parse(name)


def language_name(code: str) -> str:
    """“Greek”, “grego”, “اليونانية”."""
    return _locale(written_as()).languages.get(code, code)


def level_name(level: int) -> str:
    """“B1” of 3."""
    return LEVELS[level]


def any_of(words: Iterable[str]) -> str:
    """“a, b or c”."""
    return format_list(list(words), style="or", locale=written_as())


def all_of(words: Iterable[str]) -> str:
    """“a, b and c”."""
    return format_list(list(words), style="standard", locale=written_as())


def local_spans(ranges: Sequence[Sequence[int]], reader: Reader) -> list[tuple[datetime, datetime]]:
    """UTC ranges [a, b) of the week as (begins, ends) on the reader's clocks, by weekday there. What runs over the end of the UTC week is one span."""
    spans = [list(span) for span in ranges]
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == HOURS_A_WEEK:
        spans[-1][1] += spans.pop(0)[1]
    zone = ZoneInfo(reader.zone)
    start = datetime(reader.monday.year, reader.monday.month, reader.monday.day, tzinfo=UTC)
    local = [tuple((start + timedelta(hours=hour)).astimezone(zone) for hour in span) for span in spans]
    return sorted(local, key=lambda span: (span[0].weekday(), span[0].time()))


def hours_words(ranges: Sequence[Sequence[int]], reader: Reader) -> str:
    """“Tuesday 18:00–20:00 and Thursday 19:00–20:00”; empty for no hours."""
    names = get_day_names("wide", "stand-alone", written_as())
    if ranges and sum(end - start for start, end in ranges) >= HOURS_A_WEEK:
        return _("all week")
    return all_of(_("%(day)s %(begins)s–%(ends)s") % {"day": names[begins.weekday()], "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
                  for begins, ends in local_spans(ranges, reader)) if ranges else ""


def times_words(ranges: Sequence[Sequence[int]], reader: Reader) -> str:
    """“Tuesday or Thursday evenings”, “Monday mornings or Saturday afternoons”; “the hours you gave” when that would be a timetable."""
    names = get_day_names("wide", "stand-alone", written_as())
    days: dict[str, list[int]] = {}
    for begins, ends in local_spans(ranges, reader):
        hour = begins
        while hour < ends:
            part = [name for first, name in PARTS_OF_DAY if hour.hour >= first][-1]
            if hour.weekday() not in days.setdefault(part, []):
                days[part].append(hour.weekday())
            hour += timedelta(hours=1)
    if not days or sum(map(len, days.values())) > MOST_TIMES:
        return pgettext("in: nobody is free at ...", "the hours you gave")
    written = {"morning": _("%(days)s mornings"), "afternoon": _("%(days)s afternoons"), "evening": _("%(days)s evenings"), "night": _("%(days)s nights")}
    return any_of(words % {"days": any_of(names[day] for day in sorted(days[part]))} for part, words in written.items() if part in days)
