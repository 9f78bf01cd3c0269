"""Finding a time: two to eight are offered, the partner says which suit, whoever asked chooses one, and it is a session in both calendars."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction

from academy.outbox_drain import drain
from mentoring import pausing, time_polls
from mentoring.mentorship_turn import NotNow
from mentoring.models import MentoringSession, TimePoll, TimePollOption
from tests.mentoring.mentorship_story import HOUR, at
from tests.rounds import make_mentorship
from tests.world import NOW

pytestmark = pytest.mark.django_db
OFFER = {"minutes": "60", "day_1": "2026-12-08", "begins_1": "18:00", "day_2": "2026-12-10", "begins_2": "18:00"}


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


def offered(pair, world, count: int = 3) -> TimePoll:
    return time_polls.offer(pair, world.marta, NOW, [(NOW + day * 24 * HOUR, NOW + day * 24 * HOUR + HOUR) for day in range(1, count + 1)])


def subjects(address: str) -> list[str]:
    drain()
    found = [message.subject for message in mail.outbox if address in message.to[0]]
    mail.outbox.clear()
    return found


def test_from_the_offer_to_the_session(world, pair, client):
    assert client.post(at("mentorship_times_new", pair), OFFER).url == at("mentorship_times", pair)
    poll = TimePoll.objects.get()
    assert [each.starts_at for each in poll.options.all()] == [datetime(2026, 12, 8, 17, tzinfo=UTC), datetime(2026, 12, 10, 17, tzinfo=UTC)]
    assert subjects("marta@") == ["Lia asks: which time suits you?"]
    client.force_login(world.marta)
    page = client.get(at("mentorship_times", pair)).content.decode()
    assert "17:00–18:00" in page and "18:00–19:00" in page
    first, second = poll.options.all()
    client.post(at("mentorship_times", pair), {"poll": poll.pk, "suits": [second.pk, "x", "9" * 30]})
    assert subjects("lia@") == ["Marta has said which times suit"]
    client.force_login(world.lia)
    client.post(at("mentorship_times_choice", pair), {"option": first.pk, "place": ""})
    assert not MentoringSession.objects.exists(), "that one does not suit Marta"
    client.post(at("mentorship_times_choice", pair), {"option": second.pk, "place": "https://meet.example/us"})
    session = MentoringSession.objects.get()
    assert (session.starts_at, session.place, session.time_zone, session.time_poll) == (second.starts_at, "https://meet.example/us", "Africa/Tunis", poll)
    assert subjects("marta@") == ["Mentoring with Lia: Thursday, 10 December 2026"]
    poll.refresh_from_db()
    assert poll.closed_at == NOW


@pytest.mark.parametrize(("typed", "words"), [
    ({"day_2": "", "begins_2": ""}, "at least two times"), ({"day_2": "2026-12-08"}, "at least two times"), ({"begins_2": ""}, "Say both"), ({"day_2": ""}, "Say both"),
    ({"day_1": "2026-11-21"}, "This time is over"), ({"day_1": "2029-01-01"}, "This time is over"), ({"minutes": "7"}, "valid choice"), ({"begins_1": "25:00"}, "Write the time like this: 09:30.")])
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(pair, client, typed, words):
    answer = client.post(at("mentorship_times_new", pair), {**OFFER, "day_8": "2026-12-24", "begins_8": "09:15", **typed} if "at least" not in words else {**OFFER, **typed})
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "18:00" in page
    assert not TimePoll.objects.exists()


def test_a_time_the_clocks_jump_over_is_refused_with_the_reason(world, pair, client):
    client.force_login(world.marta)
    answer = client.post(at("mentorship_times_new", pair), {**OFFER, "day_2": "2027-03-28", "begins_2": "01:30"})
    assert answer.status_code == 422 and "01:30 does not exist on that day" in answer.content.decode()


def test_a_second_offer_takes_the_place_of_the_first(world, pair):
    first = offered(pair, world)
    second = offered(pair, world, 2)
    assert list(TimePoll.objects.filter(closed_at=None)) == [second]
    with pytest.raises(NotNow):
        time_polls.mark(first, world.lia, set(), NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        TimePoll.objects.filter(pk=first.pk).update(closed_at=None)


def test_only_whoever_asked_chooses_or_takes_it_back(world, pair):
    poll = offered(pair, world)
    option = poll.options.first()
    time_polls.mark(poll, world.lia, {option.pk}, NOW)
    with pytest.raises(NotNow):
        time_polls.choose(poll, option.pk, world.lia, NOW, zone="Africa/Tunis")
    assert not time_polls.withdraw(poll, world.lia, NOW) and time_polls.withdraw(poll, world.marta, NOW)


def test_a_time_that_is_over_or_of_another_poll_cannot_be_chosen(world, pair):
    poll = offered(pair, world)
    with pytest.raises(NotNow):
        time_polls.choose(poll, poll.options.first().pk, world.marta, NOW + timedelta(days=2), zone="Europe/Lisbon")
    with pytest.raises(NotNow):
        time_polls.choose(poll, 999_999, world.marta, NOW, zone="Europe/Lisbon")
    assert not MentoringSession.objects.exists()


@pytest.mark.parametrize("count", [1, 9])
def test_between_two_and_eight_times(world, pair, count):
    with pytest.raises(NotNow):
        offered(pair, world, count)


def test_nothing_is_offered_while_it_is_paused(world, pair, client):
    pausing.pause(pair, world.marta, NOW)
    assert client.post(at("mentorship_times_new", pair), OFFER).url == at("mentorship", pair)
    assert not TimePoll.objects.exists()


def test_marks_on_an_old_page_mean_nothing(world, pair, client):
    old = offered(pair, world)
    new = offered(pair, world)
    client.post(at("mentorship_times", pair), {"poll": old.pk, "suits": [each.pk for each in new.options.all()]})
    assert not TimePollOption.objects.filter(suits_mentee__isnull=False).exists()


def test_a_poll_whose_times_are_all_over_waits_no_more(world, pair, client, clock):
    offered(pair, world)
    clock.move_to(NOW + timedelta(days=30))
    client.force_login(world.lia)
    assert client.get(at("mentorship_times", pair)).url == at("mentorship_times_new", pair)
