"""Invitations by mail, and the answers to them: iTIP (RFC 5546) as it travels in mail (RFC 6047).

A message is for one attendee only: nobody's calendar learns who else comes. All entries of a message have one uid
(RFC 5546, 3.2.2), so an exchange of three sessions makes three messages.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from icalendar import Calendar

from academy.standards.calendar_entry import CANCELLED, CalendarEntry, NotCalendarText, Party
from academy.standards.content_lines import of_person
from academy.standards.icalendar import message

REQUEST, CANCEL, REPLY = "REQUEST", "CANCEL", "REPLY"
PARTSTATS = ("NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED")
LARGEST_REPLY = 64_000  # bytes
MOST_LINES = 1_000


class NotAReply(ValueError):
    """What came in is no reply to an invitation that can be understood."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Who answered what to which invitation. `attendee`: a mail address in lower case; `recurrence_id`: of one occurrence only."""

    uid: str
    attendee: str
    partstat: str
    sequence: int
    recurrence_id: datetime | None
    at: datetime | None


def content_type(method: str) -> str:
    return f"text/calendar; method={method}; charset=utf-8"


def invitation_message(method: str, entries: Iterable[CalendarEntry], organiser: Party, attendee: Party, *, partstat: str = "NEEDS-ACTION", asks: bool = True) -> bytes:
    """A REQUEST or CANCEL for one attendee; `asks`: an answer is read (RSVP). Raises NotCalendarText where the entries have more than one uid, or none are given."""
    entries = list(entries)
    if len({entry.uid for entry in entries}) != 1 or method not in (REQUEST, CANCEL) or partstat not in PARTSTATS:
        raise NotCalendarText(f"a {method} of {len(entries)} entries, {partstat}")
    if method == CANCEL:
        entries = [replace(entry, status=CANCELLED) for entry in entries]
    lines = _organiser(organiser), _attendee(attendee, partstat, asks=asks and method == REQUEST)
    return message(method, entries, lines)


def _named(party: Party) -> tuple[tuple[str, str], ...]:
    return (("CN", party.name),) if party.name else ()


def _organiser(party: Party) -> bytes:
    return of_person("ORGANIZER", f"mailto:{party.address}", _named(party))


def _attendee(party: Party, partstat: str, *, asks: bool) -> bytes:
    return of_person("ATTENDEE", f"mailto:{party.address}", (
        ("CUTYPE", "INDIVIDUAL"), ("ROLE", "REQ-PARTICIPANT"), ("PARTSTAT", partstat), ("RSVP", "TRUE" if asks else "FALSE"), *_named(party)))


def read_reply(data: bytes) -> Reply:
    """The reply in the bytes of a text/calendar part. Whatever the bytes are, it returns a Reply or raises NotAReply."""
    if len(data) > LARGEST_REPLY:
        raise NotAReply("too large")
    if data.count(b"\n") + data.count(b"\r") > 2 * MOST_LINES:
        raise NotAReply("too many lines")
    try:
        return _read(data.decode("utf-8-sig"))
    except NotAReply:
        raise
    except Exception as trouble:  # the library meets hostile input with errors of many kinds
        raise NotAReply(f"not a calendar: {type(trouble).__name__}") from None


def _read(words: str) -> Reply:
    calendar = Calendar.from_ical(words)
    if str(calendar.get("METHOD", "")).upper() != REPLY:
        raise NotAReply("its method is not REPLY")
    events = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    uids = {_line(event, "UID") for event in events}
    if len(uids) != 1 or not all(uids):
        raise NotAReply("it answers no invitation, or several")
    event = next((event for event in events if "RECURRENCE-ID" not in event), events[0])
    attendee = event.get("ATTENDEE")
    if attendee is None or isinstance(attendee, list):
        raise NotAReply("it does not come from one attendee")
    partstat = str(attendee.params.get("PARTSTAT", "")).upper()
    if partstat not in PARTSTATS:
        raise NotAReply("it has no answer in it")
    sequence = int(event.get("SEQUENCE", 0))
    if not 0 <= sequence < 2**31:
        raise NotAReply("its sequence is out of range")
    return Reply(uid=uids.pop(), attendee=_address(str(attendee)), partstat=partstat, sequence=sequence,
                 recurrence_id=_moment(event, "RECURRENCE-ID"), at=_moment(event, "DTSTAMP"))


def _line(event, name: str) -> str:
    value = event.get(name, "")
    if isinstance(value, list) or len(value) > 255 or any(unicodedata.category(letter)[0] == "C" for letter in value):
        raise NotAReply(f"its {name} is not one line")
    return str(value)


def _address(value: str) -> str:
    scheme, _colon, address = value.partition(":")
    if scheme.lower() != "mailto":
        raise NotAReply("its attendee has no mail address")
    return Party("", address.strip().lower()).address


def _moment(event, name: str) -> datetime | None:
    found = event.get(name)
    at = getattr(found, "dt", None)
    if found is None:
        return None
    if not isinstance(at, datetime):
        raise NotAReply(f"its {name} is no moment")
    return (at if at.utcoffset() is not None else at.replace(tzinfo=UTC)).astimezone(UTC)
