"""Wagtail's database search, with every word taken as the beginning of a word: no stemmer speaks our eight languages.

A dotted path for `get_search_backend`; it reads the same index as the default backend and writes none.
"""

from django.conf import settings
from modelsearch.backends.database import SearchBackend as DatabaseSearch
from modelsearch.query import And, Or, PlainText, SearchQuery

from courses.snippets import SHORTEST_BEGINNING


def SearchBackend(params: dict):
    same = {name: value for name, value in settings.WAGTAILSEARCH_BACKENDS["default"].items() if name != "BACKEND"}
    backend = DatabaseSearch({**same, **params})
    backend.query_compiler_class = type("PrefixQueryCompiler", (backend.query_compiler_class,), {"LAST_TERM_IS_PREFIX": True})
    return backend


def all_of(words: list[str]) -> SearchQuery:
    """Pages with words that begin like each of these (at least one); a short word must stand there whole."""
    short, long = _by_length(words)
    if not long:
        return PlainText(" ".join(short))
    # Of several terms in one PlainText only the last is a beginning.
    return _joined(And, [PlainText(" ".join([*short, long[0]])), *map(PlainText, long[1:])])


def any_of(words: list[str]) -> SearchQuery:
    """Pages with a word that begins like one of these; short words do not count beside longer ones."""
    short, long = _by_length(words)
    return _joined(Or, list(map(PlainText, long or short)))


def _by_length(words: list[str]) -> tuple[list[str], list[str]]:
    return [word for word in words if len(word) < SHORTEST_BEGINNING], [word for word in words if len(word) >= SHORTEST_BEGINNING]


def _joined(kind, queries: list[SearchQuery]) -> SearchQuery:
    return kind(queries) if len(queries) > 1 else queries[0]
