"""From exchanges to calendar entries: the one place where our words become the standard's (academy/standards/icalendar.py).

Ids: an entry's uid is the key of its session, or of its series with the occurrence's RECURRENCE-ID; it never changes.
Nobody's name or address stands in an entry, and the link to join online only in those of somebody with a seat.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from academy.emails import absolute_url
from academy.standards.calendar_entry import CANCELLED, CONFIRMED, CalendarEntry, plain, web_address
from cohorts.calendar_rows import CalendarRows, ExchangeRow, SessionRow
from cohorts.calendar_series import NoSeries, departs, first_moment, told_as_series
from cohorts.models import ExchangeKind


@dataclass(frozen=True)
class Standing:
    """How an exchange stands in somebody's calendar. `turn`: rises with each turn of their registration; `words` stand before the title."""

    status: str = CONFIRMED
    turn: int = 0
    changed_at: datetime | None = None
    sees_link: bool = False
    words: str = ""


EVERYBODY = Standing()


def page_url(exchange: ExchangeRow, language: str) -> str:
    return absolute_url(f"/{language}/exchanges/{exchange.slug}/")


def entries_of(rows: CalendarRows, standings: dict[int, Standing] | None = None, pictures: dict[int, str] | None = None, *,
               briefly: bool = False) -> list[CalendarEntry]:
    """The entries of all exchanges of `rows`, in the active language; `standings` by exchange id (none: for everybody);
    `pictures`: {image id: address}; `briefly`: titles, times and places alone."""
    made = []
    for exchange in rows.exchanges:
        writer = _Writer(rows, exchange, (standings or {}).get(exchange.pk, EVERYBODY), pictures or {}, briefly)
        made += writer.entries(rows.sessions.get(exchange.pk, []))
    return made


def entry_of_session(rows: CalendarRows, key, pictures: dict[int, str]) -> CalendarEntry:
    """The entry of one meeting alone, for everybody; one of a series says which occurrence it is. `rows`: of its exchange."""
    (exchange,) = rows.exchanges
    return _Writer(rows, exchange, EVERYBODY, pictures, False).alone(next(session for session in rows.sessions[exchange.pk] if session.key == key))


class _Writer:
    """Writes the entries of one exchange."""

    def __init__(self, rows: CalendarRows, exchange: ExchangeRow, standing: Standing, pictures: dict[int, str], briefly: bool) -> None:
        self.exchange, self.standing, self.briefly = exchange, standing, briefly
        text = rows.texts[exchange.pk]
        self.title, self.summary = plain(text.title) or exchange.slug, "" if briefly else text.summary
        self.zone = ZoneInfo(exchange.time_zone)
        self.several = len(rows.sessions.get(exchange.pk, [])) > 1
        themes = [] if briefly else [str(ExchangeKind(exchange.kind).label), *rows.themes.get(exchange.pk, [])]
        self.shared = {"zone": exchange.time_zone, "url": page_url(exchange, rows.language), "created": exchange.published_at,
                       "categories": tuple(filter(None, map(plain, themes))), "image_url": pictures.get(rows.images.get(text.page_id, 0), "")}

    def entries(self, sessions: list[SessionRow]) -> list[CalendarEntry]:
        by_series = defaultdict(list)
        for session in sessions:
            by_series[session.series].append(session)
        made = [self._entry(session) for session in by_series.pop(None, [])]
        for series, held in by_series.items():
            try:
                made += self._together(series, held)
            except NoSeries:
                made += [self._entry(session) for session in held]
        return made

    def _together(self, series, sessions: list[SessionRow]) -> list[CalendarEntry]:
        """The master of a series, and what departs from it. A meeting that no rule explains stands on its own."""
        rule, left_out, by_rule = told_as_series(series, sessions, self.zone)
        starts = first_moment(series, self.zone)
        planned = SessionRow(self.exchange.pk, series.key, series.title, "", starts, starts + timedelta(minutes=series.minutes), "", "",
                             series.sequence, series.changed_at, None, None, series)
        made = [self._entry(planned, rule=rule, exdates=left_out)]
        for session in sessions:
            if session.original_starts_at not in by_rule:
                made.append(self._entry(session))
            elif departs(session) or self._gone(session) != self._gone(planned):
                made.append(self._occurrence(session))
        return made

    def alone(self, session: SessionRow) -> CalendarEntry:
        try:
            by_rule = told_as_series(session.series, [session], self.zone)[2] if session.series else ()
        except NoSeries:
            by_rule = ()
        return self._occurrence(session) if session.original_starts_at in by_rule else self._entry(session)

    def _occurrence(self, session: SessionRow) -> CalendarEntry:
        # It never stands below its series, or a calendar would take the series' word for the newer.
        series = session.series
        return self._entry(session._replace(key=series.key, sequence=series.sequence + session.sequence), recurrence_id=session.original_starts_at)

    def _gone(self, session: SessionRow) -> bool:
        """Cancelled, alone or with its exchange; what had been held by then was held."""
        ended = self.exchange.cancelled_at
        return session.cancelled_at is not None or (ended is not None and session.ends_at >= ended)

    def _entry(self, session: SessionRow, **of_series) -> CalendarEntry:
        exchange, standing = self.exchange, self.standing
        cancelled = standing.status == CANCELLED or self._gone(session)
        link = web_address(session.online_url or exchange.online_url)
        return CalendarEntry(
            uid=str(session.key), sequence=session.sequence + standing.turn, starts_at=session.starts_at, ends_at=session.ends_at, title=self._title(session, cancelled),
            last_modified=max(filter(None, (session.changed_at, exchange.changed_at, standing.changed_at))),
            status=CANCELLED if cancelled else standing.status, description=self._description(session), location=self._place(session),
            conference_url=link if standing.sees_link and not cancelled else "", conference_label=_("Join online") if link and standing.sees_link else "",
            **self.shared, **of_series)

    def _title(self, session: SessionRow, cancelled: bool) -> str:
        """Some calendars do not show what STATUS says: the title says it too."""
        own = plain(session.title)
        title = f"{self.title}: {own}" if self.several and own and own != self.title else self.title
        if cancelled:
            return _("Cancelled: %(title)s") % {"title": title}
        return f"{self.standing.words}: {title}" if self.standing.words else title

    def _description(self, session: SessionRow) -> str:
        if self.briefly:
            return ""
        words = [self.summary, session.note]
        if (session.online_url or self.exchange.online_url) and not self.standing.sees_link:
            words.append(_("Who has a seat finds the link to join on the page of the exchange."))
        return plain("\n\n".join(filter(None, words)), lines=True)

    def _place(self, session: SessionRow) -> str:
        exchange = self.exchange
        place = session.place or ", ".join(filter(None, (exchange.place_name, exchange.place_address)))
        return plain(place) or (_("Online") if session.online_url or exchange.online_url else "")
