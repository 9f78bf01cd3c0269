import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from academy.standards.gift import (
    MOST_CHARACTERS,
    Accepted,
    Choice,
    GiftFile,
    GiftQuestion,
    GiftText,
    NumberAnswer,
    Pair,
    Problem,
    dump,
    parse,
    unwritable,
)

GOLDEN = Path(__file__).parent / "gift"


def golden(name):
    return (GOLDEN / name).read_text(encoding="utf-8")


def only(text):
    found = parse(text)
    assert found.problems == ()
    (question,) = found.questions
    return question


def problem(text):
    found = parse(text)
    assert found.questions == ()
    (trouble,) = found.problems
    return trouble.line, trouble.code, dict(trouble.params)


# --- the golden files


def test_every_kind_is_read():
    found = parse(golden("every_kind.gift"))
    assert found.problems == ()
    assert [(question.line, question.kind, question.title) for question in found.questions] == [
        (3, "multichoice", "Who decides"),
        (13, "multichoice", "Which of these"),
        (19, "truefalse", ""),
        (21, "truefalse", "Not so"),
        (23, "shortanswer", "The word"),
        (25, "numerical", "How many"),
        (27, "numerical", ""),
        (29, "matching", "Pairs"),
        (37, "multichoice", "Escapes: all of them"),
    ]


def test_every_kind_is_written_as_it_should_be():
    assert dump(parse(golden("every_kind.gift")).questions) == golden("every_kind.written.gift")


def test_what_is_broken_is_reported_by_line():
    found = parse(golden("broken.gift"))
    assert [question.text.text for question in found.questions] == ["This one is fine."]
    assert [(trouble.line, trouble.code) for trouble in found.problems] == [
        (3, "description"),
        (5, "essay"),
        (7, "unclosed_title"),
        (9, "unclosed_brace"),
        (11, "unopened_brace"),
        (13, "stray_brace"),
        (15, "few_answers"),
        (19, "bad_weight"),
        (22, "no_right_answer"),
        (24, "bad_number"),
        (26, "backwards_range"),
        (28, "no_answer"),
        (32, "no_arrow"),
    ]


def test_a_report_keeps_the_whole_text_of_the_question():
    essay = parse(golden("broken.gift")).problems[1]
    assert essay.text == "::Open end:: What do you think? {}"
    weights = parse(golden("broken.gift")).problems[7]
    assert weights.text.splitlines()[0] == "::Weights:: Which? {"
    assert weights.params == {"weight": "5o"}


# --- one thing at a time


def test_one_choice_with_feedback_and_part_credit():
    question = parse(golden("every_kind.gift")).questions[0]
    assert question == GiftQuestion(
        kind="multichoice",
        title="Who decides",
        text=GiftText("<p>In co-production, who shapes a service?</p>", "html"),
        is_single=True,
        answers=(
            Choice(
                GiftText("People who use it and people who run it", "html"),
                Decimal(100),
                GiftText("Yes: together, from the start.", "html"),
            ),
            Choice(
                GiftText("Only the people who run it", "html"),
                Decimal(0),
                GiftText("That is delivery.", "html"),
            ),
            Choice(
                GiftText("Whoever pays for it", "html"),
                Decimal(50),
                GiftText("They are one voice among several.", "html"),
            ),
        ),
        feedback=GiftText("See lesson 1.", "html"),
        id="cop-01",
        tags=("co-production", "first steps"),
    )


def test_without_an_equals_sign_several_are_chosen():
    question = only("Which? {~%50%a ~%50%b ~%-33.33333%c}")
    assert not question.is_single
    assert [choice.percent for choice in question.answers] == [50, 50, Decimal("-33.33333")]


def test_a_missing_word_leaves_a_gap():
    question = only("Grown by {~one =many} hands.")
    assert question.text.text == "Grown by _____ hands."
    assert only(dump([question])) == question


@pytest.mark.parametrize("word", ["T", "TRUE", "true", " t "])
def test_true_in_all_its_spellings(word):
    assert only(f"So it is {{{word}}}").is_true


def test_true_false_has_wrong_feedback_first():
    question = only("So it is {F#no#yes####both}")
    assert (question.wrong_feedback.text, question.right_feedback.text) == ("no", "yes")
    assert (question.is_true, question.feedback.text) == (False, "both")
    assert only("So {T##yes}").right_feedback.text == "yes"


def test_a_word_that_only_begins_like_true_is_a_short_answer():
    assert only("Say {=T}").kind == "shortanswer"
    assert only("Say {Truth}").answers == (Accepted("Truth"),)


def test_numbers_by_tolerance_and_by_range():
    question = only("Many? {#=3.14:0.01#well =%50%3..4 =%25%-.5 ~#no}")
    assert question.answers == (
        NumberAnswer(value=Decimal("3.14"), tolerance=Decimal("0.01"), feedback=GiftText("well")),
        NumberAnswer(low=Decimal(3), high=Decimal(4), percent=Decimal(50)),
        NumberAnswer(value=Decimal("-0.5"), percent=Decimal(25)),
    )
    assert question.wrong_feedback.text == "no"


