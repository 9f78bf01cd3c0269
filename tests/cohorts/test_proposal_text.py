"""Parting a text, finding a paragraph again, and comparing word by word: no database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.decisions.comparing import Piece, side_by_side, word_differences
from cohorts.decisions.proposal_text import amended, found_again, joined, paragraphs, shown


def test_a_text_is_parted_as_minutes_are():
    assert paragraphs("\r\n One\nline \n\n\n## Head\nafter it\n- a\n- b\n\n \n") == ["One\nline", "## Head", "after it\n- a\n- b"]
    assert shown("## <i>Head</i>") == "<h3>&lt;i&gt;Head&lt;/i&gt;</h3>" and "<script" not in shown("<script>x</script>") and shown("- a\n- b") == "<ul><li>a</li><li>b</li></ul>"


@settings(max_examples=40)
@given(st.text(alphabet="ab#- \n", max_size=60))
def test_parting_twice_changes_nothing(text):
    assert paragraphs(joined(paragraphs(text))) == paragraphs(text)


def test_a_paragraph_is_found_again_unless_it_changed():
    old = ["a", "b", "c", "d"]
    new = ["new", "a", "B", "c", "d"]
    assert [found_again(old, number, new) for number in range(5)] == [0, 2, None, 4, 5]
    assert amended(old, "add", 0, "x\n\ny") == ["x", "y", *old] and amended(old, "strike", 4, "") == old[:3] and amended(old, "change", 2, "B") == ["a", "B", "c", "d"]
    for way, number in (("change", 0), ("change", 5), ("add", 5), ("strike", -1)):
        with pytest.raises(ValueError):
            amended(old, way, number, "x")


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["one", "two,", "ثلاثة", "أَرْبَعَة", "–", "five.", "\n"]), max_size=12), st.lists(st.sampled_from(["one", "ثلاثة", "two", "six!", "–"]), max_size=12))
def test_the_pieces_put_together_are_the_texts(old, new):
    old, new = " ".join(old), " ".join(new)
    before, after = word_differences(old, new)
    assert "".join(piece.words for piece in before) == old and "".join(piece.words for piece in after) == new
    assert {piece.kind for piece in before} <= {"same", "del"} and {piece.kind for piece in after} <= {"same", "ins"}
    assert old != new or {piece.kind for piece in (*before, *after)} <= {"same"}


def test_whole_words_are_marked_in_any_script():
    before, after = word_differences("One in five, at least.", "One in four, at least.")
    assert before == (Piece("same", "One in "), Piece("del", "five"), Piece("same", ", at least."))
    assert after[1] == Piece("ins", "four")
    before, after = word_differences("هذا مَسْجِدٌ كبير", "هذا مَكْتَبٌ كبير")
    assert [piece.words.strip() for piece in after if piece.kind == "ins"] == ["مَكْتَبٌ"]


def test_two_texts_stand_row_by_row():
    rows = side_by_side(["## Head", "The city buys a lot.", "Gone now.", "The end."], ["## Head", "Something else entirely comes first.", "The city buys very much.", "The end."])
    assert [(row.old.text if row.old else None, row.new.text if row.new else None, row.same) for row in rows] == [
        ("Head", "Head", True), (None, "Something else entirely comes first.", False), ("The city buys a lot.", "The city buys very much.", False),
        ("Gone now.", None, False), ("The end.", "The end.", True)]
    assert rows[0].new.heading and rows[2].old.number == 2 and rows[2].new.number == 3


def test_a_text_made_to_be_slow_counts_as_rewritten():
    """Too many pairs of words to compare: all of the one goes, all of the other comes. No clock decides this test."""
    before, after = word_differences("x " + "a b " * 1000 + "y", "z " + "b a " * 1000 + "w")
    assert [piece.kind for piece in before] == ["del"] and [piece.kind for piece in after] == ["ins"]
