import json
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.answer_reading import fold_text, matches, read_number
from courses.grading import Mark, grade, option_ids, passed, score, shown, validate


def options(*ids):
    return [{"id": each, "text": f"<p>{each}</p>", "feedback": f"About {each}"} for each in ids]


def question(kind, **more):
    return {"kind": kind, "text": "<p>Which?</p>", "feedback": "", **more}


SINGLE = (question("single", options=options("x", "y", "z"), feedback="In general"), {"right": "y"})
MULTIPLE = (question("multiple", options=options("x", "y", "z", "w")), {"right": ["x", "z"]})
TRUE_FALSE = (question("true_false", feedback_right="Yes.", feedback_wrong="No."), {"right": False})
SHORT = (
    question("short_text"),
    {
        "accepted": [
            {"text": "co-production", "fraction": 100, "feedback": "Well said"},
            {"text": "*together*", "fraction": 50},
        ]
    },
)
NUMBER = (
    question("number", feedback_wrong="Count again"),
    {"accepted": [{"value": 17, "tolerance": 0, "feedback": "All"}, {"min": 16, "max": 18, "fraction": 50}]},
)
ORDERING = (question("ordering", options=options("k", "c", "q")), {"order": ["q", "k", "c"]})
MATCHING = (
    question("matching", left=options("l1", "l2"), right=options("r9", "r3", "r5")),
    {"pairs": {"l1": "r3", "l2": "r9"}},
)
EVERY = {
    "single": SINGLE,
    "multiple": MULTIPLE,
    "true_false": TRUE_FALSE,
    "short_text": SHORT,
    "number": NUMBER,
    "ordering": ORDERING,
    "matching": MATCHING,
}
RIGHT = {
    "single": "y",
    "multiple": ["x", "z"],
    "true_false": False,
    "short_text": "co-production",
    "number": "17",
    "ordering": ["q", "k", "c"],
    "matching": {"l1": "r3", "l2": "r9"},
}


@pytest.mark.parametrize("kind", EVERY)
def test_the_right_answer_is_right(kind):
    mark = grade(*EVERY[kind], RIGHT[kind])
    assert (mark.fraction, mark.is_right, mark.code) == (1.0, True, "")


@pytest.mark.parametrize("kind", EVERY)
def test_a_sound_question_has_no_problems(kind):
    assert validate(*EVERY[kind]) == []


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("answer", [None, "", [], {}])
def test_a_missing_answer_is_worth_nothing(kind, answer):
    assert grade(*EVERY[kind], answer) == Mark(0.0, code="missing")


# --- by kind


def test_single_gives_the_feedback_of_the_choice_and_then_the_general_one():
    assert grade(*SINGLE, "x") == Mark(0.0, False, ("About x", "In general"))


def test_single_by_weight():
    key = {"weights": {"x": 100, "y": 50, "z": -20}}
    assert [grade(SINGLE[0], key, each).fraction for each in "xyz"] == [1.0, 0.5, 0.0]


def test_multiple_takes_wrong_choices_off():
    assert grade(*MULTIPLE, ["x"]).fraction == 0.5
    assert grade(*MULTIPLE, ["x", "z", "y"]).fraction == 0.5
    assert grade(*MULTIPLE, ["x", "y", "z", "w"]).fraction == 0.0
    assert grade(*MULTIPLE, ["w"]).feedback == ("About w",)


def test_multiple_does_not_count_a_choice_twice():
    assert grade(*MULTIPLE, ["x", "x"]).fraction == 0.5


@pytest.mark.parametrize("third", [33.33333, 33.333, 33])
def test_three_thirds_are_all_of_it(third):
    key = {"weights": {"x": third, "y": third, "z": third, "w": -50}}
    assert grade(MULTIPLE[0], key, ["x", "y", "z"]).is_right
    assert not grade(MULTIPLE[0], key, ["x", "y"]).is_right
    assert not grade(MULTIPLE[0], key, ["x", "y", "z", "w"]).is_right


def test_true_false_takes_what_a_form_sends():
    assert grade(*TRUE_FALSE, "false") == Mark(1.0, True, ("Yes.",))
    assert grade(*TRUE_FALSE, True) == Mark(0.0, False, ("No.",))


def test_short_text_takes_the_first_answer_that_fits():
    assert grade(*SHORT, "  Co-Production ") == Mark(1.0, True, ("Well said",))
    assert grade(*SHORT, "we do it TOGETHER, always").fraction == 0.5
    assert grade(*SHORT, "alone").fraction == 0.0


def test_short_text_may_mind_the_case():
    key = {"accepted": [{"text": "Cascais"}], "case_sensitive": True}
    assert grade(question("short_text"), key, "Cascais").is_right
    assert not grade(question("short_text"), key, "cascais").is_right


