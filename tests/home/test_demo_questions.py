"""The question bank of the demo course: quizzes find their questions, and every answer has feedback."""

import re
import tomllib
from pathlib import Path

import pytest

COURSE = Path(__file__).resolve().parents[2] / "home" / "demo" / "co_production"
KINDS = {"single", "multiple", "true_false", "short", "number", "matching"}


def questions_by_category():
    """{category: [(title, answer part)]}; questions stand between blank lines, as GIFT wants it."""
    found, category = {}, None
    text = re.sub(r"^//.*\n?", "", (COURSE / "questions.gift").read_text(encoding="utf-8"), flags=re.M)
    for chunk in filter(None, (each.strip() for each in re.split(r"\n\s*\n", text))):
        if chunk.startswith("$CATEGORY:"):
            category = chunk.removeprefix("$CATEGORY:").strip()
            continue
        whole = re.fullmatch(r"::([^:]+)::([^{}~=#]+)\{([^{}]+)\}", chunk)
        assert whole, f"not one whole question: {chunk[:80]}"
        found.setdefault(category, []).append((whole[1], whole[3]))
    return found


def kind_of(answers):
    if answers.startswith("#"):
        return "number"
    if re.match(r"TRUE|FALSE", answers):
        return "true_false"
    if "->" in answers:
        return "matching"
    if re.search(r"^~%", answers, re.M):
        return "multiple"
    return "single" if re.search(r"^~", answers, re.M) else "short"


BANK = questions_by_category()
QUIZZES = tomllib.loads((COURSE / "course.toml").read_text(encoding="utf-8"))["quiz"]
QUESTIONS = [(title, answers) for bank in BANK.values() for title, answers in bank]
every_question = pytest.mark.parametrize(("title", "answers"), QUESTIONS, ids=[each[0] for each in QUESTIONS])


def lines_of(answers):
    return [line for line in answers.split("####")[0].lstrip("#").strip().splitlines() if line]


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
    assert set(quiz) == {"slug", "title", "category", "pass_mark", "max_attempts", "draw"}
    assert quiz["category"] == f"co-production/{quiz['slug']}"
    assert 5 <= quiz["draw"] <= min(7, len(BANK[quiz["category"]]))
    assert 0 < quiz["pass_mark"] <= 100 and quiz["max_attempts"] > 0
    assert {kind_of(answers) for _, answers in BANK[quiz["category"]]} == KINDS


def test_the_bank_holds_nothing_that_no_quiz_asks():
    assert set(BANK) == {quiz["category"] for quiz in QUIZZES}


def test_the_final_quiz_draws_six_of_more_than_ten():
    assert QUIZZES[-1]["draw"] == 6 and len(BANK[QUIZZES[-1]["category"]]) > 10


def test_titles_are_unique():
    assert len({title for title, _ in QUESTIONS}) == len(QUESTIONS)


@every_question
def test_a_question_says_something_after_each_answer_and_at_the_end(title, answers):
    assert answers.count("####") == 1 and answers.split("####")[1].strip()
    wanted = {"true_false": 2, "matching": 0}.get(kind_of(answers), 1)
    for line in lines_of(answers):
        assert line.count("#") == wanted, line
        assert not re.search(r"#\s*(#|$)", line), f"empty feedback: {line}"


@every_question
def test_a_question_can_be_answered_in_full(title, answers):
    lines, kind = lines_of(answers), kind_of(answers)
    if kind == "single":
        assert sum(line.startswith("=") for line in lines) == 1 and len(lines) >= 3
    elif kind == "multiple":
        weights = [float(re.match(r"~%(-?[\d.]+)%", line)[1]) for line in lines]
        assert sum(w for w in weights if w > 0) == pytest.approx(100, abs=0.01) and min(weights) < 0
    elif kind == "matching":
        assert len(lines) >= 3 and all(re.fullmatch(r"=[^=>]+ -> [^=>]+", line) for line in lines)
        assert len({line.split(" -> ")[1] for line in lines}) == len(lines)
    elif kind == "number":
        assert all(re.match(r"(=(%\d+%)?)?\d+:[\d.]+#", line) for line in lines), lines
        assert not re.match(r"=?%", lines[0])
    elif kind == "short":
        assert re.match(r"=[^%]", lines[0])
