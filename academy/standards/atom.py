"""Atom 1.0 (RFC 4287)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from mimetypes import guess_type
from xml.etree import ElementTree

from academy.standards.feed_item import FeedHead, FeedItem, in_order

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # an empty feed must still say when it last changed


def write_atom(head: FeedHead, items: Iterable[FeedItem]) -> bytes:
    items = in_order(items)
    feed = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": head.language})
    _text(feed, "id", head.source)
    _text(feed, "title", head.title)
    if head.description:
        _text(feed, "subtitle", head.description)
    _text(feed, "updated", _moment(max((item.updated for item in items), default=NEVER)))
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": head.source})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": head.url})
    _text(ElementTree.SubElement(feed, "author"), "name", head.author)
    for item in items:
        _entry(feed, item)
    ElementTree.indent(feed, space=" ")
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(feed, item: FeedItem) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _text(entry, "id", item.key)
    _text(entry, "title", item.title)
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.url})
    if item.image_url:
        ElementTree.SubElement(entry, "link", {"rel": "enclosure", "type": guess_type(item.image_url)[0] or "image/jpeg", "href": item.image_url})
    _text(entry, "published", _moment(item.published))
    _text(entry, "updated", _moment(item.updated))
    for word in item.categories:
        ElementTree.SubElement(entry, "category", {"term": word})
    ElementTree.SubElement(entry, "summary", {"type": "text"}).text = item.summary


def _text(parent, name: str, words: str) -> None:
    ElementTree.SubElement(parent, name).text = words


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
