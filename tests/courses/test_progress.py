import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.progress import (
    ALL_REQUIRED,
    CompletionRecord,
    CompletionRule,
    SyllabusLesson,
    fold,
    progress,
    syllabus_as_data,
    syllabus_from_data,
    syllabus_to_hold,
)

NOW = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)


def syllabus(*keys, optional=""):
    return tuple(SyllabusLesson(key, key not in optional, 10) for key in keys)


def test_it_counts_required_lessons():
    found = progress(syllabus("a", "b", "c", "d", optional="d"), {"a", "d"})
    assert (found.done_count, found.total, found.share) == (1, 3, 1 / 3)
    assert (found.lessons_done, found.lessons_total) == (2, 4)
    assert (found.is_finished, found.minutes_left, found.next_key) == (False, 20, "b")


def test_all_required_done_is_finished():
    found = progress(syllabus("a", "b", optional="b"), {"a"})
    assert (found.is_finished, found.share, found.minutes_left, found.next_key) == (True, 1.0, 0, "b")


def test_n_of_m_is_finished_by_any_n():
    found = progress(syllabus("a", "b", "c", "d"), {"b", "c", "d"}, CompletionRule(2))
    assert (found.done_count, found.total, found.is_finished, found.share) == (2, 2, True, 1.0)
    assert found.lessons_done == 3


def test_n_of_m_counts_minutes_of_the_lessons_still_needed():
    assert progress(syllabus("a", "b", "c", "d"), {"b"}, CompletionRule(3)).minutes_left == 20


def test_n_greater_than_m_asks_for_all_there_are():
    assert progress(syllabus("a", "b"), {"a", "b"}, CompletionRule(9)).is_finished


def test_a_rule_needs_at_least_one_lesson():
    with pytest.raises(ValueError, match="at least one"):
        CompletionRule(0)


def test_an_empty_course_is_not_finished():
    found = progress((), {"a"})
    assert (found.is_finished, found.share, found.next_key) == (False, 0.0, None)


def test_where_nothing_is_required_all_of_it_counts():
    assert not progress(syllabus("a", "b", optional="ab"), set()).is_finished
    assert progress(syllabus("a", "b", optional="ab"), {"a", "b"}).is_finished


def test_the_next_lesson_is_an_open_one():
    assert progress(syllabus("a", "b", "c"), {"a"}, open_keys={"a", "c"}).next_key == "c"
    assert progress(syllabus("a", "b"), {"a"}, open_keys={"a"}).next_key is None


def test_a_finished_learner_sees_new_lessons_as_new_since():
    held, current = syllabus("a", "b"), syllabus("a", "new", "b", "newer")
    found = progress(held, {"a", "b", "newer"}, ALL_REQUIRED, current)
    assert found.is_finished
    assert found.share == 1.0
    assert found.new_since == ("new",)
    assert found.next_key == "new"


def test_a_removed_lesson_is_not_next():
    assert progress(syllabus("a", "gone", "b"), {"a"}, current=syllabus("a", "b")).next_key == "b"


def test_who_finished_keeps_their_syllabus_and_others_take_up_the_current_one():
    held, current = syllabus("a"), syllabus("a", "b")
    assert syllabus_to_hold(held, current, finished=True) == held
    assert syllabus_to_hold(held, current, finished=False) == current


def test_a_removed_lesson_that_was_done_goes_on_counting():
    held, current = syllabus("a", "b", "c", "d"), syllabus("b", "c", "d")
    now_held = syllabus_to_hold(held, current, False, {"a"})
    assert [lesson.key for lesson in now_held] == ["b", "c", "d", "a"]
    assert progress(now_held, {"a"}).share == progress(held, {"a"}).share


def record(key, verb, sequence, at=NOW):
    return CompletionRecord(key, verb, at, sequence)


def test_undo_takes_a_lesson_back_and_doing_it_again_returns_it():
    assert fold([record("a", "done", 1), record("a", "undone", 2)]) == frozenset()
    assert fold([record("a", "done", 1), record("a", "undone", 2), record("a", "done", 3)]) == {"a"}


def test_a_double_click_and_an_undo_of_nothing_are_harmless():
    assert fold([record("b", "undone", 1), record("a", "done", 2), record("a", "done", 3)]) == {"a"}


def test_the_order_of_writing_decides_not_the_clock():
    assert fold([record("a", "done", 1, NOW), record("a", "undone", 2, NOW - timedelta(hours=1))]) == set()


def test_plain_tuples_will_do():
    assert fold([("a", "done", NOW, 1)]) == {"a"}


def test_an_unknown_verb_is_refused():
    with pytest.raises(ValueError, match="undone"):
        fold([record("a", "maybe", 1)])


# --- for every course there is

keys = st.sampled_from("abcdefghij")
lessons = st.builds(SyllabusLesson, keys, st.booleans(), st.integers(0, 90))
syllabuses = st.lists(lessons, max_size=8, unique_by=lambda lesson: lesson.key).map(tuple)
rules = st.just(ALL_REQUIRED) | st.integers(1, 12).map(CompletionRule)
dones = st.frozensets(st.sampled_from("abcdefghijXYZ"))


@given(syllabuses, dones, rules, syllabuses)
def test_a_share_is_a_share(held, done, rule, current):
    found = progress(held, done, rule, current)
    assert 0.0 <= found.share <= 1.0
    assert found.is_finished is (found.share == 1.0)
    assert found.done_count <= found.total <= found.lessons_total
    if found.is_finished:
        assert found.minutes_left == 0
    assert found.next_key not in done
    assert not set(found.new_since) & done


@given(syllabuses, dones, rules, syllabuses)
def test_whatever_becomes_of_the_course_who_finished_stays_finished(held, done, rule, current):
    before = progress(held, done, rule)
    after = progress(syllabus_to_hold(held, current, before.is_finished, done), done, rule, current)
    if before.is_finished:
        assert after.is_finished
        assert after.share == before.share


@given(syllabuses, dones, rules, st.data())
def test_removing_lessons_never_lowers_a_share(held, done, rule, data):
    current = tuple(lesson for lesson in held if data.draw(st.booleans()))
    before = progress(held, done, rule)
    after = progress(syllabus_to_hold(held, current, before.is_finished, done), done, rule, current)
    assert after.share >= before.share


@given(syllabuses, dones, keys, rules)
def test_doing_one_more_never_lowers_a_share(held, done, key, rule):
    assert progress(held, done | {key}, rule).share >= progress(held, done, rule).share


@given(
    st.lists(st.tuples(keys, st.sampled_from(["done", "undone"])), max_size=20),
    st.randoms(use_true_random=False),
)
def test_folding_does_not_depend_on_the_order_records_come_in(happened, random):
    records = [record(key, verb, number) for number, (key, verb) in enumerate(happened)]
    shuffled = list(records)
    random.shuffle(shuffled)
    last = dict(happened)
    assert fold(shuffled) == fold(records) == {key for key, verb in last.items() if verb == "done"}


@given(syllabuses)
def test_a_held_syllabus_survives_being_stored(held):
    assert syllabus_from_data(json.loads(json.dumps(syllabus_as_data(held)))) == held
