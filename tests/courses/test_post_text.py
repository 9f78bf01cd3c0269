"""How a post as typed becomes the HTML that is shown."""

import pytest

from courses.post_text import post_html


def test_paragraphs_line_ends_lists_and_quotes():
    assert post_html("Hello\nthere\n\n- bread\n- wine\n1. first\n2. second\n> you said") == (
        "<p>Hello<br>there</p><ul><li>bread</li><li>wine</li></ul><ol><li>first</li><li>second</li></ol><blockquote><p>you said</p></blockquote>")


def test_a_lone_number_is_no_list():
    assert post_html("3. Money") == "<p>3. Money</p>"


def test_less_than_and_and_are_shown_as_typed():
    assert post_html("a < b & c") == "<p>a &lt; b &amp; c</p>"


def test_pasted_html_keeps_its_few_tags_only():
    assert post_html('<div class="x"><p style="color:red">Hi <b onclick="x()">you</b></p></div>') == "<p>Hi <b>you</b></p>"


def test_an_address_becomes_a_link_that_vouches_for_nothing():
    html = post_html("See https://example.org/a?b=1&c=2.")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html and "nofollow" in html and "noopener" in html and html.endswith("</a>.</p>")


@pytest.mark.parametrize("hostile", [
    "<script>alert(1)</script>", '<p><img src=x onerror=alert(1)></p>', '<a href="javascript:alert(1)">x</a>', "<p><svg/onload=alert(1)></p>",
    '<p>https://e.org/"onmouseover="alert(1)</p>', "<b><style>@import 'x'</style></b>", '<a href="data:text/html,x">x</a>', "<p><iframe src=//e.org>",
])
def test_nothing_hostile_survives(hostile):
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            assert tag in {"p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "blockquote", "a", "code", "pre"}, tag
            for name, value in attrs:
                assert name in {"href", "rel", "title"}, name
                assert name != "href" or value.startswith(("http://", "https://", "mailto:")), value
    Reader().feed(post_html(hostile))


def test_a_long_nested_text_is_quick():
    import time

    started = time.monotonic()
    post_html("<b>" * 1600 + "x")
    assert time.monotonic() - started < 1
