"""The programme: what is coming, what was, narrowed without a script, in the same few queries for any number of exchanges."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.models import Exchange
from tests.gatherings import make_exchange, seat
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def november(time_machine):
    time_machine.move_to(NOW, tick=False)


def page(client, query: str = "", language: str = "en") -> str:
    answer = client.get(f"/{language}/exchanges/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def titles(html: str) -> list[str]:
    return re.findall(r'<h3><a [^>]+>([^<]+)</a>', html)


def past(exchange: Exchange) -> Exchange:
    """The same one, four years ago."""
    for session in exchange.sessions.all():
        session.starts_at, session.ends_at = session.starts_at - timedelta(days=1461), session.ends_at - timedelta(days=1461)
        session.save()
    exchange.refresh_span()
    return exchange


def test_an_exchange_to_come_stands_with_its_days_its_city_and_its_seats(world, client):
    made = make_exchange(world, seats_taken=18)
    made.co_hosts.add(world.mahdia)
    made.themes.add("housing")
    html = page(client)
    assert titles(html) == ["How neighbours run services"]
    for words in ("10–11 Dec", "Cascais", "with Mahdia", "Study visit", "English, Portuguese", "housing", "7 of 25 seats are left.", "mosaic--azulejo"):
        assert words in html, words


def test_what_is_full_says_who_waits(world, client):
    made = make_exchange(world, seats=1)
    seat(made, world.lia)
    assert "All seats are taken. You can wait for one." in page(client)
    seat(made, world.marta, "waitlisted")
    assert "All seats are taken. 1 person waits for one." in page(client)


def test_a_cancelled_exchange_stays_and_says_why(world, client):
    make_exchange(world, cancelled_at=NOW, cancelled_reason="The hall burnt down.")
    html = page(client)
    assert titles(html) == ["How neighbours run services"] and "Cancelled" in html and "The hall burnt down." in html


def test_a_draft_is_nobodys_on_the_list_not_even_its_coordinators(world, client):
    make_exchange(world, draft=True)
    client.force_login(world.carla)
    assert titles(page(client)) == [] and "No exchange is planned at the moment." in page(client)


def test_what_is_over_stands_below_and_in_the_archive(world, client):
    past(make_exchange(world, "long-ago", "Long ago"))
    html = page(client)
    assert "What was" in html and titles(html) == ["Long ago"] and "seats are left" not in html
    assert titles(page(client, "?view=past")) == ["Long ago"]


def test_a_series_under_way_shows_its_next_meeting(world, client):
    made = make_exchange(world, sessions=3)
    first = made.sessions.first()
    first.starts_at, first.ends_at = NOW - timedelta(days=9), NOW - timedelta(days=8)
    first.save()
    made.refresh_span()
    html = page(client)
    assert "next: Friday, 11 December 2026" in html and "<strong>11</strong>" in html


@pytest.mark.parametrize(("query", "found"), [
    ("?city=mahdia", ["In Mahdia", "With Mahdia"]), ("?city=cascais", ["With Mahdia", "Webinar"]), ("?theme=housing", ["Webinar"]), ("?language=ar", ["In Mahdia"]),
    ("?language=pt", ["With Mahdia", "Webinar"]), ("?kind=webinar", ["Webinar"]), ("?from=2026-12-12", []), ("?from=2026-12-11&until=2026-12-31", ["In Mahdia", "With Mahdia", "Webinar"]),
    ("?until=2026-12-09", []), ("?city=cascais&kind=webinar", ["Webinar"])])
def test_it_is_narrowed_by_city_theme_language_kind_and_date(world, client, query, found):
    make_exchange(world, "one", "In Mahdia", host_city=world.mahdia, languages=["ar", "fr"])
    make_exchange(world, "two", "With Mahdia").co_hosts.add(world.mahdia)
    make_exchange(world, "three", "Webinar", kind="webinar").themes.add("housing")
    assert titles(page(client, query)) == found


@pytest.mark.parametrize(("query", "said"), [
    ("?city=atlantis", "No city with an exchange is called “atlantis”"), ("?theme=%3Cscript%3E", "No exchange is about “&lt;script&gt;”"),
    ("?language=xx", "No exchange is held in “xx”"), ("?kind=party", "“party” is no kind of exchange"), ("?from=soon", "“soon” is no date"),
    ("?until=9999-12-31", "“9999-12-31” is no date"), ("?from=2026-12-31&until=2026-12-01", "The last day lies before the first one"),
    ("?view=dream", "There is no view of this name"), ("?view=month&month=2026-13", "“2026-13” is no month"), ("?view=month&month=99999999", "is no month")])
def test_what_cannot_be_read_is_left_out_and_said(world, client, query, said):
    make_exchange(world)
    html = page(client, query)
    assert said in html
    assert ("How neighbours run services" in html) is ("view=month" not in query), "an empty month, but the whole list"


@pytest.mark.parametrize("query", ["?page=zero", "?page=-1", "?page=99", "?city=%00", "?from=0001-01-01", "?month=x&view=map", "?view=month&month=2100-01"])
def test_no_query_string_breaks_it(world, client, query):
    make_exchange(world)
    page(client, query)


def test_the_reader_sees_what_they_have_to_do_with_it(world, client):
    made = make_exchange(world)
    seat(made, world.lia, "offered")
    client.force_login(world.lia)
    assert "A seat is offered to you" in page(client)
    client.force_login(world.stranger)
    assert "A seat is offered to you" not in page(client)


def test_a_title_in_another_language_says_which(world, client):
    make_exchange(world)
    assert re.search(r'<h3><a href="/ar/exchanges/neighbourhood-services/" lang="en" dir="auto">', page(client, language="ar"))


def test_five_and_fifty_exchanges_cost_the_same_queries_in_each_view(world, client):
    views = ["", "?view=past", "?view=month&month=2026-12", "?view=map"]

    def make(numbers) -> None:
        for number in numbers:
            made = make_exchange(world, f"number-{number}", f"Number {number}", sessions=1)
            made.co_hosts.add(world.mahdia)
            made.themes.add(f"theme-{number % 3}")
            seat(made, world.lia)
            if number % 2:
                past(made)

    def count() -> dict:
        counts = {}
        for reader in (None, world.lia):
            client.logout()
            if reader:
                client.force_login(reader)
            for view in views:
                client.get(f"/en/exchanges/{view}")  # what is kept between requests
                with CaptureQueriesContext(connection) as asked:
                    assert "Number" in page(client, view) or view == "?view=map"
                counts[view, reader is not None] = len(asked)
        return counts

    make(range(5))
    few = count()
    make(range(5, 50))
    assert count() == few
    assert max(few.values()) <= 14, few
