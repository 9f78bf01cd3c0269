"""Entries in, the bytes of an iCalendar file out (RFC 5545, 7986), line by line through the icalendar library.

The same entries are the same bytes, in whatever order they come. A cancelled entry stays in, as cancelled: leaving it out would
leave it standing in some calendars.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache

from academy.standards.calendar_entry import CANCELLED, TENTATIVE, CalendarEntry, CalendarHead
from academy.standards.content_lines import local, raw, text, texts, utc
from academy.standards.vtimezones import vtimezone

PRODUCT = "-//Tessera//Tessera academy//EN"
YEARS_OF_A_SERIES = 10  # a rule without an end is explained for so long
CONTENT_TYPE = "text/calendar; charset=utf-8"


def write_calendar(head: CalendarHead, entries: Iterable[CalendarEntry]) -> bytes:
    """A calendar to subscribe to or to save."""
    entries = in_order(entries)
    return b"".join([*_opening(), *_head_lines(head), *zones_of(entries), *map(_kept_vevent, entries), b"END:VCALENDAR\r\n"])


def in_order(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    """By beginning, then name; the master of a series before what departs from it."""
    return sorted(entries, key=lambda entry: (entry.recurrence_id or entry.starts_at, entry.uid, entry.recurrence_id is not None))


def _opening(method: str = "") -> list[bytes]:
    return [b"BEGIN:VCALENDAR\r\n", text("PRODID", PRODUCT), b"VERSION:2.0\r\n", b"CALSCALE:GREGORIAN\r\n",
            *([f"METHOD:{method}\r\n".encode()] if method else [])]


def message(method: str, entries: Iterable[CalendarEntry], extra: tuple[bytes, ...]) -> bytes:
    """A message of iTIP: entries of one uid, each with the `extra` lines that name who invites whom."""
    entries = in_order(entries)
    return b"".join([*_opening(method), *zones_of(entries), *(vevent(entry, extra) for entry in entries), b"END:VCALENDAR\r\n"])


def _head_lines(head: CalendarHead) -> list[bytes]:
    every = _duration(head.refresh)
    lines = [text("NAME", head.name), text("X-WR-CALNAME", head.name)]
    if head.description:
        lines += [text("DESCRIPTION", head.description), text("X-WR-CALDESC", head.description)]
    lines += [raw("REFRESH-INTERVAL", every, (("VALUE", "DURATION"),)), raw("X-PUBLISHED-TTL", every)]
    if head.source:
        lines.append(raw("SOURCE", head.source, (("VALUE", "URI"),)))
    if head.url:
        lines.append(raw("URL", head.url))
    if head.colour:
        lines.append(raw("COLOR", head.colour))
    return lines


def _duration(length: timedelta) -> str:
    minutes = max(1, length // timedelta(minutes=1))
    return f"PT{minutes // 60}H" if minutes % 60 == 0 else f"PT{minutes}M"


def zones_of(entries: list[CalendarEntry]) -> list[bytes]:
    """One VTIMEZONE for each zone in use, for the years its entries lie in."""
    years: dict[str, set[int]] = {}
    for entry in entries:
        if entry.zone != "UTC":
            held = years.setdefault(entry.zone, set())
            held.update((entry.starts_at.year, entry.ends_at.year))
            if entry.recurrence_id:
                held.add(entry.recurrence_id.year)
            if entry.rule:
                held.add(entry.starts_at.year + YEARS_OF_A_SERIES)
    # A moment late on 31 December in UTC lies in the next year on some wall clocks; the year before is told along anyway.
    # A calendar must hold something (RFC 5545, 3.6): an empty one explains UTC.
    return [vtimezone(zone, min(held), max(held) + 1) for zone, held in sorted(years.items())] or [vtimezone("Etc/UTC", 2022, 2022)]


def vevent(entry: CalendarEntry, extra: tuple[bytes, ...] = ()) -> bytes:
    lines = [b"BEGIN:VEVENT\r\n", text("UID", entry.uid), utc("DTSTAMP", entry.last_modified)]
    if entry.recurrence_id:
        lines.append(local("RECURRENCE-ID", entry.recurrence_id, entry.zone))
    repeats = bool(entry.rule)
    lines += [local("DTSTART", entry.starts_at, entry.zone, repeats=repeats), local("DTEND", entry.ends_at, entry.zone, repeats=repeats)]
    if entry.rule:
        lines.append(raw("RRULE", entry.rule))
    lines += [local("EXDATE", moment, entry.zone) for moment in sorted(entry.exdates)]
    lines.append(text("SUMMARY", entry.title))
    if entry.description:
        lines.append(text("DESCRIPTION", entry.description))
    if entry.location:
        lines.append(text("LOCATION", entry.location))
    if entry.geo:
        lines.append(raw("GEO", f"{entry.geo[0]:.6f};{entry.geo[1]:.6f}"))
    if entry.url:
        lines.append(raw("URL", entry.url))
    if entry.conference_url:
        label = (("LABEL", entry.conference_label),) if entry.conference_label else ()
        lines.append(raw("CONFERENCE", entry.conference_url, (("VALUE", "URI"), ("FEATURE", "VIDEO"), *label)))
    if entry.image_url:
        lines.append(raw("IMAGE", entry.image_url, (("VALUE", "URI"), ("DISPLAY", "BADGE"))))
    if entry.categories:
        lines.append(texts("CATEGORIES", entry.categories))
    if entry.created:
        lines.append(utc("CREATED", entry.created))
    lines += [utc("LAST-MODIFIED", entry.last_modified), f"SEQUENCE:{entry.sequence}\r\nSTATUS:{entry.status}\r\n".encode()]
    lines.append(b"TRANSP:TRANSPARENT\r\n" if entry.status in (CANCELLED, TENTATIVE) else b"TRANSP:OPAQUE\r\n")
    return b"".join([*lines, *extra, b"END:VEVENT\r\n"])


# Feeds are fetched again and again, and hold the same entries. Messages are not kept: they name people.
_kept_vevent = lru_cache(maxsize=4096)(vevent)
