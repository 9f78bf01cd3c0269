"""What mentoring puts into a person's own calendar: the sessions of their mentorships. One query, however many."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import translation

from academy.calendar_sources import PersonalPart, calendar_source
from mentoring import circle_calendar  # noqa: F401  adds the meetings of circles
from mentoring.models import MentoringSession
from mentoring.session_calendar import entry

PAST_KEPT = timedelta(days=731)
TOMBSTONES_KEPT = timedelta(days=90)


class SessionRow(NamedTuple):
    """Plain values, so that an unchanged calendar is known without making one; `partner` as name and whether erased."""

    pk: int
    mentorship_id: int
    partner: str
    partner_gone: bool
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    sequence: int
    changed_at: datetime
    cancelled: bool


class _Named(NamedTuple):
    name: str
    erased_at: bool


def sessions_of(person, at: datetime) -> tuple[SessionRow, ...]:
    """By start: of two years past and to come; cancelled ones stay for 90 days past their end, missed ones as what was planned."""
    found = (MentoringSession.objects.filter(Q(mentorship__mentor=person) | Q(mentorship__mentee=person), ends_at__gte=at - PAST_KEPT)
             .exclude(cancelled_at__isnull=False, ends_at__lt=at - TOMBSTONES_KEPT).select_related("mentorship__mentor", "mentorship__mentee").order_by("starts_at", "pk"))
    rows = []
    for each in found:
        partner = each.mentorship.partner_of(person)
        rows.append(SessionRow(each.pk, each.mentorship_id, partner.name, partner.erased_at is not None, each.starts_at, each.ends_at, each.time_zone, each.place, each.sequence,
                               each.changed_at, each.cancelled_at is not None))
    return tuple(rows)


@calendar_source
def mentoring_sessions(person, language: str, at: datetime) -> PersonalPart:
    rows = sessions_of(person, at)
    if not rows:
        return PersonalPart((), list)

    def make():
        with translation.override(language):
            return [entry(pk=row.pk, mentorship_id=row.mentorship_id, partner=_Named(row.partner, row.partner_gone), starts_at=row.starts_at, ends_at=row.ends_at,
                          zone=row.zone, place=row.place, sequence=row.sequence, changed_at=row.changed_at, cancelled=row.cancelled) for row in rows]
    return PersonalPart(rows, make, max(row.changed_at for row in rows))
