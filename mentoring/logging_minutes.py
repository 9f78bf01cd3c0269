"""Confirmed minutes in the log: a line for who gave mentoring and one for who received it, so that both have evidence of it; and their opposites."""

from datetime import date

from academy.models import Event, record, take_back
from mentoring.models import MentoringSession, Mentorship
from mentoring.models.participations import OfferedSkill, WantedSkill

KIND = "mentoring_session"
OPPOSITES = {"mentored": "unmentored", "was_mentored": "unwas_mentored"}


def log_minutes(session: MentoringSession, on: date, at) -> None:
    """`on`: the day they met. In the transaction that gives the hours; somebody who erased their account has no line."""
    mentorship = session.mentorship
    code, passed_on, reached = skill_between(mentorship)
    for verb, person, other, level in (("mentored", mentorship.mentor, mentorship.mentee, passed_on), ("was_mentored", mentorship.mentee, mentorship.mentor, reached)):
        if not person.erased_at:
            record(person, verb, KIND, session.pk, at=at,
                   details={"minutes": session.held_minutes, "skill": code, "level": level, "city": other.city_id, "on": on.isoformat()})


def take_minutes_back(session: MentoringSession, at) -> None:
    """The opposite of the latest lines of this session, word for word."""
    lines = Event.objects.filter(object_kind=KIND, object_key=str(session.pk), verb__in=OPPOSITES).order_by("at", "pk")
    for line in {line.verb: line for line in lines}.values():
        take_back(line, OPPOSITES[line.verb], at=at)


def skill_between(mentorship: Mentorship) -> tuple[str, int, int]:
    """(code, level passed on, level reached): of what the mentee asked for most, the first that the mentor offers at a higher level than the mentee stood
    at. The mentor shows the level they offered (1 to 5), the mentee one above where they stood. ("", 0, 0) where there is none."""
    proposal = mentorship.proposal
    offered = dict(OfferedSkill.objects.filter(offer=proposal.offer_id).values_list("skill_id", "level"))
    for wanted in WantedSkill.objects.filter(request=proposal.request_id).select_related("skill").order_by("-priority", "pk"):
        if offered.get(wanted.skill_id, 0) > wanted.level:
            return wanted.skill.code, offered[wanted.skill_id], wanted.level + 1
    return "", 0, 0
