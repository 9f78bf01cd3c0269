"""Which skills somebody is asked about: those near to them (goals, courses, what they did), or all competences of the framework."""

from datetime import datetime

from django.db.models import Q

from academy.models import Skill, SkillBuilt, SkillGoal
from academy.models.skills import Builder, Framework
from courses.models import CoursePage, Enrolment, LessonPage
from home.evidence import evidence_of


def all_competences() -> list[Skill]:
    """EntreComp's, in its order; where the network has not taken it in, whatever skills it has."""
    current = list(Skill.objects.current())
    return [each for each in current if each.framework == Framework.ENTRECOMP] or current


def near_skills(person, at: datetime) -> list[Skill]:
    """Skills of the person's goals, of the lessons of their courses, and those they have evidence for; EntreComp's first, as on the map."""
    wanted = set(SkillGoal.objects.of(person).open().values_list("skill_id", flat=True))
    wanted |= {each.skill.pk for each in evidence_of(person, at)} | _of_own_courses(person)
    return sorted(Skill.objects.current().filter(pk__in=wanted), key=lambda each: each.framework != Framework.ENTRECOMP)


def _of_own_courses(person) -> set[int]:
    keys = list(Enrolment.objects.of(person).active().values_list("course_key", flat=True))
    below = Q()
    for path in CoursePage.objects.live().filter(translation_key__in=keys).values_list("path", flat=True) if keys else ():
        below |= Q(path__startswith=path)
    if not below:
        return set()
    lessons = {str(key) for key in LessonPage.objects.live().filter(below).values_list("translation_key", flat=True)}
    return set(SkillBuilt.objects.current().filter(object_kind=Builder.LESSON, object_key__in=lessons).values_list("skill_id", flat=True))
