from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.standards.gift import parse
from courses.gift_bridge import Entry, LeftOut, NotInGift, from_question, read, to_question, write
from courses.grading import grade, option_ids, validate

GOLDEN = Path(__file__).parent.parent / "academy" / "gift"


def only(text):
    found = parse(text)
    assert found.problems == ()
    (gift,) = found.questions
    return to_question(gift)


def id_of(question, text, side="options"):
    return next(each["id"] for each in question[side] if each["text"] == text)


# --- inward


def test_one_choice_is_graded_by_its_right_option():
    question, key = only("Who? {=all#yes ~one#no ####Together.}")
    assert question["kind"] == "single"
    assert key == {"right": id_of(question, "all")}
    mark = grade(question, key, id_of(question, "one"))
    assert (mark.fraction, mark.feedback) == (0.0, ("no", "Together."))


def test_part_credit_is_kept_as_weights():
    question, key = only("Who? {=all ~%50%some ~none}")
    assert set(key) == {"weights"}
    assert grade(question, key, id_of(question, "some")).fraction == 0.5


def test_several_choices_keep_their_weights():
    question, key = only("Which? {~%50%a ~%50%b ~%-100%c}")
    a, b, c = (id_of(question, each) for each in "abc")
    assert question["kind"] == "multiple"
    assert grade(question, key, [a, b]).is_right
    assert grade(question, key, [a, c]).fraction == 0.0


def test_true_false_short_text_and_number():
    assert grade(*only("So {F#no#yes}"), "false").feedback == ("yes",)
    assert grade(*only("Word {=co*production}"), "Co-Production").is_right
    question, key = only("Many {#=17:0.5 =%50%10..20#near ~#no}")
    assert grade(question, key, "17,5").is_right
    assert grade(question, key, "12").feedback == ("near",)
    assert grade(question, key, "99").feedback == ("no",)


def test_matching_with_a_shared_and_an_extra_right_side():
    question, key = only("Match {=a -> x =b -> x =c -> y & z = -> w}")
    assert [each["text"] for each in question["right"]] == ["x", "y &amp; z", "w"]
    x, yz = id_of(question, "x", "right"), id_of(question, "y &amp; z", "right")
    a, b, c = (id_of(question, each, "left") for each in "abc")
    assert grade(question, key, {a: x, b: x, c: yz}).is_right


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("1 &lt; 2", "1 &lt; 2"),
        ("one\\ntwo", "one<br>two"),
        ("<b>bold</b>\\ntext", "<b>bold</b>\ntext"),
        ("[plain]<b>", "&lt;b&gt;"),
        ("[html]<p>x</p>", "<p>x</p>"),
        ("[markdown]*x* < y", "*x* &lt; y"),
    ],
)
def test_every_format_becomes_html(written, html):
    assert only(f"{written} {{T}}")[0]["text"] == html


def test_a_whole_file_is_read_and_every_question_can_be_used():
    entries, problems = read((GOLDEN / "every_kind.gift").read_text(encoding="utf-8"))
    assert problems == ()
    assert [entry.question["kind"] for entry in entries] == [
        "single",
        "multiple",
        "true_false",
        "true_false",
        "short_text",
        "number",
        "number",
        "matching",
        "single",
    ]
    first = entries[0]
    assert (first.title, first.id, first.tags, first.line) == (
        "Who decides",
        "cop-01",
        ("co-production", "first steps"),
        3,
    )
    assert entries[2].title.startswith("A cooperative gives each member one vote")


def test_what_reads_but_cannot_be_used_is_reported_by_line_too():
    entries, problems = read("Fine {T}\n\nWhich? {~a ~b}\n\n{T}\n\nTalk {}\n\n::t::Say {=%50%x->y}")
    assert len(entries) == 1
    assert [(problem.line, problem.code) for problem in problems] == [
        (3, "no_right_option"),
        (5, "no_text"),
        (7, "essay"),
        (9, "few_answers"),
    ]
    assert "Which?" in problems[0].text


# --- outward


def test_ordering_is_left_out_by_title():
    ordering = {
        "kind": "ordering",
        "text": "Sort",
        "options": [{"id": "x", "text": "1"}, {"id": "b", "text": "2"}],
    }
    true = {"kind": "true_false", "text": "So"}
    text, left_out = write(
        [
            Entry("In order", ordering, {"order": ["x", "b"]}),
            Entry("Truth", true, {"right": True}, "A/b", "i", ("t",)),
        ]
    )
    assert left_out == (LeftOut("In order", "ordering"),)
    (gift,) = parse(text).questions
    assert (gift.title, gift.category, gift.id, gift.tags) == ("Truth", "A/b", "i", ("t",))


