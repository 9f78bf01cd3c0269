"""What mentoring puts into a person's own calendar: the sessions of their mentorships, and the meetings of their circles."""

from datetime import datetime
from typing import NamedTuple

from django.utils import translation

from academy.calendar_sources import PersonalPart, calendar_source
from academy.standards.calendar_entry import CalendarEntry
from mentoring.calendar_rows import SESSION, Row, rows_of
from mentoring.circle_calendar import meeting_entry
from mentoring.session_calendar import entry


class _Named(NamedTuple):
    name: str
    erased_at: bool


@calendar_source
def mentoring(person, language: str, at: datetime) -> PersonalPart:
    rows = rows_of(person, at)
    if not rows:
        return PersonalPart((), list)

    def make():
        with translation.override(language):
            return [_entry(row, language) for row in rows]
    return PersonalPart(rows, make, max(row.changed_at for row in rows))


def _entry(row: Row, language: str) -> CalendarEntry:
    when = {"starts_at": row.starts_at, "ends_at": row.ends_at, "zone": row.zone, "place": row.place, "sequence": row.sequence, "changed_at": row.changed_at,
            "cancelled": row.cancelled_at is not None}
    if row.kind == SESSION:
        return entry(pk=row.pk, mentorship_id=row.parent, partner=_Named(row.words, bool(row.gone)), **when)
    return meeting_entry(pk=row.pk, circle_id=row.parent, theme=row.theme(language), **when)
