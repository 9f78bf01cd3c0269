"""The calendar files and feeds of exchanges, as a program fetches them."""

import json
import uuid
from datetime import UTC, date, datetime, time, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from cohorts.models import Exchange, ExchangePage, SessionSeries
from cohorts.recurring import write_out
from tests.gatherings import BEGINS, make_exchange, make_session
from tests.world import NOW

pytestmark = pytest.mark.django_db
FEED = "/en/exchanges/feed.ics"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def fetch(client, path: str):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer


def events(client, path: str) -> list:
    return Calendar.from_ical(fetch(client, path).content).walk("VEVENT")


def make_circle(world, **fields):
    """A weekly circle of Barcelona's clock, 10:00, four times from 11 March 2027."""
    circle = make_exchange(world, "circle", "Weekly circle", sessions=0, time_zone="Europe/Madrid", place_name="", online_url="https://meet.example/circle", **fields)
    series = SessionSeries.objects.create(exchange=circle, title="Circle", rule="FREQ=WEEKLY;COUNT=4", first_on=date(2027, 3, 11), starts_local=time(10), minutes=60)
    write_out(series, ZoneInfo("Europe/Madrid"), NOW)
    circle.refresh_span()
    return circle, series


def test_an_exchange_is_a_file_of_its_meetings(client, world):
    exchange = make_exchange(world, place_address="Av. da República 300")
    answer = fetch(client, "/en/exchanges/neighbourhood-services.ics")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("text/calendar; charset=utf-8", 'inline; filename="neighbourhood-services.ics"')
    first, second = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(each["UID"]) for each in (first, second)] == [str(each.key) for each in exchange.sessions.all()]
    assert (first["SUMMARY"], first["LOCATION"]) == ("How neighbours run services: Day 1", "Casa das Histórias, Av. da República 300")
    assert first["DTSTART"].dt == datetime(2026, 12, 10, 9, tzinfo=ZoneInfo("Europe/Lisbon")) and first["DTSTART"].params["TZID"] == "Europe/Lisbon"
    assert (first["SEQUENCE"], first["STATUS"], first["URL"]) == (0, "CONFIRMED", "http://127.0.0.1:8000/en/exchanges/neighbourhood-services/")
    assert first["CATEGORIES"].cats == ["Study visit"]


def test_one_meeting_is_a_file_too(client, world):
    exchange = make_exchange(world)
    second = exchange.sessions.last()
    (event,) = events(client, f"/en/exchanges/neighbourhood-services/{second.key}.ics")
    assert (event["UID"], event["SUMMARY"]) == (str(second.key), "How neighbours run services: Day 2")


def test_one_occurrence_says_which_of_its_series_it_is(client, world):
    _circle, series = make_circle(world)
    third = series.sessions.order_by("starts_at")[2]
    (event,) = events(client, f"/en/exchanges/circle/{third.key}.ics")
    assert (event["UID"], event["RECURRENCE-ID"].dt) == (str(series.key), datetime(2027, 3, 25, 10, tzinfo=ZoneInfo("Europe/Madrid")))


def test_the_address_of_a_session_leads_through_its_own_exchange(client, world):
    exchange, other = make_exchange(world), make_exchange(world, "another", "Another")
    assert client.get(f"/en/exchanges/another/{exchange.sessions.first().key}.ics").status_code == 404
    assert client.get(f"/en/exchanges/{other.slug}/{uuid.uuid4()}.ics").status_code == 404


def test_a_draft_is_nowhere(client, world):
    draft = make_exchange(world, "draft", "Draft", draft=True)
    for path in ("/en/exchanges/draft.ics", f"/en/exchanges/draft/{draft.sessions.first().key}.ics"):
        assert client.get(path).status_code == 404
    for path in (FEED, "/en/cities/cascais.ics", "/en/exchanges/feed.atom", "/en/exchanges/feed.json"):
        assert b"draft" not in fetch(client, path).content.lower()
    client.force_login(world.carla)
    assert client.get("/en/exchanges/draft.ics").status_code == 404