def test_three_right_options_share_the_hundred():
    ids = option_ids(["a", "b", "c", "d"])
    options = [{"id": id, "text": text, "feedback": ""} for id, text in zip(ids, "abcd", strict=True)]
    gift = from_question({"kind": "multiple", "text": "Q", "options": options}, {"right": ids[:3]})
    third = Decimal("33.33333")
    assert [answer.percent for answer in gift.answers] == [third, third, third, -third]


@pytest.mark.parametrize(
    ("question", "key", "code"),
    [
        ({"kind": "ordering", "text": "x"}, {}, "ordering"),
        ({"kind": "short_text", "text": "x"}, {"accepted": [{"text": "a->b"}]}, "arrow"),
        ({"kind": "number", "text": "x"}, {"accepted": [{"value": "many"}]}, "bad_number"),
        ({"kind": "multiple", "text": "x", "options": []}, {"right": []}, "no_right_answer"),
    ],
)
def test_what_gift_cannot_hold_is_said(question, key, code):
    with pytest.raises(NotInGift) as stop:
        from_question(question, key)
    assert stop.value.code == code


def test_an_arrow_in_a_text_does_no_harm():
    question = {
        "kind": "true_false",
        "text": "a",
        "feedback": "see a -> b",
        "feedback_right": "",
        "feedback_wrong": "",
    }
    gift = from_question(question, {"right": True})
    assert gift.feedback.text == "see a -&gt; b"


# --- there and back

words = st.text("abc \u0645\u00e9~=#{}:\\%'\"[]*", min_size=1, max_size=8).map(str.strip).filter(bool)
html = words | words.map(lambda text: f"<p>{text}</p>")
maybe = st.just("") | html
percent = st.integers(-100, 100) | st.sampled_from([33.33333, 16.66667, 12.5])


def options(texts, feedbacks):
    return [
        {"id": id, "text": text, "feedback": feedback}
        for id, text, feedback in zip(option_ids(texts), texts, feedbacks, strict=False)
    ]


@st.composite
def bank_questions(draw):
    kind = draw(st.sampled_from(["single", "multiple", "true_false", "short_text", "number", "matching"]))
    question = {"kind": kind, "text": draw(html), "feedback": draw(maybe)}
    if kind in ("single", "multiple"):
        texts = draw(st.lists(html, min_size=2, max_size=5))
        question["options"] = options(texts, draw(st.lists(maybe, min_size=5, max_size=5)))
        ids = [each["id"] for each in question["options"]]
        if draw(st.booleans()):
            chosen = draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
            return question, {"right": ids[0] if kind == "single" else [id for id in ids if id in chosen]}
        return question, {"weights": {ids[0]: 100, ids[1]: 50, **{id: draw(percent) for id in ids[2:]}}}
    if kind == "true_false":
        return question | {"feedback_right": draw(maybe), "feedback_wrong": draw(maybe)}, {
            "right": draw(st.booleans())
        }
    if kind == "short_text":
        answer = st.builds(lambda t, p, f: {"text": t, "fraction": p, "feedback": f}, words, percent, maybe)
        return question, {"accepted": draw(st.lists(answer, min_size=1, max_size=3)), "case_sensitive": False}
    if kind == "number":
        question["feedback_wrong"] = draw(maybe)
        number = st.decimals(-1000, 1000, places=2)
        pair = st.tuples(number, number).map(sorted)
        forms = st.one_of(
            st.builds(lambda v, t: {"value": str(v), "tolerance": str(abs(t))}, number, number),
            pair.map(lambda two: {"min": str(two[0]), "max": str(two[1])}),
        )
        answer = st.builds(lambda n, p, f: {**n, "fraction": p, "feedback": f}, forms, percent, maybe)
        return question, {"accepted": draw(st.lists(answer, min_size=1, max_size=3))}
    lefts = draw(st.lists(html, min_size=2, max_size=4))
    rights = draw(st.lists(st.text("abc\u0645", min_size=1), min_size=len(lefts), max_size=6, unique=True))
    left_ids, right_ids = option_ids(lefts, "left"), option_ids(rights, "right")
    question["left"] = [{"id": id, "text": text} for id, text in zip(left_ids, lefts, strict=True)]
    question["right"] = [{"id": id, "text": text} for id, text in zip(right_ids, rights, strict=True)]
    return question, {"pairs": dict(zip(left_ids, right_ids, strict=False))}


@settings(max_examples=300)
@given(bank_questions())
def test_a_question_survives_the_way_out_and_in(asked):
    question, key = asked
    text, left_out = write([Entry("t", question, key)])
    assert left_out == ()
    (gift,) = parse(text).questions
    assert to_question(gift) == (question, key)


@settings(max_examples=200)
@given(bank_questions())
def test_what_is_drawn_here_is_sound_or_named(asked):
    assert set(validate(*asked)) <= {"no_full_answer"}
