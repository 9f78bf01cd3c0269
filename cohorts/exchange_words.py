"""The page of an exchange in the reader's language, or in the one it was written in, block by block."""

from dataclasses import dataclass

from cohorts.exchange_texts import ExchangeText, text_of
from cohorts.models import Exchange, ExchangePage
from courses.lesson_body import BodyBlock, body_of, direction, language_name


@dataclass(frozen=True, slots=True)
class ExchangeWords:
    """`untranslated`: the words are not in the reader's language. `page` is None for an exchange nobody has written a page for."""

    title: str
    summary: str
    page: ExchangePage | None
    blocks: list[BodyBlock]
    untranslated: bool
    code: str

    @property
    def direction(self) -> str:
        return direction(self.code)

    @property
    def language(self) -> str:
        return language_name(self.code)


def words_of(exchange: Exchange, language: str, drafts: bool) -> ExchangeWords:
    """`drafts`: for those who prepare it, as last saved; else only what is published."""
    text = text_of(exchange, language, drafts)
    page = _page(text, drafts)
    if page is None:
        return ExchangeWords(text.title, text.summary, None, [], text.language != language, text.language)
    return words_on(page, exchange, language, drafts)


def words_on(page: ExchangePage, exchange: Exchange, language: str, drafts: bool) -> ExchangeWords:
    """The words of this page, which may be one that is still being written."""
    code = page.locale.language_code
    source = page if code == exchange.source_language else _source(exchange, drafts) or page
    return ExchangeWords(page.title, page.summary, page, body_of(page, source), code != language, code)


def _page(text: ExchangeText, drafts: bool) -> ExchangePage | None:
    found = ExchangePage.objects.select_related("locale", "image").filter(pk=text.page_id).first()
    return found.get_latest_revision_as_object() if found is not None and drafts and found.has_unpublished_changes else found


def _source(exchange: Exchange, drafts: bool) -> ExchangePage | None:
    rows = ExchangePage.objects.filter(exchange=exchange, locale__language_code=exchange.source_language, alias_of=None).select_related("locale")
    return (rows if drafts else rows.filter(live=True)).first()
