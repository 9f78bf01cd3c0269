"""The words of exchanges for readers: from their pages, in the reader's language, else in the language they were written in."""

from collections.abc import Iterable
from dataclasses import dataclass

from cohorts.models.exchanges import Exchange
from cohorts.models.pages import ExchangePage


@dataclass(frozen=True, slots=True)
class ExchangeText:
    """`language`: the one these words are in, which may not be the reader's."""

    title: str
    summary: str
    language: str
    page_id: int | None


def texts_of(exchanges: Iterable[Exchange], language: str, drafts: bool = False) -> dict[int, ExchangeText]:
    """{exchange id: its words}, in one query for all of them. An alias page only repeats the source, so it counts as the source's language."""
    wanted = {each.pk: each for each in exchanges}
    rows = ExchangePage.objects.filter(exchange_id__in=wanted, alias_of__isnull=True)
    rows = rows if drafts else rows.filter(live=True)
    found: dict[int, ExchangeText] = {}
    ranks: dict[int, int] = {}
    for pk, code, exchange_id, title, summary in rows.order_by("pk").values_list("pk", "locale__language_code", "exchange_id", "title", "summary"):
        rank = 2 if code == language else 1 if code == wanted[exchange_id].source_language else 0
        if rank > ranks.get(exchange_id, -1):
            ranks[exchange_id] = rank
            found[exchange_id] = ExchangeText(title, summary, code, pk)
    return {pk: found.get(pk) or ExchangeText(each.slug, "", each.source_language, None) for pk, each in wanted.items()}


def text_of(exchange: Exchange, language: str, drafts: bool = True) -> ExchangeText:
    return texts_of([exchange], language, drafts)[exchange.pk]
