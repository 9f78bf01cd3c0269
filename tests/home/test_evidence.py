"""Evidence for skills: what was done, and still stands, for what was said to build a skill when it was done."""

from datetime import timedelta

import pytest

from academy.models import Event, Skill, SkillBuilt, record
from courses.models import QuizAttempt
from home.evidence import Kind, evidence_of
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LATER = NOW + timedelta(days=30)


def skill(code: str) -> Skill:
    return Skill.objects.get_or_create(code=code, defaults={"labels": {"en": code}})[0]


def says(kind: str, key, code: str, level: int = 2, **fields) -> SkillBuilt:
    return SkillBuilt.objects.create(object_kind=kind, object_key=str(key), skill=skill(code), level=level, **{"started_at": NOW - timedelta(days=1), **fields})


def told(person, at=LATER) -> list[tuple]:
    return sorted((each.kind, each.skill.code, each.level) for each in evidence_of(person, at))


def test_what_somebody_did_counts_for_what_was_said_when_they_did_it(world):
    says("lesson", "l1", "vision", 2, finished_at=NOW + timedelta(days=1))
    says("lesson", "l1", "vision", 5, started_at=NOW + timedelta(days=1))
    says("exchange", "e1", "planning", 3)
    says("practice", "p1", "creativity", 4)
    skill("ethics")
    QuizAttempt.objects.create(person=world.lia, quiz=world.quiz, lesson_key=world.lessons[2].translation_key, number=2, asked=[], submitted_at=NOW, percent=80, passed=True)
    says("lesson", world.lessons[2].translation_key, "valuing-ideas", 1)
    record(world.lia, "completed", "lesson", "l1", at=NOW)
    record(world.marta, "completed", "lesson", "l1", at=NOW + timedelta(days=2))
    record(world.lia, "passed", "quiz", world.quiz.pk, at=NOW, details={"attempt": 2})
    for session in ("s1", "s2"):
        record(world.lia, "attended", "exchange", "e1", at=NOW, details={"session": session})
    record(world.lia, "hosted", "exchange", "e1", at=NOW)
    record(world.lia, "adapted", "practice", "p1", at=NOW)
    record(world.lia, "was_mentored", "mentoring_session", 7, at=NOW, details={"skill": "ethics", "level": 4, "minutes": 60})
    record(world.lia, "mentored", "mentoring_session", 8, at=NOW, details={"skill": "", "level": 0, "minutes": 60})  # a mentorship about no skill of the list
    record(world.lia, "was_endorsed", "skill", "ethics", at=NOW, details={"level": 6, "endorsement": 1})
    assert told(world.lia) == sorted([
        (Kind.LESSON, "vision", 2), (Kind.QUIZ, "valuing-ideas", 1), (Kind.ATTENDED, "planning", 3), (Kind.HOSTED, "planning", 3),
        (Kind.PRACTICE, "creativity", 4), (Kind.WAS_MENTORED, "ethics", 4), (Kind.ENDORSED, "ethics", 6)])
    assert told(world.marta) == [(Kind.LESSON, "vision", 5)]
    assert told(world.lia, NOW - timedelta(seconds=1)) == told(world.stranger) == []


def test_what_was_taken_back_is_no_evidence_and_what_was_done_again_is(world):
    says("lesson", "l1", "vision")
    says("exchange", "e1", "planning")
    skill("ethics")
    days = iter(NOW + timedelta(days=number) for number in range(20))
    record(world.lia, "completed", "lesson", "l1", at=next(days))
    record(world.lia, "reopened", "lesson", "l1", at=next(days))
    assert told(world.lia) == []
    again = next(days)
    record(world.lia, "completed", "lesson", "l1", at=again)
    assert [each.at for each in evidence_of(world.lia, LATER)] == [again]
    record(world.lia, "unattended", "exchange", "e1", at=next(days), details={"session": "s1"})  # said at the door before anybody had said otherwise
    record(world.lia, "attended", "exchange", "e1", at=next(days), details={"session": "s1"})
    record(world.lia, "attended", "exchange", "e1", at=next(days), details={"session": "s2"})
    record(world.lia, "unattended", "exchange", "e1", at=next(days), details={"session": "s1"})
    assert (Kind.ATTENDED, "planning", 2) in told(world.lia)  # the other session still stands
    record(world.lia, "unattended", "exchange", "e1", at=next(days), details={"session": "s2"})
    assert told(world.lia) == [(Kind.LESSON, "vision", 2)]
    moment = next(days)  # a correction takes back and gives again in one transaction, at one moment
    for verb in ("mentored", "unmentored", "mentored"):
        record(world.lia, verb, "mentoring_session", 7, at=moment, details={"skill": "ethics", "level": 3})
    for verb, number in (("was_endorsed", 1), ("was_endorsed", 2), ("unendorsed", 1)):
        record(world.lia, verb, "skill", "ethics", at=moment, details={"level": number, "endorsement": number})
    assert told(world.lia) == [(Kind.ENDORSED, "ethics", 2), (Kind.LESSON, "vision", 2), (Kind.MENTORED, "ethics", 3)]


def test_it_asks_four_times_however_long_the_log(world, django_assert_num_queries):
    skill("ethics")
    subject = world.lia.subject
    for size in (3, 300):
        for number in range(size):
            says("lesson", f"{size}-{number}", "vision")
        Event.objects.bulk_create([Event(subject=subject, verb="completed", object_kind="lesson", object_key=f"{size}-{number}", at=NOW) for number in range(size)])
        record(world.lia, "passed", "quiz", world.quiz.pk, at=NOW, details={"attempt": 1})
        record(world.lia, "was_endorsed", "skill", "ethics", at=NOW, details={"level": 3, "endorsement": size})
        with django_assert_num_queries(4):
            found = evidence_of(world.lia, LATER)
        assert len(found) >= size + 1
