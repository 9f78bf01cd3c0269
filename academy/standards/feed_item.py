"""What stands in a news feed, whether it is written as Atom or as JSON Feed."""

from dataclasses import dataclass
from datetime import datetime

from academy.standards.calendar_entry import NotCalendarText, plain


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item: `key` is its lasting identity (an IRI), `summary` plain text, moments aware."""

    key: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    categories: tuple[str, ...] = ()
    image_url: str = ""

    def __post_init__(self) -> None:
        for words in (self.title, self.key, self.url, *self.categories):
            if words != plain(words):
                raise NotCalendarText(f"not one line of text: {words!r}"[:200])
        if self.summary != plain(self.summary, lines=True):
            raise NotCalendarText(f"not plain text: {self.summary!r}"[:200])
        if self.published.utcoffset() is None or self.updated.utcoffset() is None:
            raise NotCalendarText("a moment without a zone")


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What stands above the items: `source` is the feed's own address, `url` the page for people, `author` the academy."""

    title: str
    source: str
    url: str
    language: str
    author: str
    description: str = ""


def in_order(items) -> list[FeedItem]:
    """Newest first."""
    return sorted(items, key=lambda item: (item.updated, item.key), reverse=True)
