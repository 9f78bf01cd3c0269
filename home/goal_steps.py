"""Steps that lead to a person's own goals: what is said to build the skill, the nearest to the level first. Nothing is invented: no builder, no such step."""

from dataclasses import dataclass

from academy.models import OwnStep, SkillBuilt, SkillGoal, StepKind
from academy.models.skills import Builder
from courses.models import CoursePage, LessonPage
from home.pathway_offers import Offers


@dataclass(frozen=True, slots=True)
class Built:
    """Where a skill is built: `courses` {course key: {lesson key: level}}, `exchanges` and `practices` {key: level}."""

    courses: dict[str, dict[str, int]]
    exchanges: dict[str, int]
    practices: dict[str, int]


def what_builds(skill_ids) -> dict[int, Built]:
    """{skill: where it is built now}. Two queries, and one more where lessons build something."""
    rows = list(SkillBuilt.objects.current().filter(skill_id__in=set(skill_ids)).values_list("skill_id", "object_kind", "object_key", "level"))
    lessons = {key for _skill, kind, key, _level in rows if kind == Builder.LESSON}
    course_of = _courses_of(lessons)
    found = {pk: Built({}, {}, {}) for pk in skill_ids}
    for skill, kind, key, level in rows:
        if kind == Builder.LESSON:
            if key in course_of:
                found[skill].courses.setdefault(course_of[key], {})[key] = level
        else:
            (found[skill].exchanges if kind == Builder.EXCHANGE else found[skill].practices)[key] = level
    return found


def _courses_of(lesson_keys: set[str]) -> dict[str, str]:
    """{lesson key: key of its course}, of published lessons."""
    if not lesson_keys:
        return {}
    lessons = list(LessonPage.objects.live().filter(translation_key__in=lesson_keys).values_list("translation_key", "path", "depth"))
    parents = {path[:-LessonPage.steplen] for _key, path, _depth in lessons}
    courses = {path: str(key) for path, key in CoursePage.objects.live().filter(path__in=parents).values_list("path", "translation_key")}
    return {str(key): courses[path[:-LessonPage.steplen]] for key, path, _depth in lessons if path[:-LessonPage.steplen] in courses}


def _fit(level: int, wanted: int) -> tuple[int, int]:
    """Sorts what reaches the level before what stays below, and the nearest first."""
    return (0, level - wanted) if level >= wanted else (1, wanted - level)


def steps_to(goals: list[SkillGoal], offers: Offers) -> list[OwnStep]:
    """Unsaved steps for one's goals: for each the course, the exchange to come and the practice that fit best, a mentorship where nothing builds
    the skill; a look at one's skills before and afterwards. A thing that serves two goals stands there once."""
    built = what_builds([goal.skill_id for goal in goals])
    steps: dict[tuple[str, str], OwnStep] = {}

    def keep(kind: str, key: str, goal: SkillGoal | None = None) -> None:
        steps.setdefault((kind, key), OwnStep(kind=kind, object_key=key, skill_id=goal.skill_id if goal else None, level=goal.level if goal else None))

    keep(StepKind.ASSESSMENT, "before")
    coming = {str(each.exchange.key): each for each in offers.coming}
    for goal in goals:
        of_it = built[goal.skill_id]
        courses = {key: max(levels.values()) for key, levels in of_it.courses.items() if key in offers.courses}
        exchanges = {key: level for key, level in of_it.exchanges.items() if key in coming}
        practices = {key: level for key, level in of_it.practices.items() if key in offers.practices}
        for kind, found in ((StepKind.COURSE, courses), (StepKind.EXCHANGE, exchanges), (StepKind.PRACTICE, practices)):
            if found:
                keep(kind, min(found, key=lambda key: (*_fit(found[key], goal.level), key)), goal)
        if not (courses or exchanges or practices):
            keep(StepKind.MENTORING, "", goal)
    keep(StepKind.ASSESSMENT, "after")
    return list(steps.values())