def test_a_moved_session_keeps_its_id_and_says_it_is_newer(client, world):
    exchange = make_exchange(world)
    day = exchange.sessions.last()
    day.starts_at, day.ends_at, day.sequence, day.changed_at = BEGINS + timedelta(days=5), BEGINS + timedelta(days=5, hours=3), 1, NOW + timedelta(hours=1)
    day.save()
    moved = {str(event["UID"]): event for event in events(client, FEED)}[str(day.key)]
    assert (moved["SEQUENCE"], moved["DTSTART"].dt, moved["LAST-MODIFIED"].dt) == (1, BEGINS + timedelta(days=5), NOW + timedelta(hours=1))


def test_a_cancelled_session_stays_as_cancelled(client, world):
    exchange = make_exchange(world)
    day = exchange.sessions.last()
    day.cancelled_at, day.sequence = NOW, 1
    day.save()
    first, second = events(client, FEED)
    assert (first["STATUS"], second["STATUS"], second["SEQUENCE"]) == ("CONFIRMED", "CANCELLED", 1)
    assert second["SUMMARY"] == "Cancelled: How neighbours run services: Day 2"


def test_a_cancelled_exchange_cancels_what_was_still_to_come(client, world):
    exchange = make_exchange(world)
    make_session(exchange, "Held already", NOW - timedelta(days=3))
    Exchange.objects.filter(pk=exchange.pk).update(cancelled_at=NOW, cancelled_reason="The hall burned down", changed_at=NOW)
    assert [event["STATUS"] for event in events(client, FEED)] == ["CONFIRMED", "CANCELLED", "CANCELLED"]


def test_a_series_cancelled_half_way_keeps_what_was_held(client, world):
    circle, _series = make_circle(world)
    Exchange.objects.filter(pk=circle.pk).update(cancelled_at=datetime(2027, 3, 20, tzinfo=UTC), cancelled_reason="Nobody came")
    master, *rest = events(client, FEED)
    assert (master["STATUS"], [(each["STATUS"], each["RECURRENCE-ID"].dt.day) for each in rest]) == ("CONFIRMED", [("CANCELLED", 25), ("CANCELLED", 1)])
    Exchange.objects.filter(pk=circle.pk).update(cancelled_at=NOW)
    assert [event["STATUS"] for event in events(client, FEED)] == ["CANCELLED"]


def test_what_is_long_over_leaves_the_feeds_but_not_its_own_file(client, world):
    make_exchange(world, "old", "Old one", sessions=0)
    old = Exchange.objects.get(slug="old")
    make_session(old, "Day", NOW - timedelta(days=91))
    assert events(client, FEED) == []
    assert len(events(client, "/en/exchanges/old.ics")) == 1
    make_session(old, "Day", NOW - timedelta(days=89))
    assert len(events(client, FEED)) == 2


def test_a_series_is_one_rule_over_the_change_of_clocks(client, world):
    _circle, series = make_circle(world)
    (master,) = events(client, FEED)
    assert (master["UID"], master["RRULE"].to_ical()) == (str(series.key), b"FREQ=WEEKLY;COUNT=4")
    assert master["DTSTART"].dt == datetime(2027, 3, 11, 10, tzinfo=ZoneInfo("Europe/Madrid"))
    assert master["LOCATION"] == "Online" and "RECURRENCE-ID" not in master


