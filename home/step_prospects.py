"""What can be done about one step of a pathway now, and why it comes next: in words, from goals, dates and what is under way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from babel.dates import format_date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.both_times import written_as
from academy.models import OwnStep, SkillGoal, StepKind
from academy.models.skills import in_language
from cohorts.models import RegistrationState
from courses.models.records import EnrolmentState
from home.goal_steps import Built
from home.pathway_offers import Coming, Offers
from home.pathway_standing import hours_asked

SOON = timedelta(days=7)


class Ready(IntEnum):
    """Sorts what to do next: a seat that will be gone within a week, what can be done now, what waits for a day or an answer, what nobody offers."""

    CLOSING = 0
    NOW = 1
    WAITING = 2
    NOTHING = 3


@dataclass(frozen=True, slots=True)
class MentoringNow:
    """What there is of mentoring for this person: `rounds`: (title, last day to enter) of the first call they can enter; `under_way`: mentorships."""

    rounds: tuple[str, datetime] | None
    under_way: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a step is looked at with. `built`: by skill, for the skills of `goals`."""

    offers: Offers
    goals: list[SkillGoal]
    built: dict[int, Built]
    mentoring: MentoringNow
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Prospect:
    """`words`: what to do; `reason`: why, a whole sentence or ""; `url`: where, or ""."""

    ready: Ready
    words: str
    reason: str
    url: str


def day(moment: datetime, zone=None) -> str:
    return format_date(timezone.localdate(moment, zone), "long", locale=written_as())


def prospect(step: OwnStep, around: Surroundings) -> Prospect:
    """Of a step that is not done."""
    found = {StepKind.COURSE: _course, StepKind.EXCHANGE: _exchange, StepKind.MENTORING: _mentoring, StepKind.PRACTICE: _practice, StepKind.OWN: _own,
             StepKind.ASSESSMENT: _assessment}[StepKind(step.kind)](step, around)
    return found if found.reason else Prospect(found.ready, found.words, why(step, around), found.url)


def why(step: OwnStep, around: Surroundings) -> str:
    """The pathway's own words for a step; else the goal it is there for."""
    if step.origin is not None and (said := in_language(step.origin.words, around.language)):
        return said
    goal = next((goal for goal in around.goals if goal.skill_id == step.skill_id), None)
    return _asked(goal, around) if goal else ""


def _asked(goal: SkillGoal, around: Surroundings) -> str:
    return _("Because you asked for “%(skill)s” at level %(level)d.") % {"skill": goal.skill.label_in(around.language), "level": goal.level}


def _course(step: OwnStep, around: Surroundings) -> Prospect:
    offers, enrolment = around.offers, around.offers.enrolments.get(step.object_key)
    if step.object_key not in offers.courses:
        return Prospect(Ready.NOTHING, offers.title_of(step), "", "")
    title = {"title": offers.courses[step.object_key][1]}
    if enrolment is not None and not enrolment.is_active:
        words = _("Your request to take part is with the trainers.") if enrolment.state == EnrolmentState.REQUESTED else _("You are in the line for a place.")
        return Prospect(Ready.WAITING, _("Begin “%(title)s”") % title, words, offers.url_of(step))
    if enrolment is None or not enrolment.done:
        return Prospect(Ready.NOW, _("Begin “%(title)s”") % title, "", offers.url_of(step))
    under_way = ngettext("Because you are in the middle of it: %(count)d lesson is done.", "Because you are in the middle of it: %(count)d lessons are done.",
                         len(enrolment.done)) % {"count": len(enrolment.done)}
    return Prospect(Ready.NOW, _("Go on with “%(title)s”") % title, why(step, around) if not step.origin_id and step.skill_id else under_way, offers.url_of(step))


