"""Answers between form and grading, and questions in words: without a database."""

import pytest
from django.http import QueryDict

from courses import grading
from courses.answer_form import as_graded, gap, merge, read_answer, was_shown
from courses.question_translation import from_copy
from courses.question_words import answer_in_words, key_in_all, key_in_words, told_in

ORDER = {"kind": "ordering", "text": "?", "options": [{"id": "x", "text": "one"}, {"id": "y", "text": "two"}, {"id": "z", "text": "three"}]}
MATCH = {"kind": "matching", "text": "?", "left": [{"id": "a", "text": "bee"}, {"id": "b", "text": "hen"}], "right": [{"id": "h", "text": "honey"}, {"id": "e", "text": "egg"}]}
SINGLE = {"kind": "single", "text": "Who?", "options": [{"id": "a", "text": "All", "feedback": "Yes"}, {"id": "b", "text": "One"}], "feedback": "So it is."}
WORDS = {"kind": "short_text", "text": "Where?"}


@pytest.mark.parametrize(("question", "posted", "kept"), [
    ({"kind": "single"}, "a-7=x", "x"), ({"kind": "single"}, "", None), ({"kind": "multiple"}, "a-7=y&a-7=x", ["x", "y"]),
    ({"kind": "short_text"}, "a-7=+hi%00there+", "hi there"), ({"kind": "number"}, "a-7=+1%2C5", "1,5"), (ORDER, "a-7-x=1&a-7-q=9", {"x": "1"}), (MATCH, "a-7-a=h", {"a": "h"})])
def test_an_answer_is_read_from_its_own_fields(question, posted, kept):
    assert read_answer(question, 7, QueryDict(posted)) == kept


@pytest.mark.parametrize(("mine", "shown", "kept", "result"), [
    ("new", "old", "old", ("new", False)),  # the ordinary case
    (None, None, "theirs", ("theirs", False)),  # a form opened before does not wipe
    ("same", None, "same", ("same", False)),  # a double click
    ("mine", None, "theirs", ("mine", True)),  # two windows disagree
    (None, "old", "old", (None, False)),  # taken back
    ("mine", "old", None, ("mine", False))])  # taken back elsewhere, changed here
def test_two_windows_are_brought_together(mine, shown, kept, result):
    assert merge(mine, shown, kept) == result


@pytest.mark.parametrize("odd", ["", "no json", "[" * 100_000, "null", '"'])
def test_a_forged_note_of_what_was_shown_is_nothing(odd):
    data = QueryDict(mutable=True)
    data["was-7"] = odd
    assert was_shown(7, data) is None


@pytest.mark.parametrize(("answer", "found"), [
    (None, "missing"), ({"x": "1", "y": "2"}, "incomplete"), ({"x": "1", "y": "1", "z": "2"}, "same_position"), ({"x": "3", "y": "1", "z": "2"}, ""),
    ({"x": "0", "y": "1", "z": "2"}, "same_position")])
def test_an_ordering_says_what_it_lacks(answer, found):
    assert gap(ORDER, answer) == found


@pytest.mark.parametrize("half", [{"x": "1", "y": "2"}, {"x": "1", "y": "1", "z": "1"}, {"x": "a", "y": "b", "z": "c"}])
def test_a_half_done_ordering_earns_nothing_although_its_fields_stand_in_the_right_order(half):
    assert grading.grade(ORDER, {"order": ["x", "y", "z"]}, as_graded(ORDER, half)).fraction == 0


def test_a_whole_ordering_is_graded_by_its_positions():
    assert grading.grade(ORDER, {"order": ["x", "y", "z"]}, as_graded(ORDER, {"z": "3", "x": "1", "y": "2"})).is_right


def test_answers_and_keys_are_said_in_words():
    assert answer_in_words(ORDER, {"x": "2", "y": "1", "z": "3"}) == ["1. two", "2. one", "3. three"]
    assert answer_in_words(MATCH, {"a": "e"}) == ["bee – egg"] and key_in_words(MATCH, {"pairs": {"a": "h", "b": "e"}}) == ["bee – honey", "hen – egg"]
    assert answer_in_words(WORDS, "<b>") == ["&lt;b&gt;"]
    assert key_in_words(WORDS, {"accepted": [{"text": "Mah*"}, {"text": "2 \\* 3"}, {"text": "no", "fraction": 50}]}) == ["Mah…", "2 * 3"]
    assert key_in_words({"kind": "number"}, {"accepted": [{"value": "7", "tolerance": "0.0"}, {"min": "1", "max": "2"}]}) == ["7", "1 – 2"]
    assert key_in_words(SINGLE, {"weights": {"a": 100, "b": 50}}) == ["All"]


def test_a_question_is_asked_in_one_language_or_the_other_never_in_both():
    half, is_told = told_in(SINGLE, {"pt": {"text": "Quem?", "options": {"a": "Todos"}, "feedback": "É assim."}}, "pt")
    assert (half["text"], is_told, half["feedback"]) == ("Who?", False, "É assim.") and half["options"][0]["text"] == "All"
    whole, is_told = told_in(SINGLE, {"pt": {"text": "Quem?", "options": {"a": "Todos", "b": "Um"}}}, "pt")
    assert is_told and [each["text"] for each in whole["options"]] == ["Todos", "Um"] and whole["options"][0]["feedback"] == "Yes"
    assert told_in(SINGLE, {}, "pt") == (SINGLE, False)


def test_what_is_accepted_in_one_language_is_accepted_in_all_and_worth_the_same():
    key = {"accepted": [{"text": "Lisbon"}], "case_sensitive": False}
    told = {"pt": {"accepted": [{"text": "Lisboa", "feedback": "Isso!"}]}}
    for language in ("", "pt", "ar"):
        assert grading.grade(WORDS, key_in_all(WORDS, key, told, language), "lisboa").is_right
    assert grading.grade(WORDS, key_in_all(WORDS, key, told, "pt"), "Lisboa").feedback == ("Isso!",)


def test_a_translated_copy_is_matched_by_place():
    copy = {"kind": "single", "text": "Quem?", "options": [{"id": "q", "text": "Todos", "feedback": "Sim"}, {"id": "r", "text": "Um"}]}
    assert from_copy(SINGLE, {"right": "a"}, copy, {"right": "q"}) == {
        "text": "Quem?", "options": {"a": "Todos", "b": "Um"}, "option_feedback": {"a": "Sim"}}
    assert from_copy(SINGLE, {"right": "a"}, copy, {"right": "r"}) == "other_key"
    assert from_copy(SINGLE, {"right": "a"}, {**copy, "options": copy["options"][:1]}, {"right": "q"}) == "other_parts"
    assert from_copy(SINGLE, {"right": "a"}, WORDS, {"accepted": []}) == "other_kind"
