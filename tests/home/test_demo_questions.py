"""The question bank of the demo course: quizzes find their questions, and every answer has feedback."""

import tomllib
from pathlib import Path

import pytest

from academy.standards import gift

COURSE = Path(__file__).resolve().parents[2] / "home" / "demo" / "co_production"
BANK = gift.parse((COURSE / "questions.gift").read_text(encoding="utf-8"))
QUIZZES = tomllib.loads((COURSE / "course.toml").read_text(encoding="utf-8"))["quiz"]
every_question = pytest.mark.parametrize("question", BANK.questions, ids=lambda each: each.title)


def kind_of(question):
    return "single" if question.is_single else question.kind


def asked_by(quiz):
    return [each for each in BANK.questions if each.category == quiz["category"]]


def test_the_whole_file_can_be_read():
    assert BANK.problems == ()
    assert len(BANK.questions) == 37


def test_each_lesson_shows_a_quiz_of_its_own_that_exists():
    shown = [
        block["slug"]
        for path in sorted(COURSE.glob("[0-9]*.toml"))
        for block in tomllib.loads(path.read_text(encoding="utf-8"))["body"]
        if block["type"] == "quiz"
    ]
    assert shown == [quiz["slug"] for quiz in QUIZZES] and len(set(shown)) == 5


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz["slug"])
def test_a_quiz_finds_enough_questions_of_every_kind(quiz):
    assert set(quiz) - {"titles"} == {"slug", "title", "category", "pass_mark", "max_attempts", "draw"}
    assert quiz["category"] == f"co-production/{quiz['slug']}"
    assert 5 <= quiz["draw"] <= min(7, len(asked_by(quiz)))
    assert 0 < quiz["pass_mark"] <= 100 and quiz["max_attempts"] > 0
    kinds = {"single", "multichoice", "truefalse", "shortanswer", "numerical", "matching"}
    assert {kind_of(each) for each in asked_by(quiz)} == kinds


def test_the_bank_holds_nothing_that_no_quiz_asks():
    assert {each.category for each in BANK.questions} == {quiz["category"] for quiz in QUIZZES}


def test_the_final_quiz_draws_six_of_more_than_ten():
    assert QUIZZES[-1]["draw"] == 6 and len(asked_by(QUIZZES[-1])) > 10


def test_titles_are_unique():
    assert len({each.title for each in BANK.questions}) == len(BANK.questions)


@every_question
def test_a_question_says_something_after_each_answer_and_at_the_end(question):
    assert question.feedback.text
    if question.kind != "matching":
        assert all(answer.feedback.text for answer in question.answers)
    if question.kind in {"truefalse", "numerical"}:
        assert question.wrong_feedback.text
    if question.kind == "truefalse":
        assert question.right_feedback.text


@every_question
def test_a_question_can_be_answered_in_full(question):
    percents = [
        answer.percent for answer in question.answers if question.kind not in {"matching", "truefalse"}
    ]
    if question.kind == "matching":
        assert len(question.answers) >= 3
        assert len({pair.right for pair in question.answers}) == len(question.answers)
    elif kind_of(question) == "multichoice":
        assert sum(each for each in percents if each > 0) == pytest.approx(100, abs=0.01)
        assert min(percents) < 0
    elif question.kind != "truefalse":
        assert percents.count(100) == 1 or question.kind == "shortanswer"
        assert max(percents) == 100


@pytest.mark.parametrize("language", ["pt", "ar"])
def test_the_translated_questions_are_the_same_questions(language):
    from courses import gift_bridge
    from courses.question_translation import from_copy

    source = {(each.category, each.title): each for each in gift_bridge.read((COURSE / "questions.gift").read_text(encoding="utf-8"))[0]}
    copies, problems = gift_bridge.read((COURSE / f"questions.{language}.gift").read_text(encoding="utf-8"))
    assert problems == () and len(copies) == 6
    for copy in copies:
        original = source[copy.category, copy.title]
        assert isinstance(from_copy(original.question, original.key, copy.question, copy.key), dict), copy.title
