"""What stands in somebody's calendar from mentoring, in one query: the sessions of their mentorships, and the meetings of their circles."""

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Case, CharField, F, IntegerField, Q, TextField, Value, When
from django.db.models.functions import Cast

from academy.models import Skill
from mentoring.models import Circle, CircleMeeting, MentoringSession

PAST_KEPT = timedelta(days=731)
TOMBSTONES_KEPT = timedelta(days=90)
SESSION, MEETING = "session", "meeting"


class Row(NamedTuple):
    """Plain values, so that an unchanged calendar is known without making one. `parent`: the mentorship or circle; `words`: the partner's name, or the
    theme's labels as JSON; `gone`: 1 when the partner has erased their account."""

    kind: str
    pk: int
    parent: int
    words: str
    gone: int
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    sequence: int
    changed_at: datetime
    cancelled_at: datetime | None

    def theme(self, language: str) -> str:
        return Skill(labels=json.loads(self.words)).label_in(language)


def rows_of(person, at: datetime) -> tuple[Row, ...]:
    """By start: of two years past and to come; cancelled ones stay for 90 days past their end, missed ones as what was planned."""
    is_mentor = Q(mentorship__mentor=person)
    sessions = MentoringSession.objects.filter(is_mentor | Q(mentorship__mentee=person)).annotate(
        kind=Value(SESSION, CharField()), parent=F("mentorship_id"),
        words=Cast(Case(When(is_mentor, then="mentorship__mentee__name"), default="mentorship__mentor__name"), TextField()),
        gone=Case(When(is_mentor & Q(mentorship__mentee__erased_at__isnull=False), then=1), When(~is_mentor & Q(mentorship__mentor__erased_at__isnull=False), then=1),
                  default=0, output_field=IntegerField()))
    meetings = CircleMeeting.objects.filter(circle__in=Circle.objects.of(person).values("pk")).annotate(
        kind=Value(MEETING, CharField()), parent=F("circle_id"), words=Cast("circle__theme__labels", TextField()), gone=Value(0, IntegerField()))
    both = _kept(sessions, at).union(_kept(meetings, at), all=True)
    return tuple(sorted((Row(*values) for values in both), key=lambda row: (row.starts_at, row.kind, row.pk)))


def _kept(rows, at: datetime):
    return (rows.filter(ends_at__gte=at - PAST_KEPT).exclude(cancelled_at__isnull=False, ends_at__lt=at - TOMBSTONES_KEPT).order_by()
            .values_list("kind", "pk", "parent", "words", "gone", "starts_at", "ends_at", "time_zone", "place", "sequence", "changed_at", "cancelled_at"))
