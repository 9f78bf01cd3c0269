"""Times in words: in the zone of a place, and in the reader's own when its clocks show something else.

The zone is named by its city and its distance from UTC (“Lisbon, UTC+0”), since abbreviations such as WET say nothing to most people.
Words come in the active language. `at`, `starts_at`, `ends_at` are aware datetimes; `there` and `here` IANA names, `here` None for who is not signed in.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval, get_timezone_location
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# The country whose way of writing dates each language takes here; Tunisian Arabic writes 2027, not ٢٠٢٧.
WRITTEN_AS = {"en": "en_GB", "pt": "pt_PT", "ar": "ar_TN"}


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when on one place's clocks. `day`: “Thursday, 10 December 2026”; `hours`: “09:00–17:00”, with the last day when that is another."""

    day: str
    hours: str
    place: str
    offset: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class BothTimes:
    """`here` is None where the reader's clocks show the same; `same_day`: the reader's date is the place's."""

    there: Span
    here: Span | None

    @property
    def same_day(self) -> bool:
        return self.here is None or self.here.first_day == self.there.first_day


def written_as() -> str:
    """The locale dates are written in: a language, and the country whose way of writing it we take."""
    code = get_language() or "en"
    return WRITTEN_AS.get(code, code.replace("-", "_"))


def both_times(starts_at: datetime, ends_at: datetime, there: str, here: str | None = None) -> BothTimes:
    own = None if here is None or same_clock(starts_at, ends_at, there, here) else span(starts_at, ends_at, here)
    return BothTimes(span(starts_at, ends_at, there), own)


def same_clock(starts_at: datetime, ends_at: datetime, there: str, here: str) -> bool:
    one, other = ZoneInfo(there), ZoneInfo(here)
    return all(at.astimezone(one).utcoffset() == at.astimezone(other).utcoffset() for at in (starts_at, ends_at))


def span(starts_at: datetime, ends_at: datetime, zone_name: str) -> Span:
    zone = ZoneInfo(zone_name)
    begins, ends = starts_at.astimezone(zone), ends_at.astimezone(zone)
    hours = f"{begins:%H:%M}–{ends:%H:%M}"
    if ends.date() != begins.date():
        hours = _("%(begins)s until %(ends)s on %(day)s") % {"begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}", "day": day_words(ends.date())}
    return Span(day_words(begins.date()), hours, place_of(zone_name), offset_of(starts_at, zone_name), begins.date(), ends.date())


def moment_words(at: datetime, there: str, here: str | None = None) -> str:
    """“25 November 2026, 18:00 (Lisbon, UTC+0); for you 25 November 2026, 19:00”."""
    words = _("%(moment)s (%(place)s, %(offset)s)") % {"moment": _moment(at, there), "place": place_of(there), "offset": offset_of(at, there)}
    if here is None or same_clock(at, at, there, here):
        return words
    return _("%(words)s; for you %(moment)s") % {"words": words, "moment": _moment(at, here)}


def _moment(at: datetime, zone_name: str) -> str:
    local = at.astimezone(ZoneInfo(zone_name))
    return _("%(day)s, %(time)s") % {"day": format_date(local.date(), "long", locale=written_as()), "time": f"{local:%H:%M}"}


def day_words(day: date) -> str:
    """“Thursday, 10 December 2026”."""
    return format_date(day, "full", locale=written_as())


def days_words(first: date, last: date) -> str:
    """“10 December 2026”, or “10–11 Dec 2026”."""
    return format_date(first, "long", locale=written_as()) if first == last else format_interval(first, last, "yMMMMd", locale=written_as())


def place_of(zone_name: str) -> str:
    """“Lisbon”, “لشبونة”: the city a zone is named for."""
    return get_timezone_location(zone_name, locale=written_as(), return_city=True)


def offset_of(at: datetime, zone_name: str) -> str:
    """“UTC+0”, “UTC+1”, “UTC+5:30” at that moment."""
    minutes = int(at.astimezone(ZoneInfo(zone_name)).utcoffset().total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
