"""Planning a session: on my clock, shown on both; told by mail with a calendar part; moved and called off with a risen sequence."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from icalendar import Calendar

from academy.outbox_drain import drain
from mentoring import planning
from mentoring.mentorship_turn import NotNow
from mentoring.models import MentoringSession
from tests.mentoring.mentorship_story import HOUR, at, planned, was
from tests.rounds import make_mentorship
from tests.world import NOW

pytestmark = pytest.mark.django_db
FACTS = {"day": "2026-12-08", "begins": "18:00", "ends": "19:00", "place": "https://meet.example/us"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def pair(world, client):
    world.lia.time_zone = "Africa/Tunis"
    world.lia.save()
    client.force_login(world.lia)
    return make_mentorship(world)


def events(address: str) -> list:
    """[(method, VEVENT)] in the mails to this address since the last call."""
    drain()
    found = []
    for message in mail.outbox:
        if address in message.to[0]:
            for part in message.alternatives:
                if part[1].startswith("text/calendar"):
                    found += [(part[1].split("method=")[1], event) for event in Calendar.from_ical(part[0]).walk("VEVENT")]
    mail.outbox.clear()
    return found


def test_it_is_planned_on_my_clock_and_shown_on_both(world, pair, client):
    answer = client.post(at("mentorship_session_new", pair), FACTS)
    session = MentoringSession.objects.get()
    assert answer.url == at("mentorship_session", pair, session.pk)
    assert (session.starts_at, session.ends_at, session.time_zone, session.planned_by) == (
        datetime(2026, 12, 8, 17, tzinfo=UTC), datetime(2026, 12, 8, 18, tzinfo=UTC), "Africa/Tunis", "mentee")
    page = client.get(answer.url).content.decode()
    assert "18:00–19:00" in page and "17:00–18:00" in page and "Lisbon" in page


def test_both_get_it_with_a_calendar_part_of_their_own(world, pair, client):
    client.post(at("mentorship_session_new", pair), FACTS)
    (method, to_lia), = events("lia@")
    client.post(at("mentorship_session_change", pair, MentoringSession.objects.get().pk), {**FACTS, "begins": "18:30", "ends": "19:30"})
    (_method, to_marta), = events("marta@")
    assert method == "REQUEST"
    assert (str(to_lia["SUMMARY"]), str(to_marta["SUMMARY"])) == ("Mentoring with Marta", "Mentoring with Lia")
    assert to_lia["UID"] == to_marta["UID"] and (to_lia["SEQUENCE"], to_marta["SEQUENCE"]) == (0, 1)
    assert to_lia["ATTENDEE"].params["RSVP"] == "FALSE" and to_lia["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert str(to_lia["ATTENDEE"]) == "mailto:lia@people.example" and "marta" not in to_lia.to_ical().decode().lower().replace("mentoring with marta", "")


def test_moved_and_called_off_it_stays_the_same_for_calendars(world, pair, client):
    client.post(at("mentorship_session_new", pair), FACTS)
    session = MentoringSession.objects.get()
    told = events("marta@")
    client.post(at("mentorship_session_change", pair, session.pk), {**FACTS, "day": "2026-12-09"})
    told += events("marta@")
    client.post(at("mentorship_session_cancellation", pair, session.pk))
    told += events("marta@")
    assert [(method, event["SEQUENCE"]) for method, event in told] == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    assert len({str(event["UID"]) for _method, event in told}) == 1
    assert not planning.cancel(session, world.lia, NOW)


def test_news_that_was_overtaken_is_not_sent(world, pair):
    session = planned(pair, world.lia)
    planning.change(session, world.lia, NOW, starts_at=session.starts_at + HOUR, ends_at=session.ends_at + HOUR)
    drain()
    assert [message.subject for message in mail.outbox if "marta" in message.to[0]] == ["Your session with Lia has changed: Friday, 27 November 2026"]


@pytest.mark.parametrize(("typed", "words"), [
    ({"ends": "18:00"}, "must end after it begins"), ({"ends": "15:00"}, "must end after it begins"), ({"day": ""}, "required"), ({"day": "2029-01-01"}, "Choose a day between"),
    ({"day": "2026-01-01"}, "Choose a day between"), ({"place": "Two\u2028lines"}, "one line")])
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(pair, client, typed, words):
    answer = client.post(at("mentorship_session_new", pair), {**FACTS, "place": "Café Central", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and 'href="#id_' in page
    assert "place" in typed or "Café Central" in page
    assert not MentoringSession.objects.exists()


@pytest.mark.parametrize(("begins", "ends", "field"), [("01:30", "03:00", "begins"), ("00:30", "01:30", "ends")])
def test_a_time_the_clocks_jump_over_is_refused_with_the_reason(world, pair, client, begins, ends, field):
    client.force_login(world.marta)  # Lisbon, 28 March 2027: 01:00 becomes 02:00
    answer = client.post(at("mentorship_session_new", pair), {"day": "2027-03-28", "begins": begins, "ends": ends, "place": ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and "01:30 does not exist on that day" in page and "02:00" in page and f'href="#id_{field}"' in page
    client.force_login(world.lia)  # Tunis knows no such night
    assert client.post(at("mentorship_session_new", pair), {"day": "2027-03-28", "begins": begins, "ends": ends, "place": ""}).status_code == 302


def test_a_session_that_took_place_already_can_be_put_down_and_nobody_is_told(pair, client):
    answer = client.post(at("mentorship_session_new", pair), {**FACTS, "day": "2026-11-20"})
    assert answer.url == at("mentorship_report", pair, MentoringSession.objects.get().pk)
    assert events("marta@") == events("lia@") == []


def test_what_is_over_or_reported_cannot_be_moved(world, pair):
    session = was(pair)
    for deed in (lambda: planning.cancel(session, world.lia, NOW), lambda: planning.change(session, world.lia, NOW, place="X")):
        with pytest.raises(NotNow):
            deed()


def test_moved_by_the_other_it_is_written_on_their_clock(world, pair, client):
    session = planned(pair, zone="Europe/Lisbon")
    client.post(at("mentorship_session_change", pair, session.pk), {"day": "2026-11-27", "begins": "11:00", "ends": "12:00", "place": "Here"})
    session.refresh_from_db()
    assert (session.place, session.time_zone, session.sequence) == ("Here", "Europe/Lisbon", 1)
    client.post(at("mentorship_session_change", pair, session.pk), {"day": "2026-11-27", "begins": "12:00", "ends": "13:00", "place": "Here"})
    session.refresh_from_db()
    assert (session.starts_at, session.time_zone, session.sequence) == (datetime(2026, 11, 27, 11, tzinfo=UTC), "Africa/Tunis", 2)


def test_afterwards_both_are_asked_how_it_was_once(world, pair, clock):
    session = planned(pair)
    planning.change(session, world.lia, NOW, starts_at=session.starts_at + HOUR, ends_at=session.ends_at + HOUR)
    drain()
    mail.outbox.clear()
    clock.move_to(NOW + timedelta(days=5, hours=4))
    drain()
    assert sorted(message.subject for message in mail.outbox) == ["Did you and Lia meet?", "Did you and Marta meet?"]
