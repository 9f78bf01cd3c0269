"""Goals for skills: set one, set it anew, lay it aside."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from academy.models import Skill, SkillGoal

MOST = 12  # open at once: who wants everything plans nothing


def set_goal(person, skill: Skill, level: int, by_on: date | None, at: datetime) -> SkillGoal | None:
    """The person's one open goal for this skill, new or changed. None: they have MOST others already."""
    own = SkillGoal.objects.of(person).open()
    if own.filter(skill=skill).update(level=level, by_on=by_on):
        return own.get(skill=skill)
    if own.count() >= MOST:
        return None
    try:
        with transaction.atomic():
            return SkillGoal.objects.create(person=person, skill=skill, level=level, by_on=by_on, started_on=timezone.localdate(at))
    except IntegrityError:  # a second tab was quicker
        return own.filter(skill=skill).first()


def lay_aside(goal: SkillGoal, *, reached: bool, at: datetime) -> bool:
    """Reached, or dropped. False when it was laid aside before."""
    on = timezone.localdate(at)
    return bool(SkillGoal.objects.open().filter(pk=goal.pk).update(**({"finished_on": on} if reached else {"dropped_on": on})))
