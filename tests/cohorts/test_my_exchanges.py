"""My exchanges: offers first, with until when; then what comes, on both clocks; then what was."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.gatherings import make_exchange, make_visitors, seat
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
PATH = "/en/my/exchanges/"


@pytest.fixture
def november(time_machine):
    time_machine.move_to(NOW, tick=False)


def text(client, path: str = PATH) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_signed_out_one_signs_in_first(client, db):
    assert "/account/login/" in client.get(PATH).url
    assert client.post(PATH).status_code in (302, 405)


def test_who_is_registered_for_nothing_is_led_to_the_programme(world, client):
    client.force_login(world.lia)
    assert "You are registered for nothing to come." in text(client)


def test_offers_come_first_and_say_until_when(world, client):
    visitor = make_visitors(world.mahdia, 1)[0]
    seat(make_exchange(world, "one", "Comes first in time"), visitor)
    seat(make_exchange(world, "two", "Offered"), visitor, "offered")
    client.force_login(visitor)
    page = text(client)
    assert page.index("Offered") < page.index("Comes first in time") and 'value="accept"' in page
    assert "until 24 November 2026, 10:00 (Lisbon, UTC+0); for you 24 November 2026, 11:00" in page
    assert "Next: Thursday, 10 December 2026, 09:00–17:00 (Lisbon, UTC+0)<br>10:00–18:00 for you (Tunis)" in page


def test_who_waits_reads_their_number(world, client):
    made = make_exchange(world)
    for person in (world.marta, world.lia):
        seat(made, person, "waitlisted")
    client.force_login(world.lia)
    assert "number 2 in the line" in text(client)


def test_what_was_is_below_and_what_one_left_is_gone(world, client):
    was = make_exchange(world, "was", "Long ago")
    was.sessions.update(starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=8))
    was.refresh_span()
    seat(was, world.lia, "attended")
    seat(make_exchange(world, "left", "Left behind"), world.lia, "withdrawn")
    client.force_login(world.lia)
    page = text(client)
    assert "What was" in page and "Long ago" in page and "You were there" in page and "Left behind" not in page
    assert 'href="/en/exchanges/was/survey/"' in page and 'href="/en/exchanges/was/survey/"' in text(client, "/en/exchanges/was/")


def test_a_cancelled_one_stays_and_says_why(world, client):
    seat(make_exchange(world, cancelled_at=NOW, cancelled_reason="The hall burnt down."), world.lia)
    client.force_login(world.lia)
    assert "The hall burnt down." in text(client)


def test_nobody_sees_what_others_do(world, client):
    seat(make_exchange(world), world.lia)
    client.force_login(world.marta)
    assert "How neighbours run services" not in text(client)


@pytest.mark.parametrize("path", [PATH, "/en/my/"])
def test_twenty_cost_the_same_queries_as_three(world, client, path):
    client.force_login(world.lia)
    states = ("registered", "waitlisted", "offered", "attended")

    def make(numbers) -> None:
        for number in numbers:
            seat(make_exchange(world, f"number-{number}", f"Number {number}", sessions=1), world.lia, states[number % 4])

    def count() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert "/en/exchanges/number-" in text(client, path)
        return len(asked)

    make(range(4))
    few = count()
    make(range(4, 20))
    assert count() == few


def test_who_was_at_one_meeting_of_a_series_still_has_a_seat_at_the_next(world, client):
    seat(make_exchange(world, "series", "Meets again"), world.lia, "attended")
    client.force_login(world.lia)
    page = text(client)
    assert "Meets again" in page and "You have a seat" in page and "You were there" not in page
