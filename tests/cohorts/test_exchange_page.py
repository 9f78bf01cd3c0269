"""The page of an exchange: the same facts for everybody, one's own clocks beside those of the place, drafts for those who prepare them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from cohorts.models import Exchange, ExchangePage, SeatQuota, SessionSeries
from tests.gatherings import BEGINS, make_exchange, make_session, make_visitors, seat
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
PATH = "/en/exchanges/neighbourhood-services/"


@pytest.fixture
def november(time_machine):
    time_machine.move_to(NOW, tick=False)


def text(client, path: str = PATH) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_says_what_where_when_and_who_to_anybody(world, client):
    made = make_exchange(world, place_address="Avenida da República 300")
    made.co_hosts.add(world.mahdia)
    made.themes.add("housing")
    page = text(client)
    for words in ("How neighbours run services", "Study visit", "10–11 Dec", "Casa das Histórias", "Avenida da República 300", "Thursday, 10 December 2026", "09:00–17:00", "UTC+0",
                  "Hours are those of Cascais (UTC+0).", '<a href="/en/cities/mahdia/">Mahdia</a>', "English, Portuguese", "?theme=housing", "25 seats in all.",
                  "Until 10 December 2026, 09:00 (Lisbon, UTC+0).", "who has 48 hours to say yes"):
        assert words in page, words
    assert "for you" not in page and 'href="/en/exchanges/neighbourhood-services/registration/"' in page


def test_a_reader_elsewhere_reads_their_own_hours(world, client):
    make_exchange(world)
    client.force_login(world.mouna)
    assert "10:00–18:00 for you (Tunis)" in text(client)
    client.force_login(world.lia)
    assert "for you" not in text(client)


def test_the_seats_of_ones_own_city_are_said(world, client):
    made = make_exchange(world, seats_per_city=5)
    SeatQuota.objects.create(exchange=made, city=world.cascais, seats=3, taken=1)
    assert "At most 5 for each city." in text(client)
    client.force_login(world.lia)
    assert "At most 3 for Cascais; 2 can be had now." in text(client)
    client.force_login(world.mouna)
    assert "At most 5 for Mahdia; 5 can be had now." in text(client)


def test_a_draft_is_there_for_those_who_prepare_it_and_for_nobody_else(world, client):
    make_exchange(world, draft=True)
    assert client.get(PATH).status_code == 404
    for person in (world.lia, world.mouna, world.teo):
        client.force_login(person)
        assert client.get(PATH).status_code == 404
    client.force_login(world.carla)
    page = text(client)
    assert "This is a draft." in page and "How neighbours run services" in page and "registration/" not in page


def test_nothing_is_there_but_reading(world, client):
    make_exchange(world)
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(PATH).status_code == 405
    assert client.get("/en/exchanges/no-such/").status_code == 404


def test_moved_and_cancelled_sessions_are_marked(world, client):
    made = make_exchange(world)
    second = made.sessions.last()
    second.cancelled_at, second.cancelled_reason = NOW, "The bridge is closed."
    second.save()
    series = SessionSeries.objects.create(exchange=made, title="Circle", rule="FREQ=WEEKLY;COUNT=2", first_on="2026-12-15", starts_local="10:00", minutes=60)
    make_session(made, "Circle", BEGINS + timedelta(days=6), hours=1, series=series, original_starts_at=BEGINS + timedelta(days=5))
    first = made.sessions.first()
    first.sequence, first.changed_at = 1, NOW
    first.save()
    Exchange.objects.update(published_at=NOW - timedelta(days=1))
    page = text(client)
    assert "The bridge is closed." in page and "It was to begin on 15 December 2026, 09:00 (Lisbon, UTC+0)." in page
    assert "What stands here is as of 22 November 2026." in page


def test_of_a_long_circle_the_next_few_meetings_are_shown_and_the_others_folded(world, client):
    made = make_exchange(world, sessions=0)
    for week in range(12):
        make_session(made, f"Circle {week}", BEGINS + timedelta(weeks=week), hours=1)
    before, _fold, after = text(client).partition("8 later meetings")
    assert "Circle 3" in before and "Circle 4" not in before and "Circle 11" in after


def test_of_what_is_over_a_visitor_is_not_asked_to_take_part(world, client, time_machine):
    make_exchange(world)
    assert "How to take part" in text(client)
    time_machine.move_to(BEGINS + timedelta(days=30))
    page = text(client)
    assert "How to take part" not in page and "Add all of it to my calendar" not in page and "Day 1" in page


def test_a_cancelled_exchange_says_why_and_takes_nobody(world, client):
    make_exchange(world, cancelled_at=NOW, cancelled_reason="The hall burnt down.")
    page = text(client)
    assert "This exchange is cancelled." in page and "The hall burnt down." in page and "/registration/" not in page and "seats in all" not in page
    assert "How to take part" not in page


def test_only_those_with_a_seat_see_the_link_to_join(world, client):
    made = make_exchange(world, online_url="https://meet.example/secret-room")
    session = made.sessions.first()
    session.online_url = "https://meet.example/own-room"
    session.save()
    lia, marta, teo = world.lia, world.marta, world.teo
    for person, state in ((lia, "registered"), (marta, "waitlisted"), (teo, "offered")):
        seat(made, person, state)
    for person, sees in ((None, False), (world.stranger, False), (marta, False), (teo, False), (lia, True)):
        client.logout()
        if person:
            client.force_login(person)
        assert [name in text(client) for name in ("secret-room", "own-room")] == [sees, sees], person


def test_who_waits_reads_their_place_and_why(world, client):
    made = make_exchange(world, seats=1)
    seat(made, world.marta)
    seat(made, world.lia, "waitlisted")
    client.force_login(world.lia)
    page = text(client)
    assert "You are number 1 in the line" in page and "The one seat is taken." in page


def test_an_offer_can_be_answered_there(world, client):
    made = make_exchange(world)
    visitor = make_visitors(world.mahdia, 1)[0]
    seat(made, visitor, "offered")
    client.force_login(visitor)
    page = text(client)
    assert "A seat is offered to you until 24 November 2026, 10:00 (Lisbon, UTC+0); for you 24 November 2026, 11:00." in page and 'value="accept"' in page


def test_of_a_long_series_the_next_meetings_come_first(world, client):
    made = make_exchange(world, sessions=0)
    for week in range(-3, 3):
        make_session(made, f"Meeting {week}", NOW + timedelta(weeks=week, hours=1), hours=1)
    page = text(client)
    assert "3 earlier meetings" in page and page.index("Meeting 0") < page.index("3 earlier meetings") < page.index("Meeting -3")


def test_a_page_in_another_language_says_so_and_keeps_its_direction(world, client):
    make_exchange(world)
    page = text(client, "/ar/exchanges/neighbourhood-services/")
    assert 'lang="en" dir="ltr">How neighbours run services</h1>' in page and '<html lang="ar" dir="rtl">' in page


def test_a_translation_is_read_where_there_is_one(world, client):
    made = make_exchange(world)
    portuguese = Locale.objects.get_or_create(language_code="pt")[0]
    copy = ExchangePage.objects.get(exchange=made).copy_for_translation(portuguese, copy_parents=True)
    copy.title, copy.summary, copy.slug, copy.alias_of = "Como os vizinhos fazem", "Em poucas palavras.", "neighbourhood-services", None
    copy.save_revision().publish()
    page = text(client, "/pt/exchanges/neighbourhood-services/")
    assert "Como os vizinhos fazem" in page and "How neighbours run services" not in page


def test_editors_preview_what_they_are_writing(world, rf):
    from django.contrib.messages.storage.fallback import FallbackStorage

    make_exchange(world)
    page = ExchangePage.objects.get()
    page.title = "A better title"
    page.body = [("text", "<p>Bring your boots.</p>")]
    request = rf.get("/")
    request.user, request.session = world.carla, {}
    request._messages = FallbackStorage(request)
    shown = page.serve_preview(request, page.default_preview_mode).content.decode()
    assert "A better title" in shown and "Bring your boots." in shown and "This is a draft." in shown


def test_the_body_is_made_of_the_blocks_of_lessons(world, client):
    make_exchange(world)
    page = ExchangePage.objects.get()
    page.body = [("text", "<p>Bring your boots.</p>"), ("callout", {"kind": "try", "title": "Try it", "text": "<p>Walk.</p>"})]
    page.save_revision().publish()
    shown = text(client)
    assert "Bring your boots." in shown and "callout" in shown


def test_sixty_sessions_cost_no_more_queries_than_two(world, client):
    made = make_exchange(world, sessions=0)
    make_session(made, "The first", NOW - timedelta(days=1), hours=1)

    def count() -> int:
        text(client)
        with CaptureQueriesContext(connection) as asked:
            text(client)
        return len(asked)

    few = count()
    for week in range(59):
        make_session(made, f"Meeting {week}", NOW + timedelta(weeks=week), hours=1)
    assert count() == few <= 16
