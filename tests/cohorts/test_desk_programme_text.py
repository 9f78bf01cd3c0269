"""The programme as it is typed, kept and given back to type on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.programme_text import to_html, to_text

WORDS = st.text(st.sampled_from("ab <>&\"'-.1)*é ع"), min_size=1, max_size=12)
LINES = st.one_of(st.just(""), WORDS, WORDS.map(lambda words: f"- {words}"), WORDS.map(lambda words: f"1. {words}"), st.just("See https://cascais.pt/a?b=1&c=2."))


def test_paragraphs_breaks_and_lists():
    assert to_html("Morning\nin the town hall\n\n- Walk\n- Lunch\n\n1. First\n2) Second") == (
        "<p>Morning<br>in the town hall</p><ul><li>Walk</li><li>Lunch</li></ul><ol><li>First</li><li>Second</li></ol>")


def test_an_address_becomes_a_link_without_the_full_stop_after_it():
    assert to_html("See https://cascais.pt/plan.") == '<p>See <a href="https://cascais.pt/plan">https://cascais.pt/plan</a>.</p>'


def test_markup_that_is_typed_is_only_words():
    assert to_html("<script>alert(1)</script> & <b>bold</b>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;</p>"


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_what_is_kept_comes_back_to_be_typed_on(text):
    kept = to_html(text)
    again = to_text(kept)
    assert again is not None
    assert to_html(again) == kept


def test_what_the_editors_admin_adds_does_not_matter():
    assert to_text('<p data-block-key="a1b2c">One</p><ul><li data-block-key="x">Two</li></ul>') == "One\n\n- Two"


@pytest.mark.parametrize("markup", ["<p><b>Bold</b></p>", '<p><a href="https://x.example">here</a></p>', '<p><a linktype="page" id="3">a page</a></p>'])
def test_what_editors_made_of_it_is_left_to_them(markup):
    assert to_text(markup) is None
