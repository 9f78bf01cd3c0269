"""The agreement holds once both have signed the same words; other words ask both again. And goals."""

import pytest
import time_machine
from django.core import mail
from django.utils import translation

from academy.outbox_drain import drain
from mentoring import goals, signing
from mentoring.mentorship_turn import ChangedMeanwhile, NotNow
from tests.mentoring.mentorship_story import at
from tests.rounds import make_mentorship
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pair(world, client):
    client.force_login(world.lia)
    return make_mentorship(world)


def standing(pair):
    pair.refresh_from_db()
    return signing.standing_of(pair)


def subjects(address: str) -> list[str]:
    drain()
    found = [message.subject for message in mail.outbox if address in message.to[0]]
    mail.outbox.clear()
    return found


def test_both_sign_the_words_everybody_begins_with(world, pair, client):
    page = client.get(at("mentorship_agreement", pair)).content.decode()
    assert "stays between us" in page and "not signed yet" in page
    assert client.post(at("mentorship_signature", pair), {"version": "1"}).url == at("mentorship", pair)
    assert (standing(pair).mentee_at, standing(pair).mentor_at) == (NOW, None)
    assert subjects("marta@") == ["Lia has signed your agreement"]
    signing.sign(pair, world.marta, NOW, version=1)
    assert standing(pair).is_signed
    assert subjects("lia@") == ["You and Marta have signed your agreement"]
    assert not signing.sign(pair, world.lia, NOW, version=1)


def test_while_nobody_has_changed_the_words_nothing_is_kept_and_each_reads_them_in_their_language(pair):
    assert pair.terms == ""
    with translation.override("pt"):
        assert signing.terms_of(pair) == signing.standard_terms()


def test_other_words_ask_both_to_sign_again_and_the_record_stays(world, pair, client):
    for person in (world.marta, world.lia):
        signing.sign(pair, person, NOW, version=1)
    subjects("x")
    client.post(at("mentorship_agreement", pair), {"terms": "Once a week.\r\n\r\nBy phone.", "version": "1"})
    assert not standing(pair).is_signed and (pair.terms, pair.terms_version) == ("Once a week.\n\nBy phone.", 2)
    assert pair.signatures.count() == 2
    assert subjects("marta@") == ["Lia suggests other words for your agreement"]
    assert "Wording 1" in client.get(at("mentorship_agreement", pair)).content.decode()


def test_the_same_words_change_nothing(world, pair):
    assert not signing.change_terms(pair, signing.standard_terms(), world.lia, NOW, seen=1)
    assert pair.terms_version == 1


def test_nobody_signs_what_they_have_not_read(world, pair, client):
    signing.change_terms(pair, "Once a day, at five in the morning.", world.marta, NOW, seen=1)
    for version in ("1", "", "x", "9" * 30):
        client.post(at("mentorship_signature", pair), {"version": version})
    assert standing(pair).mentee_at is None


def test_two_who_write_at_once_lose_no_words(world, pair, client):
    signing.change_terms(pair, "Marta's words", world.marta, NOW, seen=1)
    answer = client.post(at("mentorship_agreement", pair), {"terms": "Lia typed this", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Lia typed this" in page and "Marta&#x27;s words" in page
    with pytest.raises(ChangedMeanwhile):
        signing.change_terms(pair, "Again", world.lia, NOW, seen=1)
    client.post(at("mentorship_agreement", pair), {"terms": "Both", "version": "2"})
    pair.refresh_from_db()
    assert (pair.terms, pair.terms_version) == ("Both", 3)


@pytest.mark.parametrize("terms", ["", "x" * 4001])
def test_what_cannot_be_is_said(pair, client, terms):
    assert client.post(at("mentorship_agreement", pair), {"terms": terms, "version": "1"}).status_code == 422


def test_what_people_type_is_shown_as_they_typed_it(pair, client):
    client.post(at("mentorship_agreement", pair), {"terms": "<script>alert(1)</script>", "version": "1"})
    assert "<script>alert(1)" not in client.get(at("mentorship_agreement", pair)).content.decode()


# Goals ----------------------------------------------------------------------------------------------------

def test_goals_are_added_reached_dropped_and_taken_up_again(world, pair, client):
    client.post(at("mentorship_goals", pair), {"text": "  Read a   balance sheet "})
    goal = pair.goals.get()
    assert (goal.text, goal.written_by) == ("Read a balance sheet", "mentee")
    for what, reached, dropped in (("reached", NOW.date(), None), ("dropped", None, NOW.date()), ("again", None, None)):
        client.post(at("mentorship_goal", pair, goal.pk), {"what": what})
        goal.refresh_from_db()
        assert (goal.reached_on, goal.dropped_on) == (reached, dropped)
    assert client.post(at("mentorship_goal", pair, goal.pk), {"what": "eaten"}).status_code == 404


def test_a_goal_is_one_line_and_there_are_eight_open_ones_at_most(world, pair, client):
    for wrong in ("", "two\u2028lines", "x" * 201):
        answer = client.post(at("mentorship_goals", pair), {"text": wrong})
        assert answer.status_code == 422 and "error-summary" in answer.content.decode()
    for number in range(goals.MOST_OPEN):
        goals.add(pair, f"Goal {number}", world.lia, NOW)
    with pytest.raises(NotNow):
        goals.add(pair, "One more", world.lia, NOW)
    assert client.post(at("mentorship_goals", pair), {"text": "One more"}).status_code == 302
    assert pair.goals.count() == goals.MOST_OPEN