@pytest.mark.parametrize(
    ("typed", "accepted", "fits"),
    [
        ("cafe\u0301", "Caf\u00e9", True),  # one letter or two code points
        ("\u03a3\u039f\u03a6\u039f\u03a3", "\u03c3\u03bf\u03c6\u03cc\u03c2", False),  # accents matter
        ("\u03a3\u039f\u03a6\u038c\u03a3", "\u03c3\u03bf\u03c6\u03cc\u03c2", True),  # Greek final sigma
        ("STRASSE", "stra\u00dfe", True),
        ("two\n  words", "two words", True),
        ("a b", "a*b", True),
        ("ab", "a*b", True),
        ("aba", "a*b", False),
        ("a", "a*a", False),
        ("anything", "*", True),
        ("5 * 3", r"5 \* 3", True),
        ("5 x 3", r"5 \* 3", False),
        ("xaybzc", "*a*b*c", True),
        ("xbyazc", "*a*b*c", False),
        ("the common good of all", "the * of *", True),
    ],
)
def test_how_texts_are_compared(typed, accepted, fits):
    assert matches(typed, accepted) is fits


def test_many_wildcards_are_no_trap():
    began = time.perf_counter()
    assert not matches("a" * 10_000, "*a" * 200 + "*b")
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("17", ["17"]),
        (" -3,5 ", ["-3.5"]),
        ("\u22123.5", ["-3.5"]),
        ("\u0661\u0667", ["17"]),  # Arabic-Indic 17
        ("\u0663\u066b\u0665", ["3.5"]),  # with the Arabic decimal sign
        ("\u0661\u066c\u0665\u0660\u0660", ["1500"]),  # with the Arabic thousands sign
        ("\u06f1\u06f7", ["17"]),  # Persian digits
        ("1 500", ["1500"]),
        ("1\u202f500,5", ["1500.5"]),
        ("1.500", ["1.500", "1500"]),
        ("0,500", ["0.500"]),
        ("1.234.567", ["1234567"]),
        ("1.234,5", ["1234.5"]),
        ("1,234.5", ["1234.5"]),
        (".5", ["0.5"]),
        ("5.", ["5"]),
        ("1e3", ["1000"]),
        (17, ["17"]),
        (2.5, ["2.5"]),
    ],
)
def test_how_numbers_are_read(typed, means):
    assert read_number(typed) == tuple(Decimal(each) for each in means)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "1,2.3,4",
        "1..2",
        "1.2.3",
        "1 2",
        "--1",
        "1e9999",
        "nan",
        "inf",
        "\u00b2",
        "5 km",
        "1" * 61,
        float("nan"),
        float("inf"),
        True,
        None,
        [1],
    ],
)
def test_what_is_no_number(typed):
    assert read_number(typed) == ()


def test_number_with_tolerance_range_and_feedback():
    assert grade(*NUMBER, "\u0661\u0667") == Mark(1.0, True, ("All",))
    assert grade(*NUMBER, "16") == Mark(0.5, False, ("Count again",))
    assert grade(*NUMBER, "12") == Mark(0.0, False, ("Count again",))
    assert grade(*NUMBER, "many").code == "not_a_number"


def test_a_tolerance_is_exact_and_includes_its_ends():
    key = {"accepted": [{"value": 0.3, "tolerance": "0.1"}]}
    assert grade(question("number"), key, "0,4").is_right
    assert grade(question("number"), key, "0.2").is_right
    assert not grade(question("number"), key, "0.40001").is_right


def test_ordering_counts_what_stands_in_its_place():
    assert grade(*ORDERING, ["q", "c", "k"]).fraction == pytest.approx(1 / 3)
    assert grade(*ORDERING, ["q", "q", "k"]).code == "malformed"
    assert grade(*ORDERING, ["q", "k"]).code == "malformed"


def test_matching_counts_pairs_and_takes_gaps():
    assert grade(*MATCHING, {"l1": "r3", "l2": ""}).fraction == 0.5
    assert grade(*MATCHING, {"l1": "r5", "l2": "r5"}).fraction == 0.0
    assert grade(*MATCHING, {"l1": "", "l2": None}).code == "missing"


