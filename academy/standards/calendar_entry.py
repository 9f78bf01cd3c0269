"""What goes into a calendar: entries, the people of an invitation, and the calendar they stand in. Values only.

Text is checked here, before any writer sees it: a bare carriage return in a title could begin a property of its own.
Moments are aware datetimes; an entry is shown in its own IANA zone. RFC 5545, 7986.
"""

import re
import unicodedata
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
STATUSES = (CONFIRMED, TENTATIVE, CANCELLED)
LONGEST = 10_000  # letters of one text
_ON_ONE_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ON_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f<>\"{}|\\^`]+")
_MAIL_ADDRESS = re.compile(r"[^\s\x00-\x20\x7f-\x9f<>\"(),:;\\\[\]@]+@[^\s\x00-\x20\x7f-\x9f<>\"(),:;\\\[\]@]+")
_RULE = re.compile(r"FREQ=[A-Z]+(;[A-Z]+=[A-Z0-9,+:-]+)*")


class NotCalendarText(ValueError):
    """A value that must not stand in a calendar: control characters, an address that is none, an end before its start."""


def plain(text: str, *, lines: bool = False) -> str:
    """The text as a calendar may hold it: NFC, no control characters; line breaks kept as \\n only where `lines` says so."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", " ")
    if not lines:
        text = " ".join(text.split())
    return (_ON_LINES if lines else _ON_ONE_LINE).sub("", text).strip()[:LONGEST]


def web_address(value: str) -> str:
    """The address as a calendar may hold it; nothing where it is none."""
    return value if _WEB_ADDRESS.fullmatch(value) else ""


def _refuse(what: str, value) -> None:
    raise NotCalendarText(f"{what}: {value!r}"[:200])


def _check_text(name: str, value: str, *, lines: bool = False) -> None:
    if (_ON_LINES if lines else _ON_ONE_LINE).search(value) or len(value) > LONGEST:
        _refuse(name, value)


def _check_moment(name: str, value: datetime | None) -> None:
    if value is not None and value.utcoffset() is None:
        _refuse(f"{name} has no zone", value)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody of an invitation: a name (may be empty) and a bare mail address."""

    name: str
    address: str

    def __post_init__(self) -> None:
        _check_text("name", self.name)
        if not _MAIL_ADDRESS.fullmatch(self.address) or len(self.address) > 254:
            _refuse("address", self.address)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One VEVENT. A series has a `rule` (RRULE text, UNTIL in UTC) and `exdates`; its moved or cancelled occurrences are entries
    of the same uid with a `recurrence_id`: the moment the occurrence would have had.

    `last_modified` is also the DTSTAMP: the same entry is always the same bytes.
    """

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    title: str
    last_modified: datetime
    created: datetime | None = None
    status: str = CONFIRMED
    description: str = ""
    location: str = ""
    url: str = ""
    geo: tuple[float, float] | None = None
    conference_url: str = ""
    conference_label: str = ""
    image_url: str = ""
    categories: tuple[str, ...] = ()
    rule: str = ""
    exdates: tuple[datetime, ...] = ()
    recurrence_id: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("uid", "title", "location", "conference_label"):
            _check_text(name, getattr(self, name))
        for word in self.categories:
            _check_text("category", word)
        _check_text("description", self.description, lines=True)
        for name in ("url", "conference_url", "image_url"):
            address = getattr(self, name)
            if address and not _WEB_ADDRESS.fullmatch(address):
                _refuse(name, address)
        for name in ("starts_at", "ends_at", "last_modified", "created", "recurrence_id"):
            _check_moment(name, getattr(self, name))
        for moment in self.exdates:
            _check_moment("exdate", moment)
        if not self.uid or not self.title:
            _refuse("uid and title are needed", self.uid)
        if self.ends_at <= self.starts_at:
            _refuse("ends before it starts", self.uid)
        if self.status not in STATUSES or self.sequence < 0:
            _refuse("status or sequence", (self.status, self.sequence))
        if self.rule and (not _RULE.fullmatch(self.rule) or self.recurrence_id):
            _refuse("rule", self.rule)
        if self.geo and not (-90 <= self.geo[0] <= 90 and -180 <= self.geo[1] <= 180):
            _refuse("geo", self.geo)


@dataclass(frozen=True, slots=True)
class CalendarHead:
    """What stands above the entries. `source`: where the calendar is fetched again; `url`: the page for people."""

    name: str
    source: str = ""
    url: str = ""
    description: str = ""
    refresh: timedelta = timedelta(hours=1)
    colour: str = ""  # a CSS3 colour name

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name != "refresh":
                _check_text(field.name, getattr(self, field.name), lines=field.name == "description")
        for name in ("source", "url"):
            if getattr(self, name) and not _WEB_ADDRESS.fullmatch(getattr(self, name)):
                _refuse(name, getattr(self, name))
        if self.colour and not self.colour.isalpha():
            _refuse("colour", self.colour)