def _exchange(step: OwnStep, around: Surroundings) -> Prospect:
    coming = around.offers.coming_for(step.object_key)
    looked = [_one_exchange(each, step, around) for each in coming]
    if not looked:
        return Prospect(Ready.NOTHING, around.offers.title_of(step), _("No date yet. It comes back here when a city announces one."), around.offers.url_of(step))
    return next((each for each, one in zip(looked, coming, strict=True) if one.state), None) or min(looked, key=lambda each: each.ready)


def _one_exchange(one: Coming, step: OwnStep, around: Surroundings) -> Prospect:
    exchange, at = one.exchange, around.at
    named = {"title": one.title, "city": exchange.host_city.name}
    begins = day(exchange.starts_at, exchange.zone) if exchange.starts_at else ""
    if one.state == RegistrationState.OFFERED:
        return Prospect(Ready.CLOSING, _("Answer: a seat at “%(title)s”") % named, _("Because a seat in %(city)s is held for you, and not for long.") % named,
                        reverse("registration_offer", args=[exchange.slug]))
    if one.state in (RegistrationState.REGISTERED, RegistrationState.ATTENDED):
        return Prospect(Ready.WAITING, _("Go to “%(title)s”") % named, _("You have a seat in %(city)s; it begins on %(day)s.") % {**named, "day": begins}, one.url)
    if one.state:
        return Prospect(Ready.WAITING, _("Go to “%(title)s”") % named, _("You asked for a seat in %(city)s; the answer comes by mail.") % named, one.url)
    if exchange.takes_registrations(at):
        ends = exchange.registration_ends_at
        ready = Ready.CLOSING if ends is not None and ends - at <= SOON else Ready.NOW
        reason = _("Because the exchange in %(city)s takes registrations until %(day)s.") % {**named, "day": day(ends, exchange.zone)} if ends else ""
        return Prospect(ready, _("Ask for a seat at “%(title)s”") % named, reason, one.url)
    if exchange.opens_at and exchange.opens_at > at:
        return Prospect(Ready.WAITING, _("Look at “%(title)s”") % named,
                        _("Because the exchange in %(city)s opens registration on %(day)s.") % {**named, "day": day(exchange.opens_at, exchange.zone)}, one.url)
    return Prospect(Ready.NOTHING, around.offers.title_of(step), _("Registration in %(city)s is closed. It comes back here when a city announces another date.") % named, one.url)


def _mentoring(step: OwnStep, around: Surroundings) -> Prospect:
    now, url, wanted = around.mentoring, reverse("my_mentoring"), hours_asked(step.object_key)
    if now.under_way:
        reason = _("Because you are in a mentorship: what both of you confirm counts.")
        if wanted:
            reason = ngettext("Because you are in a mentorship: %(so_far)s of %(count)d hour is confirmed.", "Because you are in a mentorship: %(so_far)s of %(count)d hours are confirmed.",
                              wanted) % {"so_far": now.minutes // 60, "count": wanted}
        return Prospect(Ready.NOW, _("Go on with your mentorship"), reason, url)
    if now.rounds:
        title, closes = now.rounds
        return Prospect(Ready.NOW, _("Enter the mentoring round “%(title)s”") % {"title": title},
                        _("Because its call is open until %(day)s.") % {"day": day(closes)}, url)
    return Prospect(Ready.NOTHING, around.offers.title_of(step), _("No call is open. It comes back here with the next one."), reverse("mentoring"))


def _practice(step: OwnStep, around: Surroundings) -> Prospect:
    gone = bool(step.object_key) and step.object_key not in around.offers.practices
    return Prospect(Ready.NOTHING if gone else Ready.NOW, around.offers.title_of(step), "", around.offers.url_of(step))


def _assessment(step: OwnStep, around: Surroundings) -> Prospect:
    return Prospect(Ready.NOW, around.offers.title_of(step), "", around.offers.url_of(step))


def _own(step: OwnStep, around: Surroundings) -> Prospect:
    return Prospect(Ready.NOW, step.words, _("Because you wrote it down yourself. Tick it on your pathway when it is done."), reverse("my_pathway"))
