"""What the page of a mentorship shows: where the two are, when they meet next, and what is to do now, in one sentence."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from academy.both_times import BothTimes, day_words, offset_of, place_of
from academy.local_times import wall_of
from mentoring.mentorship_mosaic import panels_of, steps_of
from mentoring.models import MentoringSession, Mentorship, MentorshipStage, TimePollOption
from mentoring.own_side import OwnSide, side_of
from mentoring.signing import standing_of
from mentoring.what_now import Now, what_now


@dataclass(frozen=True, slots=True)
class SessionLine:
    session: MentoringSession
    times: BothTimes
    words: str
    asks_me: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock shows: “18:05”, “Lisbon”, “UTC+0”, and the day where it is another than mine."""

    time: str
    place: str
    offset: str
    day: str = ""


def everything(rows):
    """Mentorships with all that their page and their line in the overview read: the same number of queries however many."""
    return rows.select_related("round", "proposal__request", "mentor__city", "mentee__city").prefetch_related(
        "signatures", "goals", "pauses", "feedback", Prefetch("sessions", MentoringSession.objects.order_by("starts_at", "pk")), "time_polls",
        Prefetch("time_polls__options", TimePollOption.objects.order_by("starts_at", "pk")))


def loaded(person, pk: int) -> OwnSide | None:
    found = everything(Mentorship.objects.of(person)).filter(pk=pk).first()
    return side_of(found, person) if found is not None else None


def line_of(own: OwnSide, session: MentoringSession, at: datetime) -> SessionLine:
    asks = session.cancelled_at is None and ((session.held_minutes is not None and session.confirmed_at(own.side) is None) or (
        session.held_minutes is None and session.missed_at is None and session.ends_at <= at))
    return SessionLine(session, own.times(session.starts_at, session.ends_at), session_words(own, session, at), asks)


def session_words(own: OwnSide, session: MentoringSession, at: datetime) -> str:
    if session.cancelled_at:
        return _("called off")
    if session.missed_at:
        return _("did not happen")
    if session.held_minutes is None:
        return _("planned") if session.ends_at > at else _("did you meet?")
    held = _("%(minutes)d minutes") % {"minutes": session.held_minutes}
    if session.is_confirmed:
        return _("%(held)s, confirmed by both") % {"held": held}
    if session.confirmed_at(own.side) is None:
        return _("%(held)s, please confirm") % {"held": held}
    return _("%(held)s, %(name)s has not confirmed yet") % {"held": held, "name": own.partner_first}


def clocks(own: OwnSide, at: datetime) -> list[Clock]:
    """Mine, then my partner's: one after the other, also where they show the same."""
    zones = [own.person.zone_name] + ([] if own.partner.erased_at else [own.partner.zone_name])
    walls = [wall_of(at, ZoneInfo(zone)) for zone in zones]
    return [Clock(f"{wall:%H:%M}", place_of(zone), offset_of(at, zone), day_words(wall.date()) if wall.date() != walls[0].date() else "")
            for zone, wall in zip(zones, walls, strict=True)]


def page(own: OwnSide, at: datetime) -> dict:
    """`own` as loaded() gives it."""
    mentorship = own.mentorship
    lines = [line_of(own, session, at) for session in mentorship.sessions.all()]
    coming = [line for line in lines if line.session.ends_at > at and line.session.held_minutes is None and not line.session.missed_at]
    past = [line for line in reversed(lines) if line not in coming]
    steps = steps_of(mentorship, at)
    now: Now = what_now(own, at)
    goals = list(mentorship.goals.all())
    confirmed = sum(line.session.held_minutes for line in lines if line.session.is_confirmed)
    return {
        "stage": mentorship.stage(), "stages": MentorshipStage, "steps": steps, "panels": panels_of(mentorship, steps), "now": now,
        "clocks": clocks(own, at), "coming": coming, "next": next((line for line in coming if not line.session.cancelled_at), None), "past": past,
        "open_goals": [goal for goal in goals if not goal.reached_on and not goal.dropped_on], "reached_goals": [goal for goal in goals if goal.reached_on],
        "dropped_goals": [goal for goal in goals if goal.dropped_on], "standing": standing_of(mentorship), "minutes": confirmed,
        "pause": next((pause for pause in mentorship.pauses.all() if pause.finished_on is None), None),
        "hope": mentorship.proposal.request.hope if own.is_mentor else "",
    }
