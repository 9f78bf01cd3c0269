"""A lesson's blocks in the reader's language, falling back block by block to the source language, and saying so."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import strip_tags

RIGHT_TO_LEFT = {"ar"}
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# Blocks without words of their own in the page.
WORDLESS = {"quiz"}


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True)
class BodyBlock:
    """One block to show. `fallback` is the source language's code where the block is not yet translated, else empty."""

    block: object
    fallback: str = ""

    @property
    def direction(self) -> str:
        return direction(self.fallback)


def body_of(page, source) -> list[BodyBlock]:
    """The blocks of `page` in the order of `source` (the same lesson in its first language; may be the same page)."""
    if page.pk == source.pk:
        return [BodyBlock(block) for block in page.body]
    told = {block.id: block for block in page.body}
    language = source.locale.language_code
    shown = []
    for original in source.body:
        mine = told.pop(original.id, None)
        if mine is None:
            shown.append(BodyBlock(original, language))
        else:
            same = mine.get_prep_value() == original.get_prep_value()
            shown.append(BodyBlock(mine, language if same and _has_words(original) else ""))
    return [*shown, *(BodyBlock(block) for block in told.values())]


def _has_words(block) -> bool:
    if block.block_type in WORDLESS:
        return False
    return bool(_LETTERS.search(strip_tags(str(block.get_prep_value()["value"]))))


def language_name(code: str) -> str:
    """The language's name in the reader's language."""
    return str(dict(settings.LANGUAGES).get(code, code))
