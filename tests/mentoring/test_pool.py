"""Filling the pool again: asked for together within a few minutes, one run waiting at a time, everything accepted held."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy.models import Intention
from academy.outbox_drain import drain
from mentoring.answering import say_not_now, say_yes
from mentoring.held_pairs import held_pairs
from mentoring.models import MatchingRun, MatchProposal, Purpose
from mentoring.pool import ask_for_next, fill_again, somebody_could_be_served
from mentoring.running import ask_for_run
from mentoring.stopping import go_on, stop
from tests.mentoring.proposal_story import tell_story
from tests.rounds import make_round, publish, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def story(world):
    return tell_story(world)


def next_runs():
    return MatchingRun.objects.filter(purpose=Purpose.NEXT)


def test_what_happens_within_minutes_asks_once(story):
    for seconds in (0, 30, 120):
        assert fill_again(story.round, LATER + timedelta(seconds=seconds))
    asked = Intention.objects.get(kind="mentoring.fill_pool")
    assert LATER + timedelta(minutes=5) <= asked.run_at <= LATER + timedelta(minutes=7)
    fill_again(story.round, LATER + timedelta(minutes=10))
    assert Intention.objects.filter(kind="mentoring.fill_pool").count() == 2


def test_one_run_is_asked_for_and_none_beside_one_that_waits(story):
    assert ask_for_next(story.round.pk, LATER).purpose == Purpose.NEXT
    assert ask_for_next(story.round.pk, LATER) is None and next_runs().count() == 1


def test_beside_one_that_is_being_played_another_is_asked_for_later(story):
    run = ask_for_next(story.round.pk, LATER)
    MatchingRun.objects.filter(pk=run.pk).update(started_at=LATER)
    assert ask_for_next(story.round.pk, LATER) is None
    assert Intention.objects.get(kind="mentoring.fill_pool").run_at > LATER


def test_a_simulation_that_waits_is_no_reason_to_wait(story):
    ask_for_run(story.round, rules=story.round.rules, at=LATER)
    assert ask_for_next(story.round.pk, LATER)


def test_nobody_free_or_nobody_waiting_asks_for_nothing(world):
    mentoring_round = make_round(world, closed=True)
    mentor, mentee = take_part(mentoring_round, world.marta, offers={"bookkeeping": 4}), take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)})
    publish(mentoring_round, [])
    assert somebody_could_be_served(mentoring_round)
    stop(mentee, NOW)
    assert not somebody_could_be_served(mentoring_round) and ask_for_next(mentoring_round.pk, LATER) is None
    go_on(mentee, NOW)
    stop(mentor, NOW)
    assert not somebody_could_be_served(mentoring_round)


def test_who_could_only_mentor_themselves_is_nobody(world):
    mentoring_round = make_round(world, closed=True)
    take_part(mentoring_round, world.marta, offers={"bookkeeping": 4}, wants={"bookkeeping": (1, 3)})
    publish(mentoring_round, [])
    assert not somebody_could_be_served(mentoring_round)


@pytest.mark.parametrize("fields", [{"published_at": None}, {"closed_at": NOW, "closing_reason": "Enough"}, {"kind": "circles"},
                                    {"starts_on": NOW.date() - timedelta(days=9), "ends_on": NOW.date()}])
def test_a_round_that_proposes_nobody_any_more_asks_for_nothing(story, fields):
    type(story.round).objects.filter(pk=story.round.pk).update(**fields)
    story.round.refresh_from_db()
    assert not fill_again(story.round, LATER) and ask_for_next(story.round.pk, LATER) is None and not next_runs().exists()


def test_stopping_and_going_on(world, story):
    assert [stop(story.karim_entry, NOW), stop(story.karim_entry, NOW)] == [True, False]
    assert [go_on(story.karim_entry, LATER), go_on(story.karim_entry, LATER)] == [True, False]
    assert Intention.objects.filter(kind="mentoring.fill_pool").count() == 1


def test_a_no_leads_to_the_next_best_pairs_with_what_stands_held(world, time_machine):
    """The whole way, with the matcher: Marta is proposed to Lia, Amel to Karim, who say yes; Lia says not now. Nina, who was free, is proposed to Lia."""
    from tests.world import make_person

    time_machine.move_to(NOW, tick=False)
    story = tell_story(world)
    other = MatchProposal.objects.create(round=story.round, run=story.proposal.run, offer=story.amel_entry.offer, request=story.karim_entry.request, score=60, parts={},
                                         proposed_at=NOW, expires_at=NOW + timedelta(days=7))
    for person in (story.amel, story.karim):
        say_yes(other, person, at=NOW)
    take_part(story.round, make_person("nina", "Nina Knows", world.mahdia), offers={"bookkeeping": 2})
    say_not_now(story.proposal, world.lia, at=NOW)
    time_machine.move_to(NOW + timedelta(minutes=10), tick=False)
    drain(timezone.now)
    assert list(Intention.objects.exclude(error="").values_list("key", "error")) == []
    run = next_runs().get()
    assert run.finished_at and run.input["round"]["pinned"] == [[story.amel_entry.lot, story.karim_entry.lot]]
    new = MatchProposal.objects.open().get()
    assert (new.offer.participation.person.name, new.request, new.run) == ("Nina Knows", story.lia_entry.request, run)
    assert held_pairs(story.round) == {(other.offer_id, other.request_id), (new.offer_id, new.request_id)}
