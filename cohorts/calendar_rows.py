"""What calendars of exchanges are made of, in a fixed number of queries: plain rows, which also tell whether anything changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from academy.calendar_sources import BEGINNING
from cohorts.exchange_texts import ExchangeText, texts_of
from cohorts.models import Exchange, ExchangePage, ExchangeSession, ExchangeTheme


class ExchangeRow(NamedTuple):
    pk: int
    key: UUID
    slug: str
    kind: str
    languages: list
    source_language: str
    time_zone: str
    place_name: str
    place_address: str
    online_url: str
    published_at: datetime | None
    changed_at: datetime
    cancelled_at: datetime | None


class SeriesRow(NamedTuple):
    key: UUID
    title: str
    rule: str
    first_on: date
    starts_local: time
    minutes: int
    sequence: int
    changed_at: datetime


class SessionRow(NamedTuple):
    exchange_id: int
    key: UUID
    title: str
    note: str
    starts_at: datetime
    ends_at: datetime
    place: str
    online_url: str
    sequence: int
    changed_at: datetime
    cancelled_at: datetime | None
    original_starts_at: datetime | None
    series: SeriesRow | None


_OF_SESSION = SessionRow._fields[:-1]
_OF_SERIES = tuple(f"series__{name}" for name in SeriesRow._fields)


@dataclass(frozen=True)
class CalendarRows:
    """Exchanges in order of their ids, with their sessions, words, themes (names) and pictures (page id: image id)."""

    language: str
    exchanges: tuple[ExchangeRow, ...]
    sessions: dict[int, list[SessionRow]]
    texts: dict[int, ExchangeText]
    themes: dict[int, list[str]]
    images: dict[int, int]

    @property
    def changed_at(self) -> datetime:
        rows = [*self.exchanges, *(session for held in self.sessions.values() for session in held)]
        return max((row.changed_at for row in rows), default=BEGINNING)


def load_rows(exchanges, language: str, *, richly: bool = True) -> CalendarRows:
    """The rows of the exchanges of a queryset, in three queries; `richly` brings themes and pictures along, in two more."""
    found = tuple(ExchangeRow(*row) for row in exchanges.order_by("pk").values_list(*ExchangeRow._fields).distinct())
    ids = [row.pk for row in found]
    sessions: dict[int, list[SessionRow]] = defaultdict(list)
    # The two branches of a row: its own columns, and those of the series it belongs to, if any.
    cut = len(_OF_SESSION)
    series: dict[UUID, SeriesRow] = {}
    for row in ExchangeSession.objects.filter(exchange_id__in=ids).order_by("starts_at", "pk").values_list(*_OF_SESSION, *_OF_SERIES):
        of_series = None if row[cut] is None else series.setdefault(row[cut], SeriesRow(*row[cut:]))
        sessions[row[0]].append(SessionRow(*row[:cut], of_series))
    texts = texts_of(found, language) if found else {}
    themes: dict[int, list[str]] = defaultdict(list)
    images: dict[int, int] = {}
    if richly and found:
        for exchange_id, name in ExchangeTheme.objects.filter(content_object_id__in=ids).order_by("tag__name").values_list("content_object_id", "tag__name"):
            themes[exchange_id].append(name)
        pages = [text.page_id for text in texts.values() if text.page_id]
        images = dict(ExchangePage.objects.filter(pk__in=pages, image__isnull=False).order_by("pk").values_list("pk", "image_id"))
    return CalendarRows(language, found, dict(sessions), texts, dict(themes), images)


def exchanges_of_feed(at, kept) -> "Exchange.objects":
    """Published exchanges that are not over for longer than `kept`; cancelled ones stay as long, so that calendars learn of it."""
    return Exchange.objects.public().filter(ends_at__gte=at - kept)
