"""Notes are read by their writer, and shared ones by the partner. No coordinator reads either kind, on any page of theirs. Pulse, closing words likewise."""

import pytest
import time_machine
from django.urls import reverse

from mentoring import closing_talk, notes, pulse
from mentoring.mentorship_numbers import mentorship_numbers
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


def test_private_ones_are_mine_alone_and_shared_ones_my_partners_too(world, pair, client):
    client.post(at("mentorship_notes", pair), {"text": "Only for me"})
    client.post(at("mentorship_notes", pair), {"text": "For both of us", "shared": "on"})
    page = client.get(at("mentorship_notes", pair)).content.decode()
    assert "Only for me" in page and "For both of us" in page
    client.force_login(world.marta)
    page = client.get(at("mentorship_notes", pair)).content.decode()
    assert "Only for me" not in page and "For both of us" in page


def test_only_the_writer_deletes_one(world, pair, client):
    note = notes.write(pair, "mentor", "Marta's", True, NOW)
    assert client.post(at("mentorship_note_deletion", pair, note.pk)).status_code == 404
    client.force_login(world.marta)
    assert client.post(at("mentorship_note_deletion", pair, note.pk)).status_code == 302
    assert not pair.notes.exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_what_cannot_be_is_said(pair, client, text):
    assert client.post(at("mentorship_notes", pair), {"text": text}).status_code == 422


def test_no_page_of_any_coordinator_says_what_the_two_wrote(world, pair, client):
    for side in ("mentor", "mentee"):
        notes.write(pair, side, "SECRETNOTE", True, NOW)
        notes.write(pair, side, "SECRETNOTE", False, NOW)
        pulse.say(pair, side, 1, "SECRETWORD", NOW)
        pair.goals.create(text="SECRETGOAL", written_by=side, written_at=NOW)
    pair.terms = "SECRETTERMS"
    pair.save()
    closing_talk.begin_closing(pair, world.lia, NOW)
    closing_talk.write(pair, world.lia, closing_talk.Words("SECRETLETTER", "SECRETADVICE"), NOW)
    for person in (world.carla, world.mouna, world.nadia, world.teo):
        client.force_login(person)
        pages = [reverse("city_desk", args=["cascais"]), reverse("city_people", args=["cascais"]), reverse("network_mentoring"), reverse("city_mentoring", args=["cascais"]),
                 reverse("round_desk", kwargs={"name": pair.round.slug}), reverse("my"), reverse("my_mentoring"), reverse("city_people_csv", args=["cascais"])]
        for page in pages:
            assert "SECRET" not in client.get(page, follow=True).content.decode(), (person.email, page)
        if person == world.nadia:
            assert 'id="mentorships"' in client.get(reverse("round_desk", kwargs={"name": pair.round.slug})).content.decode()
        assert "SECRET" not in repr(mentorship_numbers(pair.round, person, NOW))


def test_a_word_to_oneself_is_not_shown_to_the_partner_but_the_choice_is(world, pair, client):
    client.post(at("mentorship_pulse", pair), {"value": "2", "words": "I talk too much"})
    assert "I talk too much" in client.get(at("mentorship_pulse", pair)).content.decode()
    client.force_login(world.marta)
    page = client.get(at("mentorship_pulse", pair)).content.decode()
    assert "I talk too much" not in page and page.count("Not so well") >= 2
    assert client.post(at("mentorship_pulse", pair), {"value": "6"}).status_code == 422


def test_closing_words_wait_for_the_others(world, pair, client):
    client.post(at("mentorship_closing_begins", pair))
    client.post(at("mentorship_closing", pair), {"to_partner": "Thank you, Marta", "goals_reached": "4", "to_academy": "To the academy alone"})
    client.force_login(world.marta)
    page = client.get(at("mentorship_closing", pair)).content.decode()
    assert "Thank you, Marta" not in page and "You can read it once you have, too" in page
    assert client.post(at("mentorship_closing", pair), {"to_partner": "", "goals_reached": "", "to_academy": ""}).status_code == 422
    client.post(at("mentorship_closing", pair), {"to_partner": "My pleasure", "goals_reached": "", "to_academy": ""})
    page = client.get(at("mentorship_closing", pair)).content.decode()
    assert "Thank you, Marta" in page and "To the academy alone" not in page
