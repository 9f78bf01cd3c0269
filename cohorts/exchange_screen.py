"""What the page of an exchange shows one reader: its words, days and seats, and how they stand in it."""

from datetime import datetime

from django.utils.translation import get_language

from academy.both_times import days_words, moment_words
from academy.building_skills import built_by
from academy.built_line import builds_line
from academy.models.skills import Builder
from academy.permissions import can
from cohorts.exchange_filter import language_names
from cohorts.exchange_list import date_tile, days_of
from cohorts.exchange_words import ExchangeWords
from cohorts.models import Exchange, Registration
from cohorts.own_exchanges import may_be_asked
from cohorts.plan.measure_origin import doors
from cohorts.programme import programme_of
from cohorts.reader_standing import standing_of
from cohorts.seats import SEATED, SeatsView, Share, seats_view
from cohorts.seats_in_words import seat_words


def exchange_context(exchange: Exchange, words: ExchangeWords, user, at: datetime, here: str | None) -> dict:
    """For templates/cohorts/exchanges/exchange.html. `here`: the reader's zone, None for who is not signed in."""
    registration = registration_of(exchange, user)
    seats = seats_view(exchange)
    first, last = days_of(exchange)
    programme = programme_of(exchange, exchange.sessions.order_by("starts_at", "pk"), at, here)
    return {
        "exchange": exchange, "words": words, "tile": date_tile(exchange, programme.next_day or first), "days": days_words(first, last) if first else "",
        "programme": programme,
        "languages": [name for _code, name in language_names(exchange.languages)], "themes": exchange.themes.all(), "co_hosts": exchange.co_hosts.all(),
        "builds": builds_line(built_by(Builder.EXCHANGE, [exchange.key]).get(str(exchange.key), []), get_language()),
        "seats": seats, "share": share_of(seats, user), "seat_words": seat_words(exchange, at, seats.waiting, here),
        "registration": registration, "standing": standing_of(exchange, registration, at, here), "has_questions": exchange.questions.filter(retired_at=None).exists(),
        "sees_link": registration is not None and registration.state in SEATED,
        "takes_registrations": exchange.takes_registrations(at), "answers_open": exchange.answers_open(at), "is_over": exchange.is_over(at),
        "opens": moment_words(exchange.opens_at, exchange.time_zone, here) if exchange.opens_at and exchange.opens_at > at else "",
        "closes": _until(exchange.registration_ends_at, exchange, here),
        "answers_until": _until(exchange.answers_until or exchange.registration_ends_at, exchange, here),
        "keeps": can(user, "exchange.edit", exchange), "is_preview": not exchange.is_public, "measure_doors": doors(user, "exchange", exchange.slug),
        "asks_opinion": registration is not None and may_be_asked(registration, exchange, at),
    }


def _until(at: datetime | None, exchange: Exchange, here: str | None) -> str:
    return moment_words(at, exchange.time_zone, here) if at else ""


def registration_of(exchange: Exchange, user) -> Registration | None:
    if not getattr(user, "is_authenticated", False):
        return None
    return Registration.objects.of(user).select_related("city", "organisation").filter(exchange=exchange).first()


def share_of(seats: SeatsView, user) -> Share | None:
    """What the reader's city may take; None without a city or without a limit."""
    city = getattr(user, "city", None)
    if city is None:
        return None
    kept = next((share for share in seats.shares if share.city_id == city.pk), None)
    if kept is None and seats.per_city is not None:
        kept = Share(city.name, city.pk, seats.per_city, 0, min(seats.left, seats.per_city))
    return kept