def test_an_empty_left_side_is_an_extra_choice():
    question = only("Match {=a -> 1 =[html]<b>b</b> -> 2 -> 3 = -> 4}")
    assert question.answers == (
        Pair(GiftText("a"), "1"),
        Pair(GiftText("<b>b</b>", "html"), "2 -> 3"),
        Pair(GiftText(), "4"),
    )


def test_a_category_holds_until_the_next():
    text = "$CATEGORY: A/b\n\nOne {T}\n\nTwo {T}\n\n$CATEGORY: C\nThree {T}\n\n$CATEGORY:\n\nFour {T}"
    assert [question.category for question in parse(text).questions] == ["A/b", "A/b", "C", ""]


def test_notes_of_another_question_are_not_taken():
    first, second = parse("// [id:1]\nOne {T}\n\n// [tag:x\\]y]\n\nTwo {T}").questions
    assert (first.id, second.id, second.tags) == ("1", "", ())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"a \= b \~ c \# d \{e\} f\: g", "a = b ~ c # d {e} f: g"),
        (r"one\ntwo", "one\ntwo"),
        (r"back \\ slash", "back \\ slash"),
        (r"back \\n slash", "back \\n slash"),
        (r"\frac \alpha", r"\frac \alpha"),
        ("[other]mark", "[other]mark"),
        ("[html] <b>x</b>", "<b>x</b>"),
    ],
)
def test_how_escapes_are_read(written, read):
    assert only(f"{written} {{T}}").text.text == read
    assert only(f"Say {{={written}}}").answers[0].text == read


def test_escaped_marks_do_not_divide():
    question = only(r"Say {=a\#b#c\#d ~e\=f\~g ####h\#\#\#\#i}")
    assert [(choice.text.text, choice.feedback.text) for choice in question.answers] == [
        ("a#b", "c#d"),
        ("e=f~g", ""),
    ]
    assert question.feedback.text == "h####i"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_counted_from_one_whatever_ends_them(newline):
    text = newline.join(["// comment", "", "One {T}", "", "", "Two {#x}"])
    found = parse("\ufeff" + text)
    assert [question.line for question in found.questions] == [3]
    assert [trouble.line for trouble in found.problems] == [6]


def test_formats_go_down_from_the_question():
    question = only("[html]Q {=a#[plain]f ~[moodle]b}")
    assert [choice.text.format for choice in question.answers] == ["html", "moodle"]
    assert question.answers[0].feedback.format == "plain"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Q {=a->b}", (1, "few_answers", {"needed": 2})),
        ("Q {=a-> =b->c}", (1, "no_answer", {})),
        ("Q {= =}", (1, "no_answer", {})),
        ("Q {=a" + "~b" * 200 + "}", (1, "too_many_answers", {"limit": 200})),
        ("Q {~%101%a ~b}", (1, "bad_weight", {"weight": "101"})),
        ("Q {#\n=5:-1}", (2, "backwards_range", {"number": "5:-1"})),
        ("Q {#1" + "0" * 50 + "}", (1, "bad_number", {"number": "1" + "0" * 50})),
        ("Q {\n\n=a}", None),
    ],
)
def test_what_cannot_be_read(text, found):
    if found is None:  # a blank line ends a question, so this is two broken ones
        assert [trouble.code for trouble in parse(text).problems] == ["unclosed_brace", "unopened_brace"]
    else:
        assert problem(text) == found


def test_nothing_and_comments_alone_are_no_questions():
    assert parse("") == parse("\n// only\n// comments\n\n \t\n") == GiftFile()


def test_a_file_too_large_is_refused():
    assert parse("x" * (MOST_CHARACTERS + 1)) == GiftFile(
        (), (Problem(1, "", "too_large", {"limit": MOST_CHARACTERS}),)
    )


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (GiftQuestion("essay", GiftText("x")), "unknown_kind"),
        (GiftQuestion("truefalse", GiftText("x", "tex")), "bad_format"),
        (GiftQuestion("matching", GiftText("x"), answers=(Pair(GiftText("a"), "b"),)), "few_answers"),
        (GiftQuestion("shortanswer", GiftText("x"), answers=(Accepted("a"),) * 201), "too_many_answers"),
        (GiftQuestion("shortanswer", GiftText("x"), answers=(Accepted(""),)), "no_answer"),
        (GiftQuestion("shortanswer", GiftText("x"), answers=(Accepted("a->b"),)), "arrow"),
        (
            GiftQuestion("matching", GiftText("x"), answers=(Pair(GiftText("a->"), "b"),) * 2),
            "arrow",
        ),
        (
            GiftQuestion("multichoice", GiftText("x"), answers=(Choice(GiftText("a")),) * 2, is_single=True),
            "no_right_answer",
        ),
        (GiftQuestion("shortanswer", GiftText("x"), answers=(Accepted("a", Decimal("NaN")),)), "bad_weight"),
        (GiftQuestion("numerical", GiftText("x"), answers=(NumberAnswer(),)), "bad_number"),
        (
            GiftQuestion("numerical", GiftText("x"), answers=(NumberAnswer(Decimal("Infinity")),)),
            "bad_number",
        ),
    ],
)
def test_what_gift_cannot_hold_is_refused(question, code):
    assert unwritable(question) == code
    with pytest.raises(ValueError, match=code):
        dump([question])


