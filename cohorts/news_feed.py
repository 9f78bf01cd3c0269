"""Exchanges as items of a news feed, for Atom and JSON Feed."""

from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from django.utils.translation import gettext as _

from academy.both_times import written_as
from academy.standards.calendar_entry import plain
from academy.standards.feed_item import FeedItem
from cohorts.calendar_feed import page_url
from cohorts.calendar_rows import CalendarRows, ExchangeRow
from cohorts.models import ExchangeKind


def items_of(rows: CalendarRows, pictures: dict[int, str]) -> list[FeedItem]:
    """In the active language; what is cancelled says so first."""
    return [_item(rows, exchange, pictures) for exchange in rows.exchanges if exchange.published_at]


def _item(rows: CalendarRows, exchange: ExchangeRow, pictures: dict[int, str]) -> FeedItem:
    text = rows.texts[exchange.pk]
    title = plain(text.title) or exchange.slug
    themes = map(plain, [str(ExchangeKind(exchange.kind).label), *rows.themes.get(exchange.pk, [])])
    sessions = rows.sessions.get(exchange.pk, [])
    words = [text.summary, _when(exchange, sessions), ", ".join(filter(None, (exchange.place_name, exchange.place_address)))]
    return FeedItem(
        key=f"urn:uuid:{exchange.key}", url=page_url(exchange, rows.language), published=exchange.published_at,
        title=_("Cancelled: %(title)s") % {"title": title} if exchange.cancelled_at else title,
        summary=plain("\n".join(filter(None, words)), lines=True), updated=max(exchange.changed_at, *(session.changed_at for session in sessions), exchange.published_at),
        categories=tuple(filter(None, themes)), image_url=pictures.get(rows.images.get(text.page_id, 0), ""))


def _when(exchange: ExchangeRow, sessions) -> str:
    """The first beginning on the clock of the place, with the zone's name; nothing where no session is planned."""
    standing = [session for session in sessions if session.cancelled_at is None] or sessions
    if not standing:
        return ""
    begins = format_datetime(standing[0].starts_at, "full", tzinfo=ZoneInfo(exchange.time_zone), locale=written_as())
    return _("%(count)d meetings, the first: %(begins)s") % {"count": len(standing), "begins": begins} if len(standing) > 1 else begins