def test_a_date_left_out_a_moved_and_a_cancelled_meeting_depart_from_the_rule(client, world):
    circle, series = make_circle(world)
    first, second, third, fourth = series.sessions.order_by("starts_at")
    first.title = "Opening circle"
    first.save()
    second.delete()
    third.starts_at, third.ends_at, third.sequence = third.starts_at + timedelta(hours=2), third.ends_at + timedelta(hours=2), 1
    third.save()
    fourth.cancelled_at, fourth.sequence = NOW, 1
    fourth.save()
    SessionSeries.objects.update(sequence=2)
    make_session(circle, "Summer meeting", datetime(2027, 6, 1, 9, tzinfo=UTC), 1)
    found = {(str(event["UID"]), event["RECURRENCE-ID"].dt.astimezone(UTC) if "RECURRENCE-ID" in event else None): event for event in events(client, FEED)}
    key = str(series.key)
    assert len(found) == 5
    assert [each.dt.astimezone(UTC) for each in found[key, None]["EXDATE"].dts] == [datetime(2027, 3, 18, 9, tzinfo=UTC)]
    assert found[key, datetime(2027, 3, 11, 9, tzinfo=UTC)]["SUMMARY"] == "Weekly circle: Opening circle"
    moved, gone = found[key, datetime(2027, 3, 25, 9, tzinfo=UTC)], found[key, datetime(2027, 4, 1, 8, tzinfo=UTC)]
    assert (moved["SEQUENCE"], moved["DTSTART"].dt.astimezone(UTC).hour) == (3, 11)
    assert (gone["STATUS"], gone["SEQUENCE"]) == ("CANCELLED", 3)
    assert found[key, None]["SEQUENCE"] == 2


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;UNTIL=20270401", "FREQ=WEEKLY;UNTIL=20270401T235959", "FREQ=WEEKLY;UNTIL=20270401T080000Z", "RRULE:FREQ=WEEKLY"])
def test_every_way_to_end_a_rule_is_told_in_utc(client, world, rule):
    make_circle(world)
    SessionSeries.objects.update(rule=rule)
    (master,) = events(client, FEED)
    assert master["RRULE"]["UNTIL"][0] >= datetime(2027, 4, 1, 8, tzinfo=UTC) and master["RRULE"]["UNTIL"][0] < datetime(2027, 4, 8, 8, tzinfo=UTC)
    assert "EXDATE" not in master


@pytest.mark.parametrize("rule", ["every week", "FREQ=SECONDLY;COUNT=100000", "FREQ=WEEKLY;BYDAY=XX;COUNT=3", "FREQ=WEEKLY;BYDAY=MO;COUNT=3"])
def test_a_rule_calendars_would_not_understand_becomes_its_meetings(client, world, rule):
    _circle, series = make_circle(world)
    SessionSeries.objects.update(rule=rule)
    assert {str(event["UID"]) for event in events(client, FEED)} == {str(each.key) for each in series.sessions.all()}


def test_the_link_to_join_is_in_no_file_everybody_reads(client, world):
    make_circle(world)
    for path in (FEED, "/en/exchanges/circle.ics", "/en/cities/cascais.ics", "/en/exchanges/feed.atom", "/en/exchanges/feed.json"):
        assert b"meet.example" not in fetch(client, path).content
    assert "finds the link to join" in events(client, FEED)[0]["DESCRIPTION"]


def test_words_of_people_are_made_harmless(client, world):
    exchange = make_exchange(world, place_name="Hall\rATTACH:evil")
    exchange.sessions.update(title="Day\r\nATTENDEE:mailto:a@b.example", note="one\rtwo\x07three")
    first, _second = events(client, FEED)
    assert "ATTENDEE" not in first and "ATTACH" not in first
    assert first["DESCRIPTION"].endswith("one\ntwothree")


def test_the_feed_of_a_city_holds_what_it_hosts_with_others(client, world):
    make_exchange(world)
    other = make_exchange(world, "other", "Other", host_city=world.mahdia)
    assert len(events(client, "/en/cities/cascais.ics")) == 2
    other.co_hosts.add(world.cascais)
    assert len(events(client, "/en/cities/cascais.ics")) == 4
    assert client.get("/en/cities/atlantis.ics").status_code == 404


