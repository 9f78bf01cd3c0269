"""Cascais's coordinator opens an exchange: one short form, one look, published."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from cohorts.exchange_texts import text_of
from cohorts.models import Exchange, ExchangePage
from tests.gatherings import make_exchange, make_visitors, seat
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
NEW = {"title": "How neighbours run services", "kind": "study_visit", "summary": "Two days\nwith those who do it.", "day": "2026-12-10", "begins": "09:00", "ends": "17:00",
       "days": "2", "place_name": "Casa das Histórias", "online_url": "", "seats": "25", "source_language": "en"}


@pytest.fixture(autouse=True)
def sunday(time_machine):
    time_machine.move_to(NOW, tick=False)


def new(world, client, **changes):
    client.force_login(world.carla)
    return client.post(reverse("desk_exchange_new", args=["cascais"]), {**NEW, **changes})


def words_of(answer) -> str:
    return answer.content.decode()


def test_one_short_form_is_enough_to_publish(world, client):
    answer = new(world, client)
    made = Exchange.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("desk_publish", args=["cascais", made.slug])
    assert not made.is_public and [each.title for each in made.sessions.all()] == ["Day 1", "Day 2"]
    assert made.starts_at == datetime(2026, 12, 10, 9, tzinfo=UTC) and made.ends_at == datetime(2026, 12, 11, 17, tzinfo=UTC)
    assert text_of(made, "en").summary == "Two days with those who do it."
    look = words_of(client.get(answer.url))
    assert "How neighbours run services" in look and "Still missing" not in look
    assert client.post(answer.url).status_code == 302
    made.refresh_from_db()
    assert made.published_at == NOW and ExchangePage.objects.get().live
    assert client.get(reverse("exchange", args=[made.slug])).status_code == 200


def test_a_day_in_summer_is_an_hour_earlier_in_utc(world, client):
    new(world, client, day="2027-07-01")
    assert Exchange.objects.get().starts_at == datetime(2027, 7, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(("changes", "words"), [
    ({"title": ""}, "This field is required"),
    ({"ends": "08:00"}, "before it begins at 09:00"),
    ({"ends": "09:00"}, "in the minute it begins"),
    ({"day": "soon"}, "Write the date like this"),
    ({"begins": "nine"}, "Write the time like this"),
    ({"day": "2027-03-28", "begins": "01:30", "ends": "05:00", "days": "1"}, "there is no 01:30 in Lisbon"),
    ({"day": "2027-03-27", "begins": "01:30", "ends": "05:00", "days": "2"}, "clocks go forward on 2027-03-28"),
    ({"day": "2027-10-31", "begins": "01:30", "ends": "05:00", "days": "1"}, "This time comes twice that night"),
    ({"place_name": ""}, "a place, a link to join online, or both"),
    ({"online_url": "javascript:alert(1)"}, "This is no web address"),
    ({"seats": "0"}, "greater than or equal to 1"),
    ({"days": "15"}, "less than or equal to 14"),
    ({"source_language": "fr"}, "Select a valid choice"),
])
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(world, client, changes, words):
    answer = new(world, client, **changes)
    assert answer.status_code == 422 and words in words_of(answer)
    assert not Exchange.objects.exists()
    if "title" not in changes:
        assert 'value="How neighbours run services"' in words_of(answer)


@pytest.mark.parametrize(("which", "hour"), [("0", 0), ("1", 1)])
def test_an_hour_that_comes_twice_is_chosen(world, client, which, hour):
    new(world, client, day="2027-10-31", begins="01:30", ends="05:00", days="1", begins_which=which)
    assert Exchange.objects.get().starts_at == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)


def test_the_title_on_several_lines_is_refused_with_a_sentence(world, client):
    assert "on one line" in words_of(new(world, client, title="One\ntwo"))


def test_the_language_one_writes_in_is_the_language_of_the_page(world, client):
    from tests.cohorts.test_publish import language

    language(world, "pt")
    new(world, client, source_language="pt", title="Como os vizinhos fazem")
    made = Exchange.objects.get()
    assert made.source_language == "pt" and ExchangePage.objects.get().locale.language_code == "pt"
    assert made.languages == ["pt"]


# Who may -------------------------------------------------------------------------------------------

PAGES = ["desk_exchange", "desk_edit", "desk_seats", "desk_sessions", "desk_session_new", "desk_series_new", "desk_languages", "desk_publish", "desk_cancel"]


@pytest.mark.parametrize("name", ["desk_exchanges", "desk_exchange_new"])
@pytest.mark.parametrize("who", ["mouna", "lia", "stranger", "teo"])
def test_another_citys_coordinator_and_others_find_no_desk(world, client, name, who):
    client.force_login(getattr(world, who))
    assert client.get(reverse(name, args=["cascais"])).status_code == 404
    assert client.post(reverse(name, args=["cascais"]), NEW).status_code in (404, 405)
    assert not Exchange.objects.exists()


def test_nobody_signed_out_finds_a_desk(world, client):
    for name in ("desk_exchanges", "desk_exchange_new"):
        answer = client.get(reverse(name, args=["cascais"]))
        assert answer.status_code == 302 and "/account/login/" in answer.url


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["mouna", "lia", "stranger"])
def test_an_exchange_of_cascais_is_not_there_for_others(world, client, name, who):
    made = make_exchange(world)
    client.force_login(getattr(world, who))
    for city in ("cascais", "mahdia"):
        address = reverse(name, args=[city, made.slug])
        assert client.get(address).status_code == 404
        assert client.post(address, {**NEW, "seen": made.changed_at.isoformat(), "reason": "No."}).status_code in (404, 405)
    made.refresh_from_db()
    assert (made.is_cancelled, made.sequence) == (False, 0)


def test_a_co_host_reads_and_does_not_change(world, client):
    made = make_exchange(world)
    made.co_hosts.add(world.mahdia)
    client.force_login(world.mouna)
    assert client.get(reverse("desk_exchange", args=["mahdia", made.slug])).status_code == 200
    assert "Prepared with other cities" in words_of(client.get(reverse("desk_exchanges", args=["mahdia"])))
    for name in PAGES[1:]:
        assert client.get(reverse(name, args=["mahdia", made.slug])).status_code == 404


def test_the_network_reads_and_does_not_change(world, client):
    made = make_exchange(world)
    client.force_login(world.nadia)
    page = words_of(client.get(reverse("desk_exchanges", args=["cascais"])))
    assert "How neighbours run services" in page and "New exchange" not in page
    assert reverse("city_people", args=["cascais"]) in page and reverse("city_cohorts", args=["cascais"]) not in page
    assert client.get(reverse("desk_exchange", args=["cascais", made.slug])).status_code == 200
    assert client.get(reverse("desk_edit", args=["cascais", made.slug])).status_code == 404
    assert client.post(reverse("desk_exchange_new", args=["cascais"]), NEW).status_code == 404


def test_the_list_asks_as_much_of_the_database_for_many_as_for_few(world, client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(world.carla)
    counts = []
    for size in (2, 9):
        for number in range(size):
            made = make_exchange(world, slug=f"one-{size}-{number}", draft=number % 3 == 0, seats=50)
            for person in make_visitors(world.cascais, 2, f"w{size}-{number}"):
                seat(made, person, "waitlisted")
        client.get(reverse("desk_exchanges", args=["cascais"]))
        with CaptureQueriesContext(connection, ) as asked:
            assert client.get(reverse("desk_exchanges", args=["cascais"])).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
