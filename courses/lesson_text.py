"""What a lesson's body says and points at, read from its stored form (a list of {type, value, id})."""

import re
from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags

# Fields that are choices, addresses or credits: nobody reads them as the lesson's text.
NOT_READ = {"level", "kind", "url", "credit", "alt", "file", "captions", "poster", "image", "document", "quiz", "transcript"}
LINK = re.compile(r"<a\s([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"', re.IGNORECASE)


def body_data(page) -> list[dict]:
    """The blocks of a lesson page as plain data."""
    return list(page.body.get_prep_value())


def texts(value, field: str = "") -> Iterator[str]:
    """Every text of a block's value that is read, rich text without its tags."""
    match value:
        case str() if field not in NOT_READ:
            yield unescape(strip_tags(value.replace("<", " <")))
        case dict():
            for name, inner in value.items():
                if name not in ("id", "type"):
                    yield from texts(inner, field if name == "value" else name)
        case list():
            for inner in value:
                yield from texts(inner, field)


def words_in(blocks: list[dict]) -> int:
    return sum(len(text.split()) for text in texts(blocks))


def links(value) -> Iterator[dict[str, str]]:
    """The attributes of every link in rich text: {"linktype": "page", "id": "12"} or {"href": "…"}."""
    match value:
        case str():
            for found in LINK.finditer(value):
                yield {name.lower(): unescape(said) for name, said in ATTRIBUTE.findall(found.group(1))}
        case dict():
            for inner in value.values():
                yield from links(inner)
        case list():
            for inner in value:
                yield from links(inner)


def with_changed_links(value, pages: dict[int, int]):
    """The same data with links to the pages in `pages` ({old id: new id}) pointing at the new ones."""
    def changed(found: re.Match) -> str:
        attributes = dict(ATTRIBUTE.findall(found.group(1)))
        old = attributes.get("id", "")
        if attributes.get("linktype") != "page" or not old.isdigit() or int(old) not in pages:
            return found.group(0)
        return found.group(0).replace(f'id="{old}"', f'id="{pages[int(old)]}"')

    match value:
        case str():
            return LINK.sub(changed, value)
        case dict():
            return {name: with_changed_links(inner, pages) for name, inner in value.items()}
        case list():
            return [with_changed_links(inner, pages) for inner in value]
    return value
