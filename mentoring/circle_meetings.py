"""Meetings of a circle: anybody in it plans one, moves nothing behind the others' backs, calls one off, writes down what was said."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from academy.emails import queue_mail
from academy.models import record
from academy.refusals import Refused
from mentoring.models import Circle, CircleMeeting
from mentoring.round_turn import take_turn

MOST = 100  # of one circle


def plan_meeting(circle: Circle, by, at, *, starts_at, ends_at, zone: str, place: str = "") -> CircleMeeting:
    """`starts_at`, `ends_at`: UTC, written in `zone`. Refused for a circle that has not formed, or is closed."""
    with transaction.atomic():
        kept = _standing(circle)
        if kept.meetings.count() >= MOST:
            raise Refused("full", _("This circle has as many meetings as it can hold."))
        made = CircleMeeting.objects.create(circle=kept, starts_at=starts_at, ends_at=ends_at, time_zone=zone, place=place, changed_at=at)
        record(by, "planned", "circle_meeting", made.pk, at=at)
        _tell(made, at)
    return made


def call_off(meeting: CircleMeeting, by, at) -> bool:
    """It stays as cancelled, for calendars to see. False when it was before; Refused once it is over."""
    with transaction.atomic():
        _standing(meeting.circle)
        if meeting.ends_at <= at:
            raise Refused("over", _("This meeting is over."))
        if not CircleMeeting.objects.filter(pk=meeting.pk, cancelled_at__isnull=True).update(cancelled_at=at, changed_at=at, sequence=F("sequence") + 1):
            return False
        meeting.refresh_from_db()
        record(by, "cancelled", "circle_meeting", meeting.pk, at=at)
        _tell(meeting, at)
    return True


def write_notes(meeting: CircleMeeting, text: str, by, at, *, seen: str) -> bool:
    """What was said, shared by all. False when somebody wrote since it was read (`seen`: the text that stood there), so that nothing is written over."""
    done = CircleMeeting.objects.filter(pk=meeting.pk, notes=seen).update(notes=text, changed_at=at)
    if done:
        record(by, "noted", "circle_meeting", meeting.pk, at=at)
    return bool(done)


def _standing(circle: Circle) -> Circle:
    take_turn(circle.round_id)
    kept = Circle.objects.get(pk=circle.pk)
    if not kept.formed_at or kept.closed_at:
        raise Refused("not_formed", _("This circle does not meet any more, or not yet."))
    return kept


def _tell(meeting: CircleMeeting, at) -> None:
    if meeting.ends_at <= at:
        return
    for seat in meeting.circle.seats.filter(left_at__isnull=True).select_related("person"):
        queue_mail("mentoring/circle_meeting", seat.person, f"circle_meeting:{meeting.pk}:{meeting.sequence}:{seat.person_id}", meeting=meeting.pk, sequence=meeting.sequence)
