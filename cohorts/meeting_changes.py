"""Calling a meeting of a cohort, moving it, cancelling it, and writing down who was there. Members hear of it through the outbox."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from academy.models import record
from academy.outbox import enqueue
from cohorts.models import Cohort, CohortMeeting, CohortMembership, MeetingAttendance

# What a calendar must take note of; a corrected title or note is no news.
MATERIAL = ("starts_at", "ends_at", "place", "online_url")
CALLED, CHANGED, CANCELLED = "called", "changed", "cancelled"


def call(cohort: Cohort, by, at: datetime, **fields) -> CohortMeeting:
    with transaction.atomic():
        made = CohortMeeting(cohort=cohort, made_at=at, changed_at=at, **fields)
        made.save()
        record(by, "called", "cohort_meeting", made.key, at=at, details={"cohort": cohort.slug})
        _tell(made, CALLED, at)
    return made


def change(meeting: CohortMeeting, by, at: datetime, **fields) -> bool:
    """Write what was changed; only what matters to a calendar raises the sequence and is told. False when nothing is different, or it is cancelled."""
    with transaction.atomic():
        CohortMeeting.objects.filter(pk=meeting.pk).update(changed_at=F("changed_at"))  # the lock
        before = CohortMeeting.objects.get(pk=meeting.pk)
        changed = [name for name, value in fields.items() if getattr(before, name) != value]
        if not changed or before.is_cancelled:
            return False
        material = any(name in MATERIAL for name in changed)
        for name in changed:
            setattr(before, name, fields[name])
        before.changed_at = at
        before.sequence += material
        before.save()
        record(by, "changed", "cohort_meeting", before.key, at=at, details={"what": changed})
        if material:
            _tell(before, CHANGED, at)
    return True


def cancel(meeting: CohortMeeting, by, at: datetime, reason: str) -> bool:
    """It stays as cancelled, for calendars to see. False when it was cancelled before."""
    with transaction.atomic():
        if not CohortMeeting.objects.filter(pk=meeting.pk, cancelled_at=None).update(cancelled_at=at, cancelled_reason=reason, changed_at=at, sequence=F("sequence") + 1):
            return False
        meeting.refresh_from_db()
        record(by, "cancelled", "cohort_meeting", meeting.key, at=at)
        _tell(meeting, CANCELLED, at)
    return True


def mark_present(meeting: CohortMeeting, there: set[int], by, at: datetime) -> int:
    """Exactly these members (ids of memberships) were there. Answers how many; others of the cohort are taken off the list."""
    with transaction.atomic():
        CohortMeeting.objects.filter(pk=meeting.pk).update(changed_at=F("changed_at"))  # the lock
        known = set(CohortMembership.objects.filter(cohort=meeting.cohort_id, pk__in=there).exclude(joined_at=None).values_list("pk", flat=True))
        before = set(MeetingAttendance.objects.filter(meeting=meeting).values_list("membership_id", flat=True))
        MeetingAttendance.objects.filter(meeting=meeting, membership_id__in=before - known).delete()
        MeetingAttendance.objects.bulk_create([MeetingAttendance(meeting=meeting, membership_id=pk, marked_at=at, marked_by=by) for pk in sorted(known - before)])
        if known != before:
            record(by, "marked", "cohort_meeting", meeting.key, at=at, details={"there": len(known)})
    return len(known)


def _tell(meeting: CohortMeeting, what: str, at: datetime) -> None:
    if meeting.ends_at > at:
        enqueue(f"cohort_meeting:{meeting.key}:{meeting.sequence}:{what}", "cohorts.meeting_news", {"meeting": meeting.pk, "sequence": meeting.sequence, "what": what})
