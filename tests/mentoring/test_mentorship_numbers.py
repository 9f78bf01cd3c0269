"""What coordinators see of mentorships: counts, nothing under five that would point at somebody, and whom of their own city to ask how they are."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.erasure import erase_person
from mentoring import ending, pausing, pulse
from mentoring.mentorship_numbers import mentorship_numbers
from mentoring.models import ClosingFeedback, ClosingReason
from tests.mentoring.mentorship_story import was
from tests.rounds import make_mentorship, make_round
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(weeks=7)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def going(world):
    """A round of the network that began today: Marta of Cascais mentors Lia, and Mina of Mahdia."""
    mentoring_round = make_round(world, closed=True, starts_on=NOW.date())
    make_mentorship(world, mentoring_round=mentoring_round)
    mina = make_person("mina", "Mina of Mahdia", world.mahdia)
    mentor = make_person("mentor", "Mario Mentors", world.cascais)
    make_mentorship(world, mentor=mentor, mentee=mina, mentoring_round=mentoring_round)
    return mentoring_round


def more(world, going, count: int, **fields):
    """As many further mentorships in the round, with people of their own."""
    return [make_mentorship(world, mentor=make_person(f"a{count}{n}", f"A {n}", world.cascais), mentee=make_person(f"b{count}{n}", f"B {n}", world.cascais),
                            mentoring_round=going, **fields) for n in range(count)]


def test_each_city_counts_those_with_its_people_and_the_whole_each_once(world, going):
    numbers = mentorship_numbers(going, world.nadia, NOW)
    assert [(line.city, line.under_way) for line in numbers.cities] == [("Cascais", 2), ("Mahdia", 1)]
    assert (numbers.all.under_way, numbers.all.paused, numbers.all.no_meeting, numbers.all.closed) == (2, 0, 0, 0)


def test_paused_quiet_and_closed_are_counted_as_that(world, going):
    first, second = going.mentorships.order_by("pk")
    pausing.pause(first, world.lia, NOW)
    numbers = mentorship_numbers(going, world.nadia, LATER)
    assert (numbers.all.under_way, numbers.all.paused, numbers.all.no_meeting) == (1, 1, 1)
    ending.end(second, ClosingReason.NO_TIME, second.mentee, NOW)
    numbers = mentorship_numbers(going, world.nadia, LATER)
    assert (numbers.all.closed, numbers.all.no_meeting, numbers.reasons) == (1, 0, [])


def test_somebody_who_met_within_six_weeks_is_not_asked_after(world, going):
    session = was(going.mentorships.get(mentee=world.lia), days=-14, when=NOW)
    session.held_minutes = 60
    session.save()
    assert [person.name for person in mentorship_numbers(going, world.carla, LATER).ask_after] == ["Mario Mentors"]
    assert [person.name for person in mentorship_numbers(going, world.carla, LATER + timedelta(weeks=1)).ask_after] == ["Lia Learns", "Mario Mentors", "Marta Mentors"]


@pytest.mark.parametrize(("who", "names"), [("carla", ["Lia Learns", "Mario Mentors", "Marta Mentors"]), ("mouna", ["Mina of Mahdia"]), ("nadia", [])])
def test_names_are_read_by_the_coordinators_of_their_own_city_only(world, going, client, who, names):
    person = getattr(world, who)
    assert [each.name for each in mentorship_numbers(going, person, LATER).ask_after] == names
    assert mentorship_numbers(going, person, NOW).ask_after == []
    with time_machine.travel(LATER, tick=False):
        client.force_login(person)
        page = client.get(reverse("round_desk", kwargs={"name": going.slug})).content.decode()
    part = page.split('id="mentorships"')[1].split("</section>")[0]
    assert [name for name in ("Lia Learns", "Mario Mentors", "Marta Mentors", "Mina of Mahdia") if name in part] == names


def test_who_only_reads_knows_no_small_counts_of_other_cities_and_nothing_of_the_whole(world, going):
    numbers = mentorship_numbers(going, world.mouna, NOW)
    assert numbers.all is None and numbers.low is None and numbers.words == numbers.reasons == []
    assert [(line.city, line.shown) for line in numbers.cities] == [("Cascais", [None] * 4), ("Mahdia", [1, 0, 0, 0])]


def test_low_pulses_are_a_number_from_five_on(world, going):
    pairs = more(world, going, 6)
    for each in pairs[:4]:
        pulse.say(each, "mentee", 1, "", NOW)
    assert mentorship_numbers(going, world.nadia, NOW).low is None
    for each in pairs[4:]:
        pulse.say(each, "mentee", 2, "", NOW)
        pulse.say(each, "mentor", 1, "", NOW)
    assert mentorship_numbers(going, world.nadia, NOW).low == 5, "six, to the nearest five"
    for each in pairs:
        for side in ("mentor", "mentee"):
            pulse.say(each, side, 5, "", NOW + timedelta(days=1))
    assert mentorship_numbers(going, world.nadia, NOW + timedelta(days=1)).low is None


def test_reasons_and_words_to_the_academy_are_told_from_five_on(world, going):
    for number, each in enumerate(more(world, going, 5)):
        assert mentorship_numbers(going, world.nadia, NOW).words == []
        ending.end(each, ClosingReason.NO_FIT if number else ClosingReason.DONE, each.mentee, NOW)
        ClosingFeedback.objects.create(mentorship=each, side="mentee", to_academy=f"Advice {number}", written_at=NOW)
    numbers = mentorship_numbers(going, world.nadia, NOW)
    assert [count for _words, count in numbers.reasons] == [4, 1]
    assert sorted(numbers.words) == [f"Advice {number}" for number in range(5)]


def test_a_former_member_is_not_named(world, going):
    erase_person(world.lia, at=NOW)
    assert "Lia" not in repr([person.get_full_name() for person in mentorship_numbers(going, world.carla, LATER).ask_after])


def test_it_takes_as_many_queries_for_few_as_for_many(world, going):
    counts = []
    mentorship_numbers(going, world.nadia, NOW)  # her roles are read once
    for number in (1, 7):
        more(world, going, number, started_on=date(2026, 11, 1))
        with CaptureQueriesContext(connection) as captured:
            mentorship_numbers(going, world.nadia, NOW)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 5
