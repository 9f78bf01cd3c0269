"""What one of the two can do now, in one sentence with one link: the most pressing thing, never a list."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.both_times import span
from mentoring.models import ClosingReason, MentorshipStage
from mentoring.own_side import OwnSide
from mentoring.signing import standing_of
from mentoring.time_polls import SUITS


@dataclass(frozen=True, slots=True)
class Now:
    """`link` and `label` are empty when there is nothing to do but look forward."""

    sentence: str
    link: str = ""
    label: str = ""


def what_now(own: OwnSide, at: datetime) -> Now:
    """Reads what mentoring/mentorship_page.py everything() brings along; no queries."""
    stage = own.mentorship.stage()
    if stage == MentorshipStage.CLOSED:
        return _closed(own)
    if stage == MentorshipStage.CONCLUDING:
        return _concluding(own)
    if stage == MentorshipStage.PAUSED:
        return Now(_("You are pausing. Take it up again whenever it suits both."))
    return _after_a_session(own, at) or _about_a_time(own, at) or _before_all(own, at) or _next(own, at)


def _link(own: OwnSide, name: str, *more) -> str:
    return reverse(name, args=[own.mentorship.pk, *more])


def _wrote(own: OwnSide) -> bool:
    return any(one.side == own.side for one in own.mentorship.feedback.all())


def _closed(own: OwnSide) -> Now:
    if _wrote(own) or own.mentorship.closing_reason == ClosingReason.LEFT:
        return Now(_("This mentorship is over. What you wrote stays here for you."))
    return Now(_("This mentorship is over. If you like, leave %(name)s a few words.") % {"name": own.partner_first}, _link(own, "mentorship_closing"), _("Write closing words"))


def _concluding(own: OwnSide) -> Now:
    if _wrote(own):
        return Now(_("You have written your closing words."), _link(own, "mentorship_closing"), _("See the closing talk"))
    return Now(_("Look back together, and write a few words to %(name)s.") % {"name": own.partner_first}, _link(own, "mentorship_closing"), _("Write closing words"))


def _after_a_session(own: OwnSide, at: datetime) -> Now | None:
    for session in own.mentorship.sessions.all():
        if session.cancelled_at or session.missed_at or session.ends_at > at:
            continue
        day = span(session.starts_at, session.ends_at, own.person.zone_name).day
        if session.held_minutes is None:
            return Now(_("Did you and %(name)s meet on %(day)s?") % {"name": own.partner_first, "day": day}, _link(own, "mentorship_report", session.pk), _("Say how it was"))
        if session.confirmed_at(own.side) is None:
            return Now(_("%(name)s says you met for %(minutes)d minutes on %(day)s.") % {"name": own.partner_first, "minutes": session.held_minutes, "day": day},
                       _link(own, "mentorship_session", session.pk), _("Confirm or correct"))
    return None


def _waiting_poll(own: OwnSide, at: datetime):
    """What time_polls.open_poll gives, of rows that are at hand."""
    return next((one for one in own.mentorship.time_polls.all() if one.waits(at)), None)


def _about_a_time(own: OwnSide, at: datetime) -> Now | None:
    poll = _waiting_poll(own, at)
    if poll is None:
        return None
    if poll.asked_by != own.side:
        if all(getattr(option, SUITS[own.side]) is None for option in poll.options.all()):
            return Now(_("%(name)s offers some times for your next session.") % {"name": own.partner_first}, _link(own, "mentorship_times"), _("Say which suit you"))
    elif any(getattr(option, SUITS[own.other_side]) is not None for option in poll.options.all()):
        return Now(_("%(name)s has said which of your times suit.") % {"name": own.partner_first}, _link(own, "mentorship_times"), _("Choose one"))
    return None


def _before_all(own: OwnSide, at: datetime) -> Now | None:
    if standing_of(own.mentorship).of(own.side) is None:
        return Now(_("Read the agreement, change what you would put differently, and sign it."), _link(own, "mentorship_agreement"), _("Read the agreement"))
    if not any(goal.dropped_on is None for goal in own.mentorship.goals.all()):
        return Now(_("Write down what you want to get further with together."), "#goals", _("Write a first goal"))
    return None


def _next(own: OwnSide, at: datetime) -> Now:
    coming = next((one for one in own.mentorship.sessions.all() if one.is_coming(at)), None)
    if coming is not None:
        there = span(coming.starts_at, coming.ends_at, own.person.zone_name)
        return Now(_("You meet %(name)s on %(day)s, %(hours)s.") % {"name": own.partner_first, "day": there.day, "hours": there.hours},
                   _link(own, "mentorship_session", coming.pk), _("See the session"))
    if own.mentorship.planned_end_on < timezone.localdate(at):
        return Now(_("The time you had planned is over. Look back together?"), _link(own, "mentorship_closing"), _("To the closing talk"))
    if _waiting_poll(own, at):
        return Now(_("You are looking for a time for your next session."), _link(own, "mentorship_times"), _("See the times"))
    return Now(_("Find a time for your next session."), _link(own, "mentorship_times_new"), _("Offer some times"))
