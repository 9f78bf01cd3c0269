"""Both at the same moment, and against expiry and leaving: exactly one mentorship or none, on both databases. The naive ways are seen to fail."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from academy.refusals import Refused
from mentoring.answering import say_not_now, say_yes
from mentoring.ending_proposals import end
from mentoring.expiring import expire_due
from mentoring.leaving import leave
from mentoring.models import Answer, Ending, MatchProposal, Mentorship, Participation, ProposalAnswer
from mentoring.proposing import lay_proposals
from tests.mentoring.proposal_story import tell_story
from tests.world import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
JUST_IN_TIME, OVER = NOW + timedelta(days=7, seconds=-1), NOW + timedelta(days=7)


def at_once(*acts) -> list:
    """What each of the acts, begun together in a thread of its own, gave or raised."""
    start, got = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        try:
            start.wait()
            got[number] = acts[number]()
        except Exception as trouble:
            got[number] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return got


def troubles(got: list) -> list:
    return [each for each in got if isinstance(each, Exception) and not isinstance(each, Refused)]


def test_both_say_yes_at_once_each_twice(world):
    story = tell_story(world)
    got = at_once(*[lambda person=person: say_yes(story.proposal, person, at=NOW) for person in (world.lia, world.marta) * 2])
    assert troubles(got) == [] and ProposalAnswer.objects.count() == 2
    assert Mentorship.objects.count() == 1 and MatchProposal.objects.get().ending == Ending.ACCEPTED


def test_without_the_turn_both_yes_may_see_nobody_elses(world):
    """The negative control: look for the other's yes, then write one's own."""
    story, looked = tell_story(world), threading.Barrier(2)

    def naive(side: str, other: str) -> bool:
        theirs = ProposalAnswer.objects.filter(proposal=story.proposal, side=other).exists()
        looked.wait(10)
        ProposalAnswer.objects.create(proposal=story.proposal, side=side, answer=Answer.YES, answered_at=NOW)
        return theirs and end(story.proposal, Ending.ACCEPTED, NOW)

    assert at_once(lambda: naive("mentor", "mentee"), lambda: naive("mentee", "mentor")) == [False, False]
    assert ProposalAnswer.objects.count() == 2 and MatchProposal.objects.get().ending == "", "two yes, and no mentorship"


def test_yes_against_not_now(world):
    story = tell_story(world)
    say_yes(story.proposal, world.lia, at=NOW)
    got = at_once(lambda: say_yes(story.proposal, world.marta, at=NOW), lambda: say_not_now(story.proposal, world.lia, at=NOW))
    assert troubles(got) == [] and sum(isinstance(each, Refused) for each in got) == 1
    assert Mentorship.objects.count() == (MatchProposal.objects.get().ending == Ending.ACCEPTED)


def test_yes_against_the_last_second(world):
    story = tell_story(world)
    say_yes(story.proposal, world.lia, at=NOW)
    got = at_once(lambda: say_yes(story.proposal, world.marta, at=JUST_IN_TIME), lambda: expire_due(story.round.pk, OVER), lambda: expire_due(story.round.pk, OVER))
    assert troubles(got) == []
    ending = MatchProposal.objects.get().ending
    assert ending in (Ending.ACCEPTED, Ending.EXPIRED) and Mentorship.objects.count() == (ending == Ending.ACCEPTED)


def test_yes_against_leaving(world):
    story = tell_story(world)
    say_yes(story.proposal, world.lia, at=NOW)
    got = at_once(lambda: say_yes(story.proposal, world.marta, at=NOW), lambda: leave(story.lia_entry, world.lia, NOW))
    assert troubles(got) == [] and Participation.objects.get(pk=story.lia_entry.pk).left_at
    assert not Mentorship.objects.unfinished().exists(), "nobody is left in a mentorship with somebody who is gone"
    assert Mentorship.objects.count() == (MatchProposal.objects.get().ending == Ending.ACCEPTED)


def test_without_the_turn_somebody_who_left_is_given_a_mentorship(world):
    """The negative control: list what is to end, then end it, while the other's yes comes in between."""
    story, listed, answered = tell_story(world), threading.Event(), threading.Event()
    say_yes(story.proposal, world.lia, at=NOW)

    def naive_leave() -> None:
        begun, waiting = list(Mentorship.objects.of(world.lia).unfinished()), list(MatchProposal.objects.of(world.lia).open())
        listed.set()
        answered.wait(10)
        Participation.objects.filter(pk=story.lia_entry.pk).update(left_at=NOW)
        assert not begun
        for each in waiting:
            end(each, Ending.LEFT, NOW)

    def yes() -> None:
        listed.wait(10)
        say_yes(story.proposal, world.marta, at=NOW)
        answered.set()

    at_once(naive_leave, yes)
    assert Participation.objects.get(pk=story.lia_entry.pk).left_at and Mentorship.objects.unfinished().count() == 1


def test_laying_at_once_asks_each_pair_once(world):
    story = tell_story(world)
    MatchProposal.objects.all().delete()
    got = at_once(*[lambda: lay_proposals(story.round.published_run, NOW)] * 4)
    assert troubles(got) == [] and MatchProposal.objects.count() == 1 and sorted(len(each) for each in got) == [0, 0, 0, 1]
