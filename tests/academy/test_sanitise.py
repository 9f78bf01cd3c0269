"""Nothing that people type or import runs in a reader's browser; their words and addresses stay."""

import time

import pytest
from bleach._vendor import html5lib  # a parser that reads as browsers do; in tests only
from hypothesis import given
from hypothesis import strategies as st

from academy.sanitise import LINKIFIED, POST_TAGS, clean_post, clean_rich_text, plain, post_html

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&#58;alert(1)'>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<iframe srcdoc='<script>1</script>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>", "<p onclick=alert(1)>x</p>",
    "<form action=//evil.example><button>x</button></form>", "<style>*{background:url(//evil.example)}</style>", "<base href=//evil.example>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "http://a.example/\"onmouseover=alert(1)//", "www.a.example/'><script>1</script>",
    "<a href='http://x.example' style='position:fixed;inset:0' target=_blank>x</a>", "<b><p><a href=\"vbscript:x\">", "\x00<scr\x00ipt>alert(1)</script>",
]


def elements(markup: str):
    return [each for root in html5lib.parseFragment(markup, namespaceHTMLElements=False) for each in root.iter() if isinstance(each.tag, str)]


def assert_harmless(markup: str, tags) -> None:
    for element in elements(markup):
        assert element.tag in tags, f"{element.tag} in {markup!r}"
        for name, value in element.attrib.items():
            assert name in {"href", "rel", "title", "lang", "dir", "hreflang", "scope", "cite"}, f"{name} in {markup!r}"
            if name in {"href", "cite"}:
                assert value.split(":")[0] in {"http", "https", "mailto"} or ":" not in value, f"{value} in {markup!r}"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_post_is_harmless_typed_or_as_markup(text):
    assert_harmless(post_html(text), POST_TAGS)
    assert_harmless(clean_post(text), POST_TAGS)
    assert "alert(1)</script>" not in clean_rich_text(text)


def test_the_examples_are_seen_to_be_harmful_when_nobody_cleans_them():
    for text in HOSTILE:
        if "<" in text and "\x00" not in text and not text.startswith(("http", "www")):
            with pytest.raises(AssertionError):
                assert_harmless(text, POST_TAGS)


@given(st.lists(st.sampled_from([*HOSTILE, "<", ">", '"', "'", "&", "http://", "www.", "a.example", " ", "\n\n", "&#x6a;", "</p>", "<!--"]), max_size=12))
def test_no_mixture_of_hostile_parts_is_harmful(parts):
    assert_harmless(post_html("".join(parts)), POST_TAGS)
    assert_harmless(clean_post("".join(parts)), POST_TAGS)


def test_typed_text_keeps_its_words_breaks_and_paragraphs():
    assert post_html("One < two & three\nfour\n\n  five") == "<p>One &lt; two &amp; three<br>four</p><p>five</p>"


def test_tags_typed_as_text_are_shown_as_text():
    assert post_html("use <b> for bold") == "<p>use &lt;b&gt; for bold</p>"


@pytest.mark.parametrize(("text", "link"), [
    ("see https://a.coop/x?y=1&z=2.", "https://a.coop/x?y=1&z=2"), ("(www.a.example)", "http://www.a.example"),
    ("«https://a.example/é»", "https://a.example/é"), ("انظر https://a.example/x، شكرا", "https://a.example/x"),
])
def test_addresses_become_links_without_the_sentence_around_them(text, link):
    (found,) = [each for each in elements(post_html(text)) if each.tag == "a"]
    assert found.get("href") == link
    assert set(found.get("rel").split()) == {"nofollow", "ugc", "noopener", "noreferrer"}


def test_no_link_is_made_inside_code_or_another_link():
    made = clean_post('<code>http://a.example</code> <a href="http://b.example">http://b.example</a>')
    assert made.count("<a ") == 1


def test_an_authors_text_keeps_language_and_direction():
    kept = '<p lang="ar" dir="rtl">مرحبا</p>'
    assert clean_rich_text(kept) == kept


def test_plain_text_keeps_no_control_characters():
    assert plain("a\x00b\r\nc\rd\te\u0301") == "ab\nc\nd\té"


@pytest.mark.parametrize("unit", ["<b>", "<div><p>", "http://a ", "(", "www.", "&lt;", "<a href=x>", "http://" + "a." * 200])
def test_it_takes_less_than_a_second_for_64_kilobytes(unit):
    text = (unit * (64_000 // len(unit) + 1))[:64_000]
    started = time.process_time()  # not the clock on the wall: a busy machine proves nothing
    clean_post(text)
    post_html(text)
    clean_rich_text(text)
    assert time.process_time() - started < 1


def test_long_text_is_cleaned_though_not_linkified():
    long = "<script>x</script> http://a.example " + "w" * LINKIFIED
    assert "<a " not in clean_post(long) and "script" not in clean_post(long)
