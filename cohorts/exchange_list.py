"""The programme of exchanges: its rows, each with its words, its days and what it means for the reader. Constant queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from academy.both_times import day_words, days_words, written_as
from academy.mosaic import tile_svg
from cohorts.exchange_filter import language_names
from cohorts.exchange_texts import ExchangeText, texts_of
from cohorts.models import Exchange, ExchangeSession, Registration, RegistrationState
from cohorts.models.exchanges import Exchanges
from cohorts.seats_in_words import seat_words


@dataclass(frozen=True, slots=True)
class DateTile:
    """The first day of an exchange, or the next one of a series under way, as a tile in its host city's tradition."""

    svg: str
    day: str
    month: str
    year: str
    weekday: str


@dataclass(frozen=True, slots=True)
class Row:
    exchange: Exchange
    text: ExchangeText
    tile: DateTile
    days: str
    next_day: str  # of a series under way, else empty
    languages: str
    co_hosts: list[str]
    themes: list[tuple[str, str]]
    seats: str
    mine: str
    is_past: bool


def with_all_it_shows(exchanges: Exchanges, at: datetime) -> Exchanges:
    """Everything a row needs, loaded along; `waiting` counts who stands in the line, `next_at` is when the next session begins, if one is to come."""
    coming = ExchangeSession.objects.standing().filter(exchange=OuterRef("pk"), ends_at__gte=at).order_by("starts_at").values("starts_at")[:1]
    line = (Registration.objects.filter(exchange=OuterRef("pk"), state=RegistrationState.WAITLISTED).order_by().values("exchange")
            .annotate(count=Count("pk")).values("count"))
    return (exchanges.select_related("host_city").prefetch_related("co_hosts", "themes")
            .annotate(waiting=Coalesce(Subquery(line, output_field=IntegerField()), 0), next_at=Subquery(coming)))


def rows_of(exchanges: Iterable[Exchange], user, language: str, at: datetime, here: str | None = None) -> list[Row]:
    """`exchanges`: from with_all_it_shows. Two more queries: their words, and the reader's own registrations."""
    shown = list(exchanges)
    texts = texts_of(shown, language)
    mine = registrations_by_exchange(user, shown)
    return [_row(each, texts[each.pk], mine.get(each.pk), at, here) for each in shown]


def registrations_by_exchange(user, exchanges: Iterable[Exchange]) -> dict[int, Registration]:
    if not getattr(user, "is_authenticated", False):
        return {}
    return {each.exchange_id: each for each in Registration.objects.of(user).filter(exchange__in=[one.pk for one in exchanges])}


def _row(exchange: Exchange, text: ExchangeText, registration: Registration | None, at: datetime, here: str | None) -> Row:
    first, last = days_of(exchange)
    following = exchange.next_at.astimezone(exchange.zone).date() if exchange.next_at else first
    return Row(
        exchange=exchange, text=text, tile=date_tile(exchange, following), next_day=day_words(following) if following != first else "", days=days_words(first, last) if first else _("No date yet"),
        languages=_(", ").join(name for _code, name in language_names(exchange.languages)), co_hosts=[city.name for city in exchange.co_hosts.all()],
        themes=[(tag.slug, tag.name) for tag in exchange.themes.all()], seats=seat_words(exchange, at, exchange.waiting, here),
        mine=my_words(registration, is_over=exchange.is_over(at)) if registration else "", is_past=exchange.is_over(at))


def days_of(exchange: Exchange) -> tuple[date | None, date | None]:
    """First and last day on the clocks of the exchange."""
    if exchange.starts_at is None:
        return None, None
    return exchange.starts_at.astimezone(exchange.zone).date(), exchange.ends_at.astimezone(exchange.zone).date()


def date_tile(exchange: Exchange, day: date | None) -> DateTile:
    svg = tile_svg(exchange.host_city.tradition, f"e{exchange.pk}", title="")
    if day is None:
        return DateTile(svg, "?", "", "", "")
    return DateTile(svg, str(day.day), *(format_date(day, how, locale=written_as()) for how in ("LLL", "y", "EEE")))


def my_words(registration: Registration, *, is_over: bool) -> str:
    """What the reader has to do with it, in a few words; empty after a withdrawal. Who was at one meeting of a series still has a seat at the next."""
    return {
        RegistrationState.REQUESTED: _("You asked to take part"),
        RegistrationState.REGISTERED: _("You have a seat"),
        RegistrationState.WAITLISTED: _("You are waiting for a seat"),
        RegistrationState.OFFERED: _("A seat is offered to you"),
        RegistrationState.ATTENDED: _("You were there") if is_over else _("You have a seat"),
    }.get(registration.state, "")