# --- whatever it is given

pieces = st.sampled_from(
    [
        "{",
        "}",
        "=",
        "~",
        "#",
        "####",
        "%50%",
        "%",
        "->",
        "::",
        ":",
        "..",
        "//",
        "\n",
        "\n\n",
        "\\",
        "\\n",
        "T",
        "[html]",
        "[id:",
        "]",
        "$CATEGORY:",
        "{#",
        "1",
        "2.5",
        " ",
        "a",
        "\u0645",
        "\ufeff",
        "\r",
        "\0",
        "\ud800",
    ]
)


@settings(max_examples=400)
@given(st.one_of(st.text(st.characters()), st.lists(pieces, max_size=40).map("".join)))
@example("{")
@example("}{")
@example("::{####}")
def test_no_text_makes_it_raise(text):
    found = parse(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for each in (*found.questions, *found.problems):
        assert 1 <= each.line <= lines
    sound = [question for question in found.questions if not unwritable(question)]
    assert parse(dump(sound)) == GiftFile(tuple(sound))
    # Reading gives nothing that cannot be written, but for arrows that Moodle would take for pairs.
    assert {unwritable(question) for question in found.questions} <= {"", "arrow"}


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "}",
        "~",
        "=",
        "#",
        ":",
        "\\",
        "\\~",
        "a\n\n",
        "$CATEGORY:x\n",
        "// [id:\\",
        "[id:\\",
        "// [tag:",
        " ",
        "%",
        "x{T}\n\n",
        "x{=a->b\n=c->d}\n\n",
        "->",
        "\n",
        "::",
        "{T}",
        "~%5%",
        "<",
    ],
)
@pytest.mark.parametrize(
    "frame", ["{unit}", "Q {{{unit}}}", "Q {{#{unit}}}", "Q {{=a->b {unit}}}", "// {unit}\nQ {{T}}"]
)
def test_reading_takes_time_in_proportion_to_length(unit, frame):
    text = frame.format(unit=unit * (100_000 // len(unit)))
    began = time.process_time()
    parse(text)
    assert time.process_time() - began < 4


# --- there and back

words = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\\~=#{}:\n%[]/-> ")),
    max_size=12,
).map(lambda text: text.replace("->", "- >")) | st.sampled_from(
    [
        "[html]x",
        "//x",
        "%5%x",
        "$CATEGORY: x",
        "::",
        "\ufeffx",
        "\\n",
        "a\nb",
        "_____",
        "T",
        "a -",
        "[moodle][html]",
    ]
)
formats = st.sampled_from(["moodle", "html", "plain", "markdown"])
texts = st.builds(GiftText, words, formats)
said = words.filter(str.strip)
percents = st.integers(-10_000_000, 10_000_000).map(lambda number: Decimal(number) / 100_000)
numbers = st.decimals(-(10**9), 10**9, places=4)
choices = st.builds(Choice, texts, percents, texts)
ranges = st.tuples(numbers, numbers).map(sorted)
number_answers = st.one_of(
    st.builds(NumberAnswer, value=numbers, tolerance=numbers.map(abs), percent=percents, feedback=texts),
    st.builds(
        lambda pair, **more: NumberAnswer(low=pair[0], high=pair[1], **more),
        ranges,
        percent=percents,
        feedback=texts,
    ),
)


def several(answers, fewest):
    return st.lists(answers, min_size=fewest, max_size=4).map(tuple)


shared = {
    "text": texts,
    "title": words,
    "feedback": texts,
    "category": words,
    "id": words,
    "tags": st.lists(words, max_size=2).map(tuple),
}
questions = st.one_of(
    st.builds(GiftQuestion, st.just("multichoice"), answers=several(choices, 2), **shared),
    st.builds(
        GiftQuestion,
        st.just("multichoice"),
        answers=several(choices, 1).map(lambda some: (*some, Choice(GiftText("right"), Decimal(100)))),
        is_single=st.just(True),
        **shared,
    ),
    st.builds(
        GiftQuestion,
        st.just("truefalse"),
        is_true=st.booleans(),
        right_feedback=texts,
        wrong_feedback=texts,
        **shared,
    ),
    st.builds(
        GiftQuestion,
        st.just("shortanswer"),
        answers=several(st.builds(Accepted, said, percents, texts), 1),
        **shared,
    ),
    st.builds(
        GiftQuestion, st.just("numerical"), answers=several(number_answers, 1), wrong_feedback=texts, **shared
    ),
    st.builds(GiftQuestion, st.just("matching"), answers=several(st.builds(Pair, texts, said), 2), **shared),
)


@settings(max_examples=500)
@given(st.lists(questions, max_size=3).map(tuple))
def test_what_is_written_reads_back_the_same(some):
    assert parse(dump(some)) == GiftFile(some)
