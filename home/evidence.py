"""Evidence for skills: a pure fold of a person's own lines in the log over what was said to build a skill when it happened. Nothing of it is stored."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from academy.models import Event, LedgerSubject, Skill, SkillBuilt
from academy.models.skills import HIGHEST, Builder
from courses.models import QuizAttempt


class Kind(StrEnum):
    """What somebody did. The order is the one in which pages list them."""

    LESSON = "lesson"
    QUIZ = "quiz"
    ATTENDED = "attended"
    HOSTED = "hosted"
    PRACTICE = "practice"
    MENTORED = "mentored"  # gave mentoring
    WAS_MENTORED = "was_mentored"  # received it
    ENDORSED = "endorsed"


# (verb, kind of object) of a line: what it is evidence of; and the verb that takes it back.
DONE = {
    ("completed", "lesson"): Kind.LESSON, ("passed", "quiz"): Kind.QUIZ, ("attended", "exchange"): Kind.ATTENDED, ("hosted", "exchange"): Kind.HOSTED,
    ("adapted", "practice"): Kind.PRACTICE, ("mentored", "mentoring_session"): Kind.MENTORED, ("was_mentored", "mentoring_session"): Kind.WAS_MENTORED,
    ("was_endorsed", "skill"): Kind.ENDORSED,
}
UNDONE = {
    ("reopened", "lesson"): Kind.LESSON, ("unattended", "exchange"): Kind.ATTENDED, ("unhosted", "exchange"): Kind.HOSTED,
    ("unadapted", "practice"): Kind.PRACTICE, ("unmentored", "mentoring_session"): Kind.MENTORED, ("unwas_mentored", "mentoring_session"): Kind.WAS_MENTORED,
    ("unendorsed", "skill"): Kind.ENDORSED,
}
BUILT_BY = {Kind.LESSON: Builder.LESSON, Kind.QUIZ: Builder.LESSON, Kind.ATTENDED: Builder.EXCHANGE, Kind.HOSTED: Builder.EXCHANGE, Kind.PRACTICE: Builder.PRACTICE}
NAMES_ITS_SKILL = {Kind.MENTORED, Kind.WAS_MENTORED}
PART = {Kind.ATTENDED: "session", Kind.ENDORSED: "endorsement"}  # what one line of a thing is told from another by: each is taken back by itself


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing done, for one skill. `level` 1..8; `key`: of the lesson, exchange, practice or mentoring session, or the endorsement's number;
    `details`: those of the line in the log."""

    skill: Skill
    level: int
    kind: Kind
    at: datetime
    event_id: UUID
    key: str
    details: dict = field(default_factory=dict, compare=False)


def evidence_of(person, at: datetime) -> list[Evidence]:
    """Everything the person did up to `at` that counts for a skill and still stands, newest first. Four queries at any size of the log."""
    standing = _standing(_lines(person, at))
    lessons = _lessons_of_quizzes(person) if any(kind == Kind.QUIZ for kind, _line in standing) else {}
    keyed = [(kind, line, _key(kind, line, lessons)) for kind, line in standing]
    built, named = _built(keyed), _named(keyed)
    found = []
    for kind, line, key in keyed:
        for skill, level in _skills_of(kind, line, key, built, named):
            found.append(Evidence(skill, level, kind, line.at, line.pk, key, line.details))
    return sorted(found, key=lambda each: (each.at, str(each.event_id), each.skill.code), reverse=True)


def _lines(person, at: datetime) -> Iterable[Event]:
    wanted = {*DONE, *UNDONE}
    return (Event.objects.filter(subject__in=LedgerSubject.objects.filter(user=person).values("subject"), at__lte=at, verb__in={verb for verb, _kind in wanted},
                                 object_kind__in={kind for _verb, kind in wanted})
            .only("at", "verb", "object_kind", "object_key", "details").order_by("at", "pk"))


def _standing(lines: Iterable[Event]) -> list[tuple[Kind, Event]]:
    """The lines that were not taken back, the first of each thing. Within one moment what is done goes before what is taken back: a correction
    takes back and gives again in one transaction, and what was never done takes nothing back."""
    standing: dict[tuple, list[Event]] = defaultdict(list)
    for line in sorted(lines, key=lambda each: (each.at, (each.verb, each.object_kind) in UNDONE)):
        what = (line.verb, line.object_kind)
        if what in DONE:
            standing[_identity(DONE[what], line)].append(line)
        elif what in UNDONE:
            of_it = standing[_identity(UNDONE[what], line)]
            if of_it:
                of_it.pop()
    first: dict[tuple, tuple[Kind, Event]] = {}
    for (kind, key, part), of_it in standing.items():
        thing = (kind, key, part if kind == Kind.ENDORSED else "")  # two sessions of an exchange are one visit; two endorsements are two
        if of_it and (thing not in first or of_it[0].at < first[thing][1].at):
            first[thing] = (kind, of_it[0])
    return list(first.values())


def _identity(kind: Kind, line: Event) -> tuple[Kind, str, str]:
    return kind, line.object_key, str(line.details.get(PART[kind], "")) if kind in PART else ""


def _lessons_of_quizzes(person) -> dict[tuple[str, int], str]:
    """{(quiz, number of the attempt): key of the lesson it was taken in}"""
    passed = QuizAttempt.objects.filter(person=person, passed=True).values_list("quiz_id", "number", "lesson_key")
    return {(str(quiz), number): str(lesson) for quiz, number, lesson in passed}


def _key(kind: Kind, line: Event, lessons: dict) -> str:
    if kind == Kind.QUIZ:
        return lessons.get((line.object_key, line.details.get("attempt")), "")
    return str(line.details.get("endorsement", "")) if kind == Kind.ENDORSED else line.object_key


def _built(keyed: list) -> dict[tuple[str, str], list[SkillBuilt]]:
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, _line, key in keyed:
        if kind in BUILT_BY and key:
            keys[BUILT_BY[kind]].add(key)
    asked = Q()
    for builder, of_it in keys.items():
        asked |= Q(object_kind=builder, object_key__in=of_it)
    found: dict[tuple[str, str], list[SkillBuilt]] = defaultdict(list)
    for row in SkillBuilt.objects.filter(asked).select_related("skill") if keys else ():
        found[row.object_kind, row.object_key].append(row)
    return found


def _named(keyed: list) -> dict[str, Skill]:
    codes = {_code(kind, line) for kind, line, _key in keyed} - {""}
    return {skill.code: skill for skill in Skill.objects.filter(code__in=codes)} if codes else {}


def _code(kind: Kind, line: Event) -> str:
    return line.object_key if kind == Kind.ENDORSED else str(line.details.get("skill") or "") if kind in NAMES_ITS_SKILL else ""


def _skills_of(kind: Kind, line: Event, key: str, built: dict, named: dict) -> list[tuple[Skill, int]]:
    if kind in BUILT_BY:
        return [(row.skill, row.level) for row in built.get((BUILT_BY[kind], key), ()) if row.holds_at(line.at)]
    skill = named.get(_code(kind, line))
    level = line.details.get("level")
    return [(skill, min(max(int(level), 1), HIGHEST))] if skill and level else []
