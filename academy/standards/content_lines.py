"""One content line of iCalendar, written by the icalendar library: escaped, folded, ended with CRLF (RFC 5545, 3.1).

A feed repeats many of its lines (places, kinds, states), and folding is what costs: each line is made once and kept.
"""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import vText, vUri
from icalendar.parser import Contentline, Parameters

_no_parameters = Parameters()


def _ended(name: str, parameters: tuple[tuple[str, str], ...], value) -> bytes:
    return Contentline.from_parts(name, Parameters(dict(parameters)) if parameters else _no_parameters, value).to_ical() + b"\r\n"


@lru_cache(maxsize=8192)
def text(name: str, value: str, parameters: tuple[tuple[str, str], ...] = ()) -> bytes:
    return _ended(name, parameters, vText(value))


@lru_cache(maxsize=8192)
def raw(name: str, value: str, parameters: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A value that is no text: an address, a number, a rule. Nothing in it is escaped."""
    return _ended(name, parameters, vUri(value))


def of_person(name: str, value: str, parameters: tuple[tuple[str, str], ...]) -> bytes:
    """As raw(), but kept nowhere: it holds somebody's address."""
    return _ended(name, parameters, vUri(value))


def utc(name: str, moment: datetime) -> bytes:
    at = moment.astimezone(UTC)
    return f"{name}:{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}Z\r\n".encode()


def local(name: str, moment: datetime, zone: str, *, repeats: bool = False) -> bytes:
    """A moment on the wall clock of a zone, which the calendar's VTIMEZONE explains; UTC stays UTC. What `repeats` must stand on a wall clock."""
    if zone == "UTC":
        return utc(name, moment)
    at = moment.astimezone(ZoneInfo(zone))
    # The hour that comes twice when clocks go back: RFC 5545 takes its name for the first of them, ical.js for the second.
    if not repeats and at.utcoffset() != at.replace(fold=1 - at.fold).utcoffset():
        return utc(name, moment)
    return f"{name};TZID={zone}:{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}\r\n".encode()


@lru_cache(maxsize=4096)
def texts(name: str, values: tuple[str, ...]) -> bytes:
    """A list of texts: each is escaped, the commas between them are not."""
    return _ended(name, (), vUri(",".join(vText(value).to_ical().decode() for value in values)))
