"""After a session: reported by one, confirmed by the other, and only then its hours stand in the ledger, once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db.models import Sum

from academy.models import HoursGiven
from academy.outbox_drain import drain
from mentoring import confirming, ending, holding, planning
from mentoring.holding import Report
from mentoring.mentorship_turn import ChangedMeanwhile, NotNow
from mentoring.models import ClosingReason
from tests.mentoring.mentorship_story import at, planned, was
from tests.rounds import make_mentorship
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def pair(world, client):
    world.lia.city = world.mahdia
    world.lia.save()
    client.force_login(world.lia)
    return make_mentorship(world)


@pytest.fixture
def session(pair):
    return was(pair)


def minutes() -> int:
    return HoursGiven.objects.aggregate(sum=Sum("minutes"))["sum"] or 0


def seen(session) -> str:
    session.refresh_from_db()
    return session.changed_at.isoformat()


def said(session, **fields) -> dict:
    return {"happened": "yes", "held_minutes": "60", "minutes": "Balance sheets", "next_step": "Ask the bank", "seen": seen(session), **fields}


def test_hours_count_only_once_both_have_said_so(world, pair, session, client):
    assert client.post(at("mentorship_report", pair, session.pk), said(session)).status_code == 302
    assert not HoursGiven.objects.exists()
    drain()
    assert [message.subject for message in mail.outbox if "marta" in message.to[0]] == ["Lia says you met: is it right?"]
    client.force_login(world.marta)
    page = client.get(at("mentorship_session", pair, session.pk)).content.decode()
    assert "says you met for 60 minutes" in page and "Balance sheets" in page and "Ask the bank" in page
    assert client.post(at("mentorship_confirmation", pair, session.pk), {"minutes": "60"}).status_code == 302
    line = HoursGiven.objects.get()
    assert (line.kind, line.minutes, line.source, line.on) == ("mentoring", 60, f"mentoring_session:{session.pk}", session.starts_at.date())
    assert (line.giver, line.receiver, line.giver_city, line.receiver_city) == (world.marta.subject, world.lia.subject, world.cascais, world.mahdia)
    client.post(at("mentorship_confirmation", pair, session.pk), {"minutes": "60"})
    assert HoursGiven.objects.count() == 1


def test_other_minutes_take_the_hours_back_and_ask_again_and_other_words_do_not(world, pair, session):
    holding.report(session, world.lia, NOW, Report(60))
    confirming.confirm(session, world.marta, 60, NOW)
    kept = holding.report(session, world.marta, NOW + timedelta(minutes=1), Report(60, "What we said"))
    assert kept.is_confirmed and minutes() == 60 and HoursGiven.objects.count() == 1
    corrected = holding.report(session, world.marta, NOW + timedelta(minutes=2), Report(90, "What we said"))
    assert not corrected.is_confirmed and minutes() == 0
    confirming.confirm(session, world.lia, 90, NOW + timedelta(minutes=3))
    assert minutes() == 90
    assert sorted(HoursGiven.objects.values_list("minutes", "source")) == [
        (-60, f"mentoring_session:{session.pk}:undone"), (60, f"mentoring_session:{session.pk}"), (90, f"mentoring_session:{session.pk}:2")]
    holding.report(session, world.lia, NOW + timedelta(minutes=4), Report(None))
    assert minutes() == 0
    holding.report(session, world.marta, NOW + timedelta(minutes=5), Report(90))
    confirming.confirm(session, world.lia, 90, NOW + timedelta(minutes=6))
    assert minutes() == 90


def test_what_was_not_read_cannot_be_confirmed(world, pair, session, client):
    with pytest.raises(NotNow):
        confirming.confirm(session, world.marta, 60, NOW)
    holding.report(session, world.marta, NOW, Report(45))
    client.post(at("mentorship_confirmation", pair, session.pk), {"minutes": "60"})
    client.post(at("mentorship_confirmation", pair, session.pk), {})
    assert minutes() == 0
    holding.report(session, world.marta, NOW, Report(30))
    with pytest.raises(NotNow):
        confirming.confirm(session, world.lia, 45, NOW)


def test_missed_needs_no_confirmation(world, pair, session, client):
    client.post(at("mentorship_report", pair, session.pk), said(session, happened="no", held_minutes=""))
    session.refresh_from_db()
    assert session.missed_at == NOW and session.held_minutes is None
    drain()
    assert not [message for message in mail.outbox if "is it right" in message.subject]


def test_nothing_is_said_of_what_has_not_begun_or_was_called_off(world, pair):
    coming = planned(pair)
    with pytest.raises(NotNow):
        holding.report(coming, world.lia, NOW, Report(60))
    planning.cancel(coming, world.lia, NOW)
    with pytest.raises(NotNow):
        holding.report(coming, world.lia, NOW + timedelta(days=9), Report(60))


def test_two_who_write_at_once_lose_no_words(world, pair, session, client):
    mine = said(session, minutes="What Lia typed")
    holding.report(session, world.marta, NOW + timedelta(minutes=1), Report(60, "What Marta typed"))
    answer = client.post(at("mentorship_report", pair, session.pk), mine)
    page = answer.content.decode()
    assert answer.status_code == 422 and "What Lia typed" in page and "What Marta typed" in page
    session.refresh_from_db()
    assert session.minutes == "What Marta typed"
    with pytest.raises(ChangedMeanwhile):
        holding.report(session, world.lia, NOW, Report(60), seen=NOW - timedelta(days=9))


@pytest.mark.parametrize(("typed", "words"), [({"held_minutes": ""}, "between 5 minutes and 12 hours"), ({"held_minutes": "4"}, "between 5 minutes and 12 hours"),
                                              ({"held_minutes": "721"}, "between 5 minutes and 12 hours"), ({"happened": ""}, "required"), ({"happened": "perhaps"}, "valid choice")])
def test_what_cannot_be_is_said(pair, session, client, typed, words):
    answer = client.post(at("mentorship_report", pair, session.pk), said(session, **typed))
    assert answer.status_code == 422 and words in answer.content.decode() and "Balance sheets" in answer.content.decode()


def test_hours_of_the_last_session_count_after_the_end_too(world, pair, session):
    ending.end(pair, ClosingReason.DONE, world.lia, NOW)
    holding.report(session, world.lia, NOW, Report(60))
    confirming.confirm(session, world.marta, 60, NOW)
    assert minutes() == 60