# --- answers from elsewhere


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("single", "gone"),
        ("multiple", ["x", "gone"]),
        ("ordering", ["q", "k", "gone"]),
        ("ordering", ["q", "k", "c", "gone"]),
        ("matching", {"gone": "r3"}),
        ("matching", {"l1": "gone"}),
    ],
)
def test_an_answer_to_another_version_is_told_apart(kind, answer):
    assert grade(*EVERY[kind], answer) == Mark(0.0, code="other_version")


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("single", ["y"]),
        ("multiple", "x"),
        ("multiple", [1]),
        ("true_false", "maybe"),
        ("true_false", 1),
        ("short_text", 5),
        ("number", ["17"]),
        ("number", True),
        ("ordering", "qkc"),
        ("matching", [["l1", "r3"]]),
        ("matching", {"l1": ["r3"]}),
    ],
)
def test_a_malformed_answer_is_worth_nothing(kind, answer):
    assert grade(*EVERY[kind], answer) == Mark(0.0, code="malformed")


@pytest.mark.parametrize(
    ("asked", "key", "answer"),
    [
        ({}, {}, "17"),
        ({"kind": "essay"}, {}, "17"),
        (SINGLE[0], {}, "x"),
        (SINGLE[0], {"weights": {"x": float("nan")}}, "x"),
        (NUMBER[0], {"accepted": [{}]}, "17"),
    ],
)
def test_a_broken_question_is_told_apart(asked, key, answer):
    assert grade(asked, key, answer) == Mark(0.0, code="broken_question")


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["x", "q", "l1", "r3"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.sampled_from(["l1", "l2"]), inner)
    ),
    max_leaves=6,
)


@given(st.sampled_from(sorted(EVERY)), anything)
def test_no_answer_breaks_the_grader(kind, answer):
    mark = grade(*EVERY[kind], answer)
    assert 0.0 <= mark.fraction <= 1.0
    assert mark.is_right is (mark.fraction == 1.0)
    assert mark.code != "broken_question"
    assert not (mark.code and (mark.fraction or mark.feedback))


@given(anything, anything, anything)
def test_no_question_breaks_the_grader_or_the_check(kind, key, answer):
    for asked in (kind, {"kind": kind} if isinstance(kind, str) else {}, SINGLE[0], MATCHING[0]):
        assert grade(asked, key, answer).code in {
            "",
            "missing",
            "malformed",
            "not_a_number",
            "other_version",
            "broken_question",
        }
        assert isinstance(validate(asked, key), list)


@given(st.sampled_from(sorted(EVERY)), anything)
def test_no_key_breaks_the_grader_or_the_check(kind, key):
    asked, _ = EVERY[kind]
    for tried in (
        {"right": key},
        {"weights": key},
        {"accepted": key},
        {"accepted": [key]},
        {"accepted": [{"text": key, "value": key}]},
        {"order": key},
        {"pairs": key},
    ):
        assert 0.0 <= grade(asked, tried, RIGHT[kind]).fraction <= 1.0
        assert isinstance(validate(asked, tried), list)


# --- what the browser sees


