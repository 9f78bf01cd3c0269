"""Rounds of circles speak of circles: in the entry, on one's own page, and at the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import circle_answers
from mentoring.entry_draft import EntryDraft
from mentoring.entry_form import EntryForm
from mentoring.laying_circles import lay_circles
from mentoring.models import Answer, RoundKind
from mentoring.named_lots import NamedLots
from mentoring.next_step import next_step
from mentoring.own_proposals import proposing_rounds
from mentoring.simulation_numbers import numbers_of
from tests.mentoring.desk import simulate
from tests.rounds import make_round, publish, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed(world):
    """Marta convenes for Lia and Teo; the round is published."""
    made = make_round(world, "circles", closed=True, kind=RoundKind.CIRCLES)
    convenor = take_part(made, world.marta, offers={"bookkeeping": 4}, wants={"law": (1, 3)}, capacity=4)
    members = [take_part(made, person, offers={"law": 3}, wants={"bookkeeping": (1, 3)}, mentors_wanted=2) for person in (world.lia, world.teo)]
    run = publish(made, [(convenor, member) for member in members])
    lay_circles(run, NOW)
    return made


def test_the_entry_asks_whether_one_would_convene_and_not_for_mentors(world, client):
    now = timezone.now()
    dates = {"call_opens_at": now - timedelta(days=1), "call_closes_at": now + timedelta(days=1)}
    pages = {}
    client.force_login(world.lia)
    for kind in RoundKind:
        made = make_round(world, f"of-{kind}", kind=kind, **dates)
        pages[kind] = client.get(f"/en/my/mentoring/rounds/{made.slug}/").content.decode()
    assert "How many mentors you would like" in pages["pairs"] and "round of circles" not in pages["pairs"]
    assert "How many mentors you would like" not in pages["circles"] and "I would rather not convene" in pages["circles"] and "you convene it" in pages["circles"]


def test_what_is_not_asked_keeps_what_was_said_before(world):
    draft = EntryDraft(time_zone="Europe/Lisbon", mentors_wanted=2, hope="A plan", shows=["city"])
    form = EntryForm(make_round(world, "circles", kind=RoundKind.CIRCLES), draft, {"time_zone": "Europe/Lisbon", "capacity": "3"})
    form.is_valid()
    kept = form.draft()
    assert (kept.capacity, kept.mentors_wanted, kept.hope, kept.shows) == (3, 2, "A plan", ["city"])


def test_nobody_who_is_asked_for_a_circle_reads_that_nobody_was_found(proposed, world, client):
    assert [each.unmatched for each in proposing_rounds(world.lia)] == [False]
    client.force_login(world.lia)
    page = client.get("/en/my/mentoring/").content.decode()
    assert "nobody is found for you" not in page and "please answer until" in page
    proposed.circles.update(lapsed_at=NOW)
    assert [each.unmatched for each in proposing_rounds(world.lia)] == [True]


def test_the_desk_counts_circles_that_ask(proposed):
    assert next_step(proposed, NOW).words.startswith("1 circle still asks")


def test_who_convenes_is_not_counted_among_those_who_ask(world):
    made = make_round(world, "circles", closed=True, kind=RoundKind.CIRCLES)
    take_part(made, world.marta, offers={"bookkeeping": 4}, wants={"law": (1, 3)}, capacity=4)
    for person in (world.lia, world.teo):
        take_part(made, person, offers={"law": 3}, wants={"bookkeeping": (1, 3)}, mentors_wanted=2)
    numbers = numbers_of(simulate(made), NamedLots(made, world.nadia))
    assert (numbers.mentees, numbers.served, numbers.mentors, numbers.places) == (2, 2, 1, 4)
    assert [(row.mentees, row.served, row.used) for row in numbers.cities] == [(2, 2, 2)]


def test_a_convenor_who_was_set_aside_asks_again(world):
    made = make_round(world, "circles", closed=True, kind=RoundKind.CIRCLES)
    take_part(made, world.marta, offers={"bookkeeping": 4}, wants={"law": (1, 3)}, capacity=4)
    take_part(made, world.lia, wants={"bookkeeping": (1, 3)})
    numbers = numbers_of(simulate(made), NamedLots(made, world.nadia))
    assert (numbers.mentees, numbers.served, numbers.mentors) == (2, 0, 0)


def test_how_it_stands_leads_to_the_circle(proposed, world, client):
    client.force_login(world.lia)
    page = client.get("/en/my/mentoring/rounds/circles/reasons/").content.decode()
    circle = proposed.circles.get()
    assert f"/en/my/mentoring/circles/{circle.pk}/" in page and "Why there is no mentor for you" not in page and "No further proposals" not in page
    circle_answers.answer(circle, world.lia, Answer.YES, at=NOW)
    assert "You can change your answer until" in client.get(f"/en/my/mentoring/circles/{circle.pk}/").content.decode()
