"""The page of a mentorship: for the two in it alone; it says where they are and what to do now."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from academy.erasure import erase_person
from mentoring import closing_talk, ending, goals, holding, pausing, signing, time_polls
from mentoring.models import ClosingReason, MentorshipStage
from mentoring.own_mentorships import own_mentorships
from tests.mentoring.mentorship_story import HOUR, at, planned, was
from tests.rounds import make_mentorship, make_round
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pair(world):
    world.lia.time_zone = "Africa/Tunis"
    world.lia.save()
    return make_mentorship(world)


def read(client, person, mentorship, name="mentorship", *more) -> str:
    client.force_login(person)
    answer = client.get(at(name, mentorship, *more))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_who_and_both_clocks(world, pair, client):
    page = read(client, world.marta, pair)
    assert "lia@people.example" in page and "Lia Learns" in page
    assert "10:00" in page and "11:00" in page and "Tunis" in page
    assert "marta@people.example" in read(client, world.lia, pair)


def test_nobody_else_opens_it_whatever_their_role(world, pair, client):
    root = make_person("root", "Root", is_superuser=True, is_staff=True)
    for person in (world.stranger, world.carla, world.mouna, world.nadia, world.teo, root):
        client.force_login(person)
        assert client.get(at("mentorship", pair)).status_code == 404
    client.logout()
    assert "/account/login/" in client.get(at("mentorship", pair)).url


def sentence(world, client, pair, person=None) -> str:
    page = read(client, person or world.lia, pair)
    return page.split('class="mentorship__sentence">')[1].split("<")[0]


def test_it_says_what_to_do_now_step_by_step(world, pair, client):
    assert sentence(world, client, pair).startswith("Read the agreement")
    for person in (world.marta, world.lia):
        signing.sign(pair, person, NOW, version=1)
    assert sentence(world, client, pair).startswith("Write down what you want")
    goals.add(pair, "Read a balance sheet", world.lia, NOW)
    assert sentence(world, client, pair) == "Find a time for your next session."
    time_polls.offer(pair, world.marta, NOW, [(NOW + n * 24 * HOUR, NOW + n * 24 * HOUR + HOUR) for n in (1, 2)])
    assert sentence(world, client, pair) == "Marta offers some times for your next session."
    assert sentence(world, client, pair, world.marta) == "You are looking for a time for your next session."
    session = planned(pair)
    time_polls.withdraw(pair.time_polls.get(), world.marta, NOW)
    assert sentence(world, client, pair) == "You meet Marta on Friday, 27 November 2026, 11:00–12:00."
    with time_machine.travel(session.ends_at + HOUR, tick=False):
        assert sentence(world, client, pair).startswith("Did you and Marta meet")
        holding.report(session, world.marta, timezone.now(), holding.Report(60))
        assert sentence(world, client, pair).startswith("Marta says you met for 60 minutes")
    pausing.pause(pair, world.lia, NOW)
    assert sentence(world, client, pair).startswith("You are pausing")


def test_the_steps_are_said_in_words_beside_the_drawing(world, pair, client):
    signing.sign(pair, world.lia, NOW, version=1)
    goals.mark(goals.add(pair, "Read a balance sheet", world.lia, NOW), goals.REACHED, NOW)
    page = read(client, world.lia, pair)
    assert page.count("<svg class=\"mosaic") == 2
    for words in ("one of you has signed", "1 of 1 reached", "0 sessions held", "not yet"):
        assert words in page


def test_where_it_stands_is_computed(world, pair):
    assert pair.stage() == MentorshipStage.ACTIVE
    pausing.pause(pair, world.lia, NOW)
    assert pair.stage() == MentorshipStage.PAUSED
    closing_talk.begin_closing(pair, world.lia, NOW)
    pair.refresh_from_db()
    assert pair.stage() == MentorshipStage.CONCLUDING
    ending.end(pair, ClosingReason.DONE, world.lia, NOW)
    assert pair.stage() == MentorshipStage.CLOSED


def test_the_page_takes_as_many_queries_for_much_as_for_little(world, pair, client):
    client.force_login(world.lia)
    counts = []
    for number in (1, 8):
        for _more in range(number):
            planned(pair)
            was(pair)
            pair.goals.create(text="g", written_by="mentor", written_at=NOW)
            pair.notes.create(side="mentor", text="n", written_at=NOW)
        client.get(at("mentorship", pair))
        with CaptureQueriesContext(connection) as captured:
            client.get(at("mentorship", pair))
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 16


def test_a_mentor_of_several_sees_all_with_what_to_do(world, pair, client):
    client.force_login(world.marta)
    counts = []
    for number in (1, 4):
        for more in range(number):
            mentee = make_person(f"m{number}{more}", f"Mentee {number}{more}", world.mahdia)
            planned(make_mentorship(world, mentee=mentee, mentoring_round=make_round(world, f"r{number}{more}", closed=True)))
        with CaptureQueriesContext(connection) as captured:
            mine = own_mentorships(world.marta, NOW)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8
    assert len(mine.as_mentor) == 6 and not mine.as_mentee and not mine.over
    page = client.get(reverse("my_mentoring")).content.decode()
    assert "You mentor 6 people" in page and "Mentee 40" in page and "Lia Learns" in page


def test_who_erased_their_account_is_a_former_member(world, pair, client):
    signing.sign(pair, world.marta, NOW, version=1)
    erase_person(world.marta, at=NOW)
    page = read(client, world.lia, pair)
    assert "former member" in page
    assert "Marta" not in page and "marta@" not in page and "erased.invalid" not in page