def test_the_feed_is_narrowed_by_city_theme_and_language(client, world):
    make_exchange(world).themes.add("Care")
    make_exchange(world, "other", "Other", host_city=world.mahdia, languages=["ar"])
    uids = {path: {str(event["SUMMARY"]).split(":")[0] for event in events(client, FEED + path)} for path in ("", "?city=mahdia", "?theme=care", "?language=ar")}
    assert uids == {"": {"How neighbours run services", "Other"}, "?city=mahdia": {"Other"}, "?theme=care": {"How neighbours run services"}, "?language=ar": {"Other"}}
    for path in ("?city=atlantis", "?theme=nothing", "?language=xx"):
        assert client.get(FEED + path).status_code == 404


def test_words_come_in_the_language_of_the_address(client, world):
    exchange = make_exchange(world)
    page = ExchangePage.objects.get(exchange=exchange)
    from wagtail.models import Locale

    french = page.copy_for_translation(Locale.objects.get_or_create(language_code="fr")[0], copy_parents=True)
    french.title, french.live = "Des services entre voisins", True
    french.save_revision().publish()
    assert events(client, "/fr/exchanges/feed.ics")[0]["SUMMARY"].startswith("Des services entre voisins")
    assert events(client, "/fr/exchanges/feed.ics")[0]["URL"].endswith("/fr/exchanges/neighbourhood-services/")


def test_atom_and_json_tell_the_same(client, world):
    exchange = make_exchange(world)
    make_circle(world, cancelled_at=NOW, cancelled_reason="Nobody came")
    feed = ElementTree.fromstring(fetch(client, "/en/exchanges/feed.atom").content)
    ids = {entry.findtext("{http://www.w3.org/2005/Atom}id") for entry in feed.findall("{http://www.w3.org/2005/Atom}entry")}
    items = json.loads(fetch(client, "/en/exchanges/feed.json").content)["items"]
    assert ids == {item["id"] for item in items} and f"urn:uuid:{exchange.key}" in ids
    assert {item["title"] for item in items} == {"How neighbours run services", "Cancelled: Weekly circle"}


@pytest.mark.parametrize("path", [FEED, "/en/exchanges/feed.atom", "/en/exchanges/feed.json", "/en/exchanges/neighbourhood-services.ics", "/en/cities/cascais.ics"])
def test_an_unchanged_feed_is_a_304_and_a_changed_one_is_not(client, world, path):
    exchange = make_exchange(world)
    first = fetch(client, path)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    # Even a change that nobody dated is seen.
    exchange.sessions.update(title="Another title")
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200
    exchange.sessions.update(changed_at=NOW + timedelta(minutes=1))
    assert client.get(path, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_a_304_makes_nothing(client, world, monkeypatch):
    make_exchange(world)
    mark = fetch(client, FEED)["ETag"]
    monkeypatch.setattr("cohorts.views.calendar.entries_of", lambda *_given, **_named: pytest.fail("made for nothing"))
    assert client.get(FEED, headers={"If-None-Match": mark}).status_code == 304


@pytest.mark.parametrize("path", [FEED, "/en/exchanges/feed.atom", "/en/cities/cascais.ics"])
def test_the_queries_do_not_grow_with_the_exchanges(client, world, path, django_assert_max_num_queries):
    make_exchange(world).themes.add("Care")
    client.get(path)
    counts = []
    for number in range(2):
        with django_assert_max_num_queries(20) as asked:
            fetch(client, path)
        counts.append(len(asked))
        for more in range(5):
            make_exchange(world, f"more-{number}-{more}", "More").themes.add("Care")
    assert counts[0] == counts[1]


def test_only_reading_is_allowed(client, world):
    make_exchange(world)
    for path in (FEED, "/en/exchanges/neighbourhood-services.ics", "/en/cities/cascais.ics"):
        assert client.post(path).status_code == 405
        assert client.head(path).status_code == 200
