"""What exchanges and cohorts give to the solidarity ledger: hosting, counted by who was there; teaching, by who sat in a cohort's meeting.

An hour with ten guests is ten hours received, so it is ten hours given: that is what makes the ledger sum to zero. Written two days after the
end, when the lists at the door have come to rest; a mark taken back later within two months takes its hours back.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from academy.models import GiftKind, HoursGiven
from academy.solidarity import give_hours, undo_hours
from cohorts.models import Attendance, CohortFacilitator, MeetingAttendance

AT_REST = timedelta(days=2)
LOOKED_BACK = timedelta(days=60)


def write_hours(at) -> int:
    """How many lines were written or taken back; safe to run twice."""
    with transaction.atomic():
        return _hosting(at) + _teaching(at)


def _window(at, session: str) -> dict:
    return {f"{session}__ends_at__lte": at - AT_REST, f"{session}__ends_at__gt": at - LOOKED_BACK, f"{session}__cancelled_at__isnull": True}


def _known(prefix: str, at) -> set[str]:
    """Sources of this kind written of days that are still looked at whole (local days, and `at` is UTC: one day less), those undone left out."""
    sources = set(HoursGiven.objects.filter(source__startswith=prefix, on__gt=(at - LOOKED_BACK + timedelta(days=1)).date()).values_list("source", flat=True))
    return {each for each in sources if not each.endswith(":undone")} - {each.removesuffix(":undone") for each in sources if each.endswith(":undone")}


def _minutes(session) -> int:
    return round((session.ends_at - session.starts_at).total_seconds() / 60)


def _hosting(at) -> int:
    """From the host city to each visitor of another city, for each session they were at."""
    rows = Attendance.objects.filter(**_window(at, "exchange_session"), registration__city__isnull=False) \
        .exclude(registration__city=F("exchange_session__exchange__host_city")) \
        .select_related("exchange_session__exchange__host_city", "registration__person__ledger_subject", "registration__city")
    standing, written = _known("attendance:", at), 0
    for row in rows:
        session, source = row.exchange_session, f"attendance:{row.registration_id}:{row.exchange_session_id}"
        if source in standing:  # written on another night
            standing.discard(source)
            continue
        written += give_hours(GiftKind.HOSTING, _minutes(session), on=timezone.localdate(session.starts_at), at=at, source=source,
                              giver_city=session.exchange.host_city, receiver=row.registration.person, receiver_city=row.registration.city)
    return written + sum(undo_hours(source, at=at) for source in sorted(standing))


def _teaching(at) -> int:
    """From who facilitates (the cohort's city, where several do) to each member who was at the meeting."""
    rows = MeetingAttendance.objects.filter(**_window(at, "meeting")).select_related("meeting__cohort__city", "membership__person__ledger_subject", "membership__city")
    standing, written, leads = _known("meeting:", at), 0, {}
    for row in rows:
        meeting, source = row.meeting, f"meeting:{row.membership_id}:{row.meeting_id}"
        day = timezone.localdate(meeting.starts_at)
        if (key := (meeting.cohort_id, day)) not in leads:
            leads[key] = [each.person for each in CohortFacilitator.objects.current(day).filter(cohort_id=meeting.cohort_id).select_related("person__city")[:2]]
        lead = leads[key][0] if len(leads[key]) == 1 else None
        if lead is not None and lead.pk == row.membership.person_id:
            continue
        if source in standing:
            standing.discard(source)
            continue
        written += give_hours(GiftKind.TEACHING, _minutes(meeting), on=day, at=at, source=source, giver=lead, giver_city=meeting.cohort.city,
                              receiver=row.membership.person, receiver_city=row.membership.city)
    return written + sum(undo_hours(source, at=at) for source in sorted(standing))
