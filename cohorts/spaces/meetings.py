"""Meetings of a group. They are sessions of an exchange that the first of them makes, so that calendars, invitations, attendance, minutes and both
zones are those every exchange has. Other people ask for a seat there; members have one."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.changing import add_session, cancel_session, change_session
from cohorts.exchange_pages import Words, homes
from cohorts.models import Admission, ExchangeKind, GroupMeeting, WorkingGroup
from cohorts.opening import open_exchange
from cohorts.publishing import publish
from cohorts.session_plan import SessionPlan
from cohorts.spaces.meeting_seats import seat_members
from cohorts.spaces.refusing import NotPossible

MOST_SEATS = 300


@transaction.atomic
def plan_meeting(group: WorkingGroup, plan: SessionPlan, agenda: str, *, by, at: datetime) -> GroupMeeting:
    """One more meeting; members are told. Raises NotPossible for a closed group or a space that is not open, cohorts.changing.Overlaps,
    cohorts.publishing.NotReady."""
    WorkingGroup.objects.filter(pk=group.pk).update(slug=F("slug"))  # the lock: two first meetings at once make one exchange
    group = WorkingGroup.objects.select_related("space__city", "exchange").get(pk=group.pk)
    if group.is_closed:
        raise NotPossible(_("This group is closed."))
    if group.space.opened_on is None:
        raise NotPossible(_("The space is not open yet: its groups can meet once it is."))
    if group.exchange is None:
        session = _first(group, plan, by, at)
    else:
        session = add_session(group.exchange, plan, seen=group.exchange.changed_at, by=by, at=at)
    made = GroupMeeting.objects.create(group=group, exchange_session=session, agenda=agenda)
    record(by, "planned", "group_meeting", made.pk, at=at, details={"group": group.slug})
    return made


def _end_of(group: WorkingGroup) -> datetime:
    """The end of the group's last day there: until then others ask for a seat, though its first meeting is long over."""
    return datetime.combine(group.ends_on + timedelta(days=1), time(), tzinfo=ZoneInfo(group.space.city.time_zone))


def _first(group: WorkingGroup, plan: SessionPlan, by, at: datetime):
    there = homes()
    language = group.language if group.language in there else next(iter(there), group.language)
    with translation.override(language):
        title = _("Meetings of “%(group)s”") % {"group": group.name}
    exchange = open_exchange(
        group.space.city, Words(title, group.theme), [plan], by=by, at=at, kind=ExchangeKind.WORKSHOP, admission=Admission.APPROVAL, seats=MOST_SEATS,
        source_language=language, languages=[group.language], place_name=plan.place[:150], online_url=plan.online_url,
        closes_at=_end_of(group))
    publish(exchange, by=by, at=at)
    WorkingGroup.objects.filter(pk=group.pk).update(exchange=exchange)
    group.exchange = exchange
    seat_members(group, at)
    return exchange.sessions.get()


@transaction.atomic
def change_meeting(meeting: GroupMeeting, plan: SessionPlan, agenda: str, *, seen: datetime, by, at: datetime) -> bool:
    """Other words, another time or place; True when members are told. Raises cohorts.changing's ChangedMeanwhile, Overlaps, AlreadyCancelled."""
    told = change_session(meeting.exchange_session, plan, seen=seen, by=by, at=at)
    GroupMeeting.objects.filter(pk=meeting.pk).update(agenda=agenda)
    return told


def cancel_meeting(meeting: GroupMeeting, reason: str, *, seen: datetime, by, at: datetime) -> bool:
    return cancel_session(meeting.exchange_session, reason, seen=seen, by=by, at=at)
