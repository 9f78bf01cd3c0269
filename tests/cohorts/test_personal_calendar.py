"""Somebody's own calendar behind its secret address: what stands in it, who may read it, and what it gives away."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from icalendar import Calendar

from academy.feed_addresses import give_calendar_address
from academy.models import FeedToken, User
from cohorts.models import CohortMeeting, Exchange, Registration, RegistrationState
from tests.cohort_world import make_cohort, put_in
from tests.gatherings import make_exchange, make_session, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
State = RegistrationState


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def address_of(person) -> str:
    return "/feeds/" + give_calendar_address(person, NOW).rpartition("/feeds/")[2]


def events(client, address: str) -> list:
    answer = client.get(address)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.mark.parametrize(("state", "status", "title"), [
    (State.REGISTERED, "CONFIRMED", "How neighbours run services: Day 1"), (State.ATTENDED, "CONFIRMED", "How neighbours run services: Day 1"),
    (State.WAITLISTED, "TENTATIVE", "Waiting list: How neighbours run services: Day 1"), (State.OFFERED, "TENTATIVE", "Seat offered: How neighbours run services: Day 1"),
    (State.REQUESTED, "TENTATIVE", "Asked to take part: How neighbours run services: Day 1"),
    (State.WITHDRAWN, "CANCELLED", "Cancelled: How neighbours run services: Day 1"), (State.DECLINED, "CANCELLED", "Cancelled: How neighbours run services: Day 1"),
    (State.REJECTED, "CANCELLED", "Cancelled: How neighbours run services: Day 1")])
def test_each_state_stands_as_what_it_is(client, world, state, status, title):
    seat(make_exchange(world), world.lia, state)
    first, _second = events(client, address_of(world.lia))
    assert (first["STATUS"], first["SUMMARY"]) == (status, title)


def test_it_holds_ones_own_and_nobody_elses(client, world):
    mine, other = make_exchange(world), make_exchange(world, "other", "Other")
    seat(mine, world.lia)
    seat(mine, world.mouna, State.WAITLISTED)
    seat(other, world.mouna)
    assert {str(event["STATUS"]) for event in events(client, address_of(world.lia))} == {"CONFIRMED"}
    assert {(str(event["SUMMARY"]).split(": ")[-2], str(event["STATUS"])) for event in events(client, address_of(world.mouna))} == {
        ("How neighbours run services", "TENTATIVE"), ("Other", "CONFIRMED")}


def test_it_names_nobody_and_tells_no_notes(client, world):
    exchange = make_exchange(world)
    exchange.sessions.update(note="Bring the private minutes")
    seat(exchange, world.lia, answers={"diet": "no nuts"}, reason="a secret reason")
    body = client.get(address_of(world.lia)).content.decode()
    for person in User.objects.exclude(name=""):
        assert person.name not in body and person.email not in body
    for word in ("DESCRIPTION", "ATTENDEE", "ORGANIZER", "minutes", "nuts", "reason"):
        assert word not in body


@pytest.mark.parametrize(("state", "seen"), [(State.REGISTERED, True), (State.ATTENDED, True), (State.OFFERED, False), (State.WAITLISTED, False), (State.WITHDRAWN, False)])
def test_the_link_to_join_is_for_those_with_a_seat(client, world, state, seen):
    seat(make_exchange(world, online_url="https://meet.example/room"), world.lia, state)
    first, _second = events(client, address_of(world.lia))
    assert ("CONFERENCE" in first) is seen
    assert (b"meet.example" in client.get(address_of(world.lia)).content) is seen


def test_giving_back_and_taking_part_again_is_newer_each_time(client, world):
    registration, address, seen = seat(make_exchange(world), world.lia), address_of(world.lia), []
    for revision, state in enumerate([State.REGISTERED, State.WITHDRAWN, State.WAITLISTED, State.REGISTERED], start=1):
        Registration.objects.filter(pk=registration.pk).update(state=state, revision=revision, changed_at=NOW + timedelta(hours=revision))
        first, _second = events(client, address)
        seen.append((int(first["SEQUENCE"]), str(first["STATUS"]), first["UID"]))
    assert [each[:2] for each in seen] == [(0, "CONFIRMED"), (1, "CANCELLED"), (2, "TENTATIVE"), (3, "CONFIRMED")]
    assert len({each[2] for each in seen}) == 1


def ended(world, slug: str, days: int, **fields):
    made = make_exchange(world, slug, slug, sessions=0, **fields)
    make_session(made, "Day", NOW - timedelta(days=days, hours=8))
    return Exchange.objects.get(pk=made.pk)


def test_what_was_cancelled_stays_ninety_days_and_what_was_held_two_years(client, world):
    for slug, days, state, fields in [
            ("held", 700, State.ATTENDED, {}), ("long-ago", 740, State.ATTENDED, {}), ("left", 89, State.WITHDRAWN, {}), ("left-long-ago", 91, State.WITHDRAWN, {}),
            ("off", 89, State.REGISTERED, {"cancelled_at": NOW - timedelta(days=100), "cancelled_reason": "x"}),
            ("off-long-ago", 91, State.REGISTERED, {"cancelled_at": NOW - timedelta(days=100), "cancelled_reason": "x"})]:
        seat(ended(world, slug, days, **fields), world.lia, state)
    assert {str(event["SUMMARY"]).removeprefix("Cancelled: ") for event in events(client, address_of(world.lia))} == {"held", "left", "off"}


def test_it_speaks_the_language_of_the_person_whoever_asks(client, world):
    exchange = make_exchange(world, online_url="https://meet.example/x", place_name="")
    seat(exchange, world.mouna, State.WAITLISTED)
    User.objects.filter(pk=world.mouna.pk).update(language="ar")
    found = events(client, address_of(world.mouna))
    assert found[0]["URL"] == "http://127.0.0.1:8000/ar/exchanges/neighbourhood-services/"


# The address -------------------------------------------------------------------------------------------------

def test_it_is_kept_as_a_fingerprint_only(world):
    token = re.fullmatch(r".*/feeds/(.{43})\.ics", give_calendar_address(world.lia, NOW))[1]
    kept = FeedToken.objects.get()
    assert len(kept.sha256) == 64 and token not in str(list(FeedToken.objects.values()))


def test_a_new_address_stops_the_old_one(client, world):
    old, other = address_of(world.lia), address_of(world.mouna)
    new = address_of(world.lia)
    assert [client.get(path).status_code for path in (old, new, other)] == [404, 200, 200]
    assert FeedToken.objects.live().filter(person=world.lia).count() == 1


@pytest.mark.parametrize("address", ["/feeds/made-up.ics", "/feeds/" + "a" * 43 + ".ics", "/feeds/" + "a" * 5000 + ".ics", "/feeds/%00%ff.ics"])
def test_an_unknown_address_says_nothing(client, world, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_it_closes_with_the_account(client, world):
    address = address_of(world.lia)
    User.objects.filter(pk=world.lia.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_its_answer_is_kept_by_nobody_and_found_by_nobody(client, world):
    answer = client.get(address_of(world.lia))
    assert {name: answer[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag", "Content-Type")} == {
        "Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "Content-Type": "text/calendar; charset=utf-8"}
    assert "Set-Cookie" not in answer


def test_the_secret_stands_nowhere_in_the_file(client, world):
    seat(make_exchange(world), world.lia)
    address = address_of(world.lia)
    assert address.removeprefix("/feeds/").removesuffix(".ics").encode() not in client.get(address).content


def test_an_unchanged_calendar_is_a_304(client, world):
    exchange = make_exchange(world)
    registration, address = seat(exchange, world.lia), address_of(world.lia)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-cache")
    assert client.get(address, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    Registration.objects.filter(pk=registration.pk).update(state=State.WITHDRAWN)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_new_address_is_newer_than_anything_kept_under_the_old_one(client, world):
    seat(make_exchange(world), world.lia)
    assert client.get(address_of(world.lia))["Last-Modified"] == "Sun, 22 Nov 2026 10:00:00 GMT"


def test_it_is_known_on_which_day_it_was_read_last(client, world):
    address = address_of(world.lia)
    assert FeedToken.objects.get().last_used_on is None
    client.get(address)
    assert FeedToken.objects.get().last_used_on == NOW.date()


def join_cohorts(world, count: int) -> None:
    """Two cohorts with meetings, one of them cancelled."""
    for slug in ("winter", "spring"):
        cohort = make_cohort(world, slug)
        put_in(cohort, world.lia)
        for week in range(count):
            CohortMeeting.objects.create(cohort=cohort, title="Circle", starts_at=NOW + timedelta(weeks=week), ends_at=NOW + timedelta(weeks=week, hours=1),
                                         cancelled_at=NOW if week == 1 else None, cancelled_reason="x" if week == 1 else "")


def test_the_meetings_of_ones_cohorts_stand_there_too(client, world):
    join_cohorts(world, 2)
    assert sorted(str(event["STATUS"]) for event in events(client, address_of(world.lia))) == ["CANCELLED", "CANCELLED", "CONFIRMED", "CONFIRMED"]
    assert events(client, address_of(world.mouna)) == []


@pytest.mark.parametrize("count", [5, 250])
def test_it_takes_six_queries_at_most_and_one_for_mentoring_whatever_its_size(client, world, count, django_assert_max_num_queries):
    join_cohorts(world, 5)
    for number in range(count):
        exchange = Exchange.objects.create(slug=f"many-{number}", host_city=world.cascais, time_zone="Europe/Lisbon", published_at=NOW)
        for day in range(2):
            exchange.sessions.create(title=f"Day {day}", starts_at=datetime(2027, 1, 1, 9, tzinfo=UTC) + timedelta(days=number + day),
                                     ends_at=datetime(2027, 1, 1, 17, tzinfo=UTC) + timedelta(days=number + day))
        exchange.refresh_span()
        seat(exchange, world.lia)
    address = address_of(world.lia)
    with django_assert_max_num_queries(7):
        assert len(events(client, address)) == 2 * count + 10
    mark = client.get(address)["ETag"]
    with django_assert_max_num_queries(7):
        assert client.get(address, headers={"If-None-Match": mark}).status_code == 304
