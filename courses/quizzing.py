"""Taking a quiz: questions are drawn from the bank, answers kept, and the attempt graded once, on the server."""

import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from academy.models import record
from courses import grading
from courses.answer_form import as_graded, gap, merge, read_answer, was_shown
from courses.finishing import unmet_rule
from courses.models import LessonPage, QuestionVersion, Quiz, QuizAttempt
from courses.models.content import CompletionRule
from courses.question_words import key_in_all, told_in


class NoAttemptsLeft(Exception):
    """Every attempt the quiz allows was made."""


class NothingToAsk(Exception):
    """The quiz finds no question in the bank."""


@dataclass(frozen=True)
class Asked:
    """One question of an attempt, in the reader's language where it is translated whole (`is_told`).

    `id`: its version's key, as text; `answer`: as typed, and `kept`: as kept (courses/answer_form.py), the same unless it was
    refused; `other`: what another window had answered where the two disagree.
    """

    number: int
    id: str
    seed: int
    body: Mapping
    version: QuestionVersion
    is_told: bool
    answer: object = None
    kept: object = None
    other: object = None

    @property
    def gap(self) -> str:
        return gap(self.body, self.answer)

    def mark(self) -> grading.Mark:
        """The same in every language."""
        return self._mark(key_in_all(self.version.body, self.version.answer_key, self.version.translations))

    def feedback(self, language: str) -> tuple[str, ...]:
        """What is said about this answer (html), without the question's general feedback."""
        said = self._mark(key_in_all(self.version.body, self.version.answer_key, self.version.translations, language)).feedback
        return said[:-1] if self.body.get("feedback") else said

    def _mark(self, key: Mapping) -> grading.Mark:
        return grading.grade(self.body, key, as_graded(self.body, self.answer))


def quizzes_in(lesson) -> set[int]:
    """The keys of the quizzes a lesson shows, in its first language or the reader's. `lesson`: an OutlineLesson."""
    pages = LessonPage.objects.filter(pk__in={lesson.page_id, lesson.source_page_id}).only("body")
    return {block["value"]["quiz"] for page in pages for block in page.body.raw_data
            if block["type"] == "quiz" and block["value"].get("quiz")}


def start(person, quiz: Quiz, lesson, at: datetime, chance: random.Random | None = None) -> tuple[QuizAttempt, bool]:
    """(the person's open attempt, whether it was made now). Two clicks make one attempt. NoAttemptsLeft, NothingToAsk."""
    chance = chance or random.SystemRandom()
    mine = QuizAttempt.objects.of(person).filter(quiz=quiz)
    while True:
        found = mine.open().first()
        if found is not None:
            return found, False
        number = mine.last_number() + 1
        if quiz.attempts_left(number - 1) == 0:
            raise NoAttemptsLeft
        asked = _draw(quiz, chance)
        try:
            with transaction.atomic():
                return QuizAttempt.objects.create(person=person, quiz=quiz, lesson_key=lesson.key, number=number, started_at=at, asked=asked), True
        except IntegrityError:
            continue  # another click was first: the constraints let one in, and it is found above


def _draw(quiz: Quiz, chance: random.Random) -> list[dict]:
    stock = [question.current for question in quiz.questions().with_versions()]
    stock = [version for version in stock if version is not None]
    if not stock:
        raise NothingToAsk
    drawn = chance.sample(stock, min(quiz.draw or len(stock), len(stock)))
    return [{"version": version.pk, "seed": secrets.randbelow(2**31)} for version in drawn]


def asked_in(attempt: QuizAttempt, language: str) -> list[Asked]:
    """The questions of the attempt in the order they are shown, each in the version that was asked. One query."""
    versions = QuestionVersion.objects.in_bulk([each["version"] for each in attempt.asked])
    found = []
    for each in attempt.asked:
        version = versions[each["version"]]
        body, is_told = told_in(version.body, version.translations, language)
        kept = attempt.answers.get(str(version.pk))
        found.append(Asked(len(found) + 1, str(version.pk), each["seed"], body, version, is_told, kept, kept))
    return found


def keep(attempt: QuizAttempt, data, language: str) -> list[Asked] | None:
    """Keep what a posted form says; the questions with their answers, or None when the attempt was submitted meanwhile.

    An answer that is too long is given back, so that it can be shortened, but not kept. What another window kept since the form
    was shown is not wiped by a blank; where both answered, this form's stands and `other` says the other.
    """
    with transaction.atomic():
        attempt.lock()
        if not attempt.is_open:
            return None
        answers, told = dict(attempt.answers), []
        for each in asked_in(attempt, language):
            posted = read_answer(each.body, each.id, data)
            answer, differ = merge(posted, was_shown(each.id, data), each.kept)
            refused = gap(each.body, answer) == "too_long"
            told.append(replace(each, answer=answer, kept=each.kept if refused else answer, other=each.kept if differ else None))
            if not refused:
                answers[each.id] = answer
        attempt.answers = {id: answer for id, answer in answers.items() if answer is not None}
        attempt.save(update_fields=["answers"])
    return told


def submit(read, attempt: QuizAttempt, at: datetime) -> bool:
    """Grade the attempt, once; and complete the lesson when that was its last quiz to pass. False when it was submitted before.

    `read`: the courses.reading.Reading of the person who submits.
    """
    with transaction.atomic():
        attempt.lock()
        if not attempt.is_open:
            return False
        attempt.percent = grading.score(each.mark() for each in asked_in(attempt, ""))
        attempt.passed = grading.passed(attempt.percent, attempt.quiz.pass_mark)
        attempt.submitted_at = at
        attempt.save(update_fields=["percent", "passed", "submitted_at"])
        record(read.person, "passed" if attempt.passed else "tried", "quiz", attempt.quiz_id, at=at,
               details={"course": read.outline.course_key, "attempt": attempt.number})
        if attempt.passed and read.lesson.completion == CompletionRule.QUIZ and not unmet_rule(read):
            read.enrolment.complete(read.outline, read.lesson, CompletionRule.QUIZ, at)
    return True