def secrets(value):
    """Every text in feedback and keys, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from secrets(each)
    elif isinstance(value, list):
        for each in value:
            yield from secrets(each)


@given(st.sampled_from(sorted(EVERY)), st.integers() | st.text())
def test_the_browser_never_sees_the_key(kind, seed):
    asked, key = json.loads(json.dumps(EVERY[kind]))
    asked |= {"key": key, "weights": {"x": 100}, "right_option": "SECRET-R", "feedback": "SECRET-F"}
    for name in ("options", "left", "right"):
        for number, each in enumerate(asked.get(name, [])):
            each |= {"feedback": f"SECRET-{number}", "weight": 12345, "is_right": True}
    for each in key.get("accepted", []):
        each["feedback"] = "SECRET-A"
    public = shown(asked, seed)
    sent = json.dumps(public)
    assert set(public) <= {"kind", "text", "options", "left", "right"}
    for name in ("options", "left", "right"):
        assert all(set(each) == {"id", "text"} for each in public.get(name, []))
    assert "SECRET" not in sent
    assert "12345" not in sent
    for accepted in key.get("accepted", []):
        assert all(secret not in sent for secret in secrets(accepted))


@given(st.sampled_from(["single", "multiple", "ordering", "matching"]), st.integers())
def test_the_same_seed_shows_the_same_and_loses_nothing(kind, seed):
    asked, _ = EVERY[kind]
    assert shown(asked, seed) == shown(json.loads(json.dumps(asked)), seed)
    for name in ("options", "left", "right"):
        if name in asked:
            assert {each["id"] for each in shown(asked, seed)[name]} == {each["id"] for each in asked[name]}


def orders(asked, name):
    return {tuple(each["id"] for each in shown(asked, seed)[name]) for seed in range(60)}


def test_order_changes_with_the_seed_where_the_kind_calls_for_it():
    assert len(orders(SINGLE[0], "options")) == 6
    assert len(orders(ORDERING[0], "options")) == 6
    assert len(orders(MATCHING[0], "right")) == 6
    assert len(orders(MATCHING[0], "left")) == 1
    assert len(orders({**SINGLE[0], "shuffle": False}, "options")) == 1


def test_showing_leaves_the_question_as_it_was():
    before = json.dumps(ORDERING[0])
    shown(ORDERING[0], 3)
    assert json.dumps(ORDERING[0]) == before


@given(st.lists(st.text(), max_size=8))
def test_ids_are_distinct_and_the_two_sides_differ(texts):
    left, right = option_ids(texts, "left"), option_ids(texts, "right")
    assert len(set(left + right)) == 2 * len(texts)
    assert option_ids(texts, "left") == left


# --- the attempt


def test_a_score_is_rounded_down():
    assert score([Mark(1.0), Mark(1.0), Mark(0.0)]) == 66
    assert score([]) == 0
    assert score([Mark(1 / 3), Mark(2 / 3), Mark(1.0), Mark(1.0)]) == 75


@given(st.lists(st.integers(0, 7), min_size=1, max_size=40))
def test_a_score_never_loses_a_point_to_rounding(sevenths):
    assert score([Mark(each / 7) for each in sevenths]) == sum(sevenths) * 100 // (7 * len(sevenths))


def test_passing_is_reaching_the_mark():
    assert passed(60, 60)
    assert not passed(59, 60)


# --- what is wrong with a question


@pytest.mark.parametrize(
    ("asked", "key", "problem"),
    [
        ({"kind": "essay", "text": "x"}, {}, "unknown_kind"),
        ({**SINGLE[0], "text": "<p>&nbsp;</p>"}, SINGLE[1], "no_text"),
        (SINGLE[0], None, "malformed_key"),
        (SINGLE[0], {}, "malformed_key"),
        (SINGLE[0], {"right": ""}, "no_right_option"),
        (SINGLE[0], {"right": "gone"}, "unknown_id_in_key"),
        (SINGLE[0], {"weights": {"x": 0}}, "no_right_option"),
        (SINGLE[0], {"weights": {"x": 50}}, "weights_below_100"),
        (SINGLE[0], {"weights": {"x": 200}}, "bad_weight"),
        ({**SINGLE[0], "options": options("y")}, SINGLE[1], "few_options"),
        ({**SINGLE[0], "options": options("y", "y")}, SINGLE[1], "duplicate_ids"),
        ({**SINGLE[0], "options": [*options("y"), {"id": "n", "text": " "}]}, SINGLE[1], "empty_option"),
        (MULTIPLE[0], {"right": []}, "no_right_option"),
        (MULTIPLE[0], {"right": "x"}, "malformed_key"),
        (TRUE_FALSE[0], {"right": "false"}, "malformed_key"),
        (SHORT[0], {"accepted": []}, "no_accepted_answer"),
        (SHORT[0], {"accepted": [{"text": " "}]}, "empty_answer"),
        (SHORT[0], {"accepted": [{"text": "x", "fraction": 50}]}, "no_full_answer"),
        (NUMBER[0], {"accepted": [{"value": "many"}]}, "bad_number"),
        (NUMBER[0], {"accepted": [{"value": "nan"}]}, "bad_number"),
        (NUMBER[0], {"accepted": [{"min": 1}]}, "bad_number"),
        (NUMBER[0], {"accepted": [{"min": 5, "max": 1}]}, "backwards_range"),
        (NUMBER[0], {"accepted": [{"value": 5, "tolerance": -1}]}, "negative_tolerance"),
        (ORDERING[0], {"order": ["q", "k"]}, "order_incomplete"),
        (ORDERING[0], {"order": ["q", "k", "gone"]}, "unknown_id_in_key"),
        ({**ORDERING[0], "options": options("b", "a", "c")}, {"order": ["a", "b", "c"]}, "ids_tell_the_key"),
        (MATCHING[0], {"pairs": {"l1": "r3"}}, "pairs_incomplete"),
        (MATCHING[0], {"pairs": {"l1": "gone", "l2": "r3"}}, "unknown_id_in_key"),
        (
            {**MATCHING[0], "right": options("l1", "l2")},
            {"pairs": {"l1": "l1", "l2": "l2"}},
            "ids_tell_the_key",
        ),
    ],
)
def test_it_names_the_problem(asked, key, problem):
    assert problem in validate(asked, key)


def test_an_image_is_something_to_see():
    assert validate({**SINGLE[0], "text": '<img src="a.png" alt="">'}, SINGLE[1]) == []


def test_folding_is_stable():
    assert fold_text(fold_text("  \u0130stanbul \u00df")) == fold_text("  \u0130stanbul \u00df")
