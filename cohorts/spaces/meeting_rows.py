"""The meetings and documents of a group as its page shows them: what is next, what was, with agenda, minutes and who may do what. A query each."""

from django.db.models import Count
from django.urls import reverse

from academy.both_times import both_times
from cohorts.models import GroupMeeting, WorkingGroup

MOST_PAST = 12


def meeting_rows(group: WorkingGroup, user, at, *, organises: bool, inside: bool) -> dict:
    """{"meetings_to_come", "meetings_past", "may_plan_meetings"}; rows of {meeting, session, times, url (None: nothing to open there), minutes_url, …}.
    How many were there is for those `inside`: of a small group it would tell who was not."""
    if group.exchange_id is None:
        return {"meetings_to_come": [], "meetings_past": [], "may_plan_meetings": organises}
    here = user.zone_name if getattr(user, "is_authenticated", False) else None
    found = GroupMeeting.objects.filter(group=group).select_related("exchange_session__minutes").annotate(there=Count("exchange_session__attendances"))
    rows = [_row(group, each, here, organises, inside) for each in found.order_by("exchange_session__starts_at", "pk")]
    return {"meetings_to_come": [row for row in rows if row["session"].ends_at >= at],
            "meetings_past": [row for row in reversed(rows) if row["session"].ends_at < at][:MOST_PAST],
            "meetings_page": reverse("exchange", args=[group.exchange.slug]), "may_plan_meetings": organises}


def _row(group: WorkingGroup, meeting: GroupMeeting, here: str | None, organises: bool, inside: bool) -> dict:
    session, exchange = meeting.exchange_session, group.exchange
    minutes = getattr(session, "minutes", None)
    public = reverse("exchange", args=[exchange.slug])
    at_desk = [group.space.city.slug, exchange.slug, session.key]
    row = {"meeting": meeting, "session": session, "times": both_times(session.starts_at, session.ends_at, exchange.time_zone, here), "there": meeting.there if inside else 0,
           "minutes_url": public if minutes is not None and minutes.published_at else "", "minutes_begun": minutes is not None}
    if organises:
        row |= {"change_url": reverse("group_meeting", args=[group.slug, session.key]), "attendance_url": reverse("attendance_session", args=at_desk),
                "write_url": reverse("minutes_edit", args=at_desk)}
    return row


def documents_of(group: WorkingGroup, *, inside: bool, member: bool, organises: bool) -> dict:
    return {"documents": list(group.documents.readable(inside)), "may_add_documents": member and not group.is_closed, "organises_group": organises}
