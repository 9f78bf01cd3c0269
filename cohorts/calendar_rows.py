"""What calendars of exchanges are made of, in a fixed number of queries: plain rows, which also tell whether anything changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
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
        """The latest change that was dated; a change of words alone is not, and shows in the fingerprint only."""
        sessions = [session for held in self.sessions.values() for session in held]
        moments = [*(row.changed_at for row in (*self.exchanges, *sessions)), *(session.series.changed_at for session in sessions if session.series),
                   *(row.published_at for row in self.exchanges if row.published_at)]
        return max(moments, default=BEGINNING)


def load_rows(exchanges, language: str, *, richly: bool = True) -> CalendarRows:
    """The rows of the exchanges of a queryset, in three queries; `richly` brings themes and pictures along, in two more."""
    found = tuple(ExchangeRow(*row) for row in exchanges.order_by("pk").values_list(*ExchangeRow._fields).distinct())
    sessions = _Sessions()
    of_these = ExchangeSession.objects.filter(exchange_id__in=[row.pk for row in found]).order_by("starts_at", "pk")
    for row in of_these.values_list(*_OF_SESSION, *_OF_SERIES):
        sessions.add(row)
    return _with_words(found, sessions.by_exchange, language, richly)


def load_rows_of(registrations, language: str) -> tuple[CalendarRows, dict[int, tuple]]:
    """The rows of the exchanges of a queryset of registrations, and {exchange id: (state, revision, changed_at)}, in two queries."""
    own = ("state", "revision", "changed_at")
    names = [*own, *(f"exchange__{name}" for name in ExchangeRow._fields), *(f"exchange__sessions__{name}" for name in (*_OF_SESSION, *_OF_SERIES))]
    after_own, after_exchange = len(own), len(own) + len(ExchangeRow._fields)
    found: dict[int, ExchangeRow] = {}
    standings: dict[int, tuple] = {}
    sessions = _Sessions()
    for row in registrations.order_by("exchange_id", "exchange__sessions__starts_at", "exchange__sessions__pk").values_list(*names):
        pk = row[after_own]
        if pk not in found:
            found[pk] = ExchangeRow(*row[after_own:after_exchange])
            standings[pk] = row[:after_own]
        if row[after_exchange] is not None:
            sessions.add(row[after_exchange:])
    return _with_words(tuple(found.values()), sessions.by_exchange, language, richly=False), standings


class _Sessions:
    """Gathers rows of a session's own columns and those of its series; a series is one object, whatever the number of its meetings."""

    def __init__(self) -> None:
        self.by_exchange: dict[int, list[SessionRow]] = defaultdict(list)
        self._series: dict[UUID, SeriesRow] = {}

    def add(self, row: tuple) -> None:
        cut = len(_OF_SESSION)
        series = None if row[cut] is None else self._series.setdefault(row[cut], SeriesRow(*row[cut:]))
        self.by_exchange[row[0]].append(SessionRow(*row[:cut], series))


def _with_words(found: tuple[ExchangeRow, ...], sessions: dict[int, list[SessionRow]], language: str, richly: bool) -> CalendarRows:
    texts = texts_of(found, language) if found else {}
    themes: dict[int, list[str]] = defaultdict(list)
    images: dict[int, int] = {}
    if richly and found:
        tagged = ExchangeTheme.objects.filter(content_object_id__in=[row.pk for row in found]).order_by("tag__name")
        for exchange_id, name in tagged.values_list("content_object_id", "tag__name"):
            themes[exchange_id].append(name)
        pages = [text.page_id for text in texts.values() if text.page_id]
        images = dict(ExchangePage.objects.filter(pk__in=pages, image__isnull=False).order_by("pk").values_list("pk", "image_id"))
    return CalendarRows(language, found, dict(sessions), texts, dict(themes), images)


def exchanges_of_feed(at, kept: timedelta):
    """Published exchanges that are not over for longer than `kept`; cancelled ones stay as long, so that calendars learn of it."""
    return Exchange.objects.programme().filter(ends_at__gte=at - kept)
