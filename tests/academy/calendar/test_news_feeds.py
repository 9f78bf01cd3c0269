"""Atom and JSON Feed."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academy.standards.atom import write_atom
from academy.standards.calendar_entry import NotCalendarText, plain
from academy.standards.json_feed import write_json_feed
from tests.academy.calendar.samples import GOLDEN, NEWS, NEWS_HEAD

A = "{http://www.w3.org/2005/Atom}"


def test_the_golden_files():
    assert write_atom(NEWS_HEAD, NEWS) == (GOLDEN / "exchanges.atom").read_bytes()
    assert write_json_feed(NEWS_HEAD, NEWS) == (GOLDEN / "exchanges.json").read_bytes()


def test_atom_has_what_the_rfc_asks_for():
    feed = ElementTree.fromstring(write_atom(NEWS_HEAD, NEWS))
    assert [feed.findtext(A + name) for name in ("id", "title", "updated")] == [NEWS_HEAD.source, NEWS_HEAD.title, "2026-11-22T08:30:00Z"]
    assert feed.findtext(f"{A}author/{A}name") == "Tessera"
    assert {link.get("rel"): link.get("href") for link in feed.findall(A + "link")} == {"self": NEWS_HEAD.source, "alternate": NEWS_HEAD.url}
    for entry in feed.findall(A + "entry"):
        assert all(entry.findtext(A + name) for name in ("id", "title", "updated", "summary"))


def test_an_empty_feed_is_a_feed():
    assert ElementTree.fromstring(write_atom(NEWS_HEAD, [])).findtext(A + "updated") == "1970-01-01T00:00:00Z"
    assert json.loads(write_json_feed(NEWS_HEAD, []))["items"] == []


def test_the_newest_comes_first_whatever_the_order():
    assert write_atom(NEWS_HEAD, NEWS) == write_atom(NEWS_HEAD, NEWS[::-1])
    assert [item["id"] for item in json.loads(write_json_feed(NEWS_HEAD, NEWS))["items"]] == ["urn:uuid:00000002", "urn:uuid:00000001"]


@given(title=st.text(max_size=100).map(plain), summary=st.text(max_size=300).map(lambda words: plain(words, lines=True)))
def test_whatever_the_words_are_they_come_back_the_same(title, summary):
    item = replace(NEWS[0], title=title, summary=summary)
    entry = ElementTree.fromstring(write_atom(NEWS_HEAD, [item])).find(A + "entry")
    assert (entry.findtext(A + "title"), entry.findtext(A + "summary")) == (title, summary)
    (read,) = json.loads(write_json_feed(NEWS_HEAD, [item]))["items"]
    assert (read["title"], read["content_text"]) == (title, summary)


@pytest.mark.parametrize("fields", [{"title": "a\0b"}, {"summary": "a\rb"}, {"url": "https://x.example/\n"}])
def test_it_refuses_hidden_characters(fields):
    with pytest.raises(NotCalendarText):
        replace(NEWS[0], **fields)
