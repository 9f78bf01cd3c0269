"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from collections.abc import Iterable
from datetime import UTC

from academy.standards.feed_item import FeedHead, FeedItem, in_order

CONTENT_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"


def write_json_feed(head: FeedHead, items: Iterable[FeedItem]) -> bytes:
    feed = {"version": VERSION, "title": head.title, "home_page_url": head.url, "feed_url": head.source, "language": head.language,
            "authors": [{"name": head.author}]}
    if head.description:
        feed["description"] = head.description
    feed["items"] = [_item(item) for item in in_order(items)]
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(item: FeedItem) -> dict:
    made = {"id": item.key, "url": item.url, "title": item.title, "content_text": item.summary,
            "date_published": f"{item.published.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", "date_modified": f"{item.updated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    if item.categories:
        made["tags"] = list(item.categories)
    if item.image_url:
        made["image"] = item.image_url
    return made
