"""The month view of the programme: sessions on the days they have at their place. Constant queries."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from babel import Locale
from babel.dates import format_date, get_day_names
from django.utils.translation import gettext as _

from academy.both_times import day_words, written_as
from cohorts.exchange_filter import EARLIEST, LATEST, ExchangeFilter
from cohorts.exchange_texts import ExchangeText, texts_of
from cohorts.models import Exchange, ExchangeSession
from cohorts.month_grid import bounds, first_of, month_after, month_before, month_grid


@dataclass(frozen=True, slots=True)
class Entry:
    """One session on one square. `hours`: its beginning there; empty on the days after its first."""

    exchange: Exchange
    session: ExchangeSession
    text: ExchangeText
    starts: str
    is_cancelled: bool


def read_month(value: str, today: date, notes: list[str]) -> date:
    """The first day of the month asked for as 2026-12; this month, when nothing or nothing readable is asked for."""
    if not value:
        return today.replace(day=1)
    try:
        year, month = value.split("-")
        first = first_of(int(year), int(month)) if len(year) == 4 and value.isascii() else None
    except ValueError:
        first = None
    if first is None or not EARLIEST <= first < LATEST:
        notes.append(_("“%(value)s” is no month we can show, so you see this one. Write a month like this: 2026-12.") % {"value": value[:20]})
        return today.replace(day=1)
    return first


def month_context(first: date, today: date, wanted: ExchangeFilter, language: str) -> dict:
    """What the template of the month shows: weekdays, weeks of squares, the months before and after. Three queries."""
    locale = Locale.parse(written_as())
    begins, ends = bounds(first, locale.first_week_day)
    # Clocks differ by at most a day from UTC: a wide net, then each session's own day.
    around = ExchangeSession.objects.filter(starts_at__lt=_utc(ends + timedelta(days=2)), ends_at__gt=_utc(begins - timedelta(days=1)),
                                            exchange__in=wanted.narrow(Exchange.objects.programme()))
    sessions = list(around.select_related("exchange__host_city").order_by("starts_at", "pk"))
    texts = texts_of([each.exchange for each in sessions], language)
    weeks = month_grid(first, locale.first_week_day, [_span(each, texts) for each in sessions])
    names, short = get_day_names("wide", "stand-alone", locale), get_day_names("abbreviated", "stand-alone", locale)
    order = [(locale.first_week_day + number) % 7 for number in range(7)]
    return {"weeks": [[{"day": day, "words": day_words(day.date), "is_today": day.date == today, "weekday": short[day.date.weekday()]} for day in week] for week in weeks],
            "weekdays": [{"name": names[number], "short": short[number]} for number in order],
            "month_name": format_date(first, "LLLL y", locale=locale), "month": _code(first),
            "before": _code(month_before(first)) if first > EARLIEST else "", "after": _code(month_after(first)) if month_after(first) < LATEST else "",
            "is_empty": not any(day.items for week in weeks for day in week if day.is_inside)}


def _span(session: ExchangeSession, texts: dict[int, ExchangeText]) -> tuple[date, date, Entry]:
    exchange = session.exchange
    starts, ends = session.starts_at.astimezone(exchange.zone), (session.ends_at - timedelta(microseconds=1)).astimezone(exchange.zone)
    return starts.date(), ends.date(), Entry(exchange, session, texts[exchange.pk], f"{starts:%H:%M}", session.is_cancelled or exchange.is_cancelled)


def _code(first: date) -> str:
    return f"{first:%Y-%m}"


def _utc(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
