"""Yes, not now, and taking a yes back: only two yes make a mentorship, and neither knows of the other's answer before."""

from datetime import timedelta

import pytest

from academy.models import Event, Intention
from academy.refusals import Refused
from mentoring.answering import say_not_now, say_yes, take_back
from mentoring.expiring import expire_due, expire_overdue
from mentoring.models import Answer, Ending, MatchProposal, Mentorship, ProposalAnswer
from tests.cohorts.mails import send_all, text_of_mail
from tests.mentoring.proposal_story import tell_story
from tests.world import NOW

pytestmark = pytest.mark.django_db
LATER, TOO_LATE = NOW + timedelta(hours=1), NOW + timedelta(days=7)


@pytest.fixture
def story(world, time_machine):
    time_machine.move_to(NOW, tick=False)
    told = tell_story(world)
    send_all()
    return told


def ending(proposal) -> str:
    return MatchProposal.objects.get(pk=proposal.pk).ending


def fills() -> int:
    return Intention.objects.filter(kind="mentoring.fill_pool").count()


def test_one_yes_waits(world, story):
    say_yes(story.proposal, world.lia, at=LATER)
    assert ending(story.proposal) == "" and not Mentorship.objects.exists() and send_all() == []


@pytest.mark.parametrize("first", ["lia", "marta"])
def test_the_second_yes_makes_one_mentorship(world, story, first):
    one, other = (world.lia, world.marta) if first == "lia" else (world.marta, world.lia)
    say_yes(story.proposal, one, at=LATER)
    say_yes(story.proposal, other, at=LATER)
    made = Mentorship.objects.get()
    assert (made.mentor, made.mentee, made.proposal, ending(story.proposal)) == (world.marta, world.lia, story.proposal, Ending.ACCEPTED)


def test_a_double_click_is_one_yes(world, story):
    for person in (world.lia, world.lia, world.marta, world.marta, world.lia):
        say_yes(story.proposal, person, at=LATER)
    assert ProposalAnswer.objects.count() == 2 and Mentorship.objects.count() == 1


def test_not_now_ends_it_frees_both_and_tells_the_other_kindly_and_without_a_reason(world, story):
    say_not_now(story.proposal, world.marta, reason="  I am moving house.  ", at=LATER)
    assert ending(story.proposal) == Ending.DECLINED and fills() == 1
    assert ProposalAnswer.objects.get().reason == "I am moving house."
    (sent,) = send_all()
    assert sent["To"] == "Lia Learns <lia@people.example>" and "will not happen" in sent["Subject"]
    assert "moving" not in text_of_mail(sent) and "Marta" not in text_of_mail(sent) and "back in the pool" in text_of_mail(sent)


def test_not_now_after_the_others_yes_tells_them_the_same(world, story):
    say_yes(story.proposal, world.lia, at=LATER)
    say_not_now(story.proposal, world.marta, at=LATER)
    assert ending(story.proposal) == Ending.DECLINED and not Mentorship.objects.exists()
    assert [each["To"] for each in send_all()] == ["Lia Learns <lia@people.example>"]


def test_not_now_twice_is_once(world, story):
    for _time in range(2):
        say_not_now(story.proposal, world.lia, at=LATER)
    assert ProposalAnswer.objects.count() == 1 and fills() == 1


def test_a_yes_is_taken_back_while_it_waits(world, story):
    say_yes(story.proposal, world.lia, at=LATER)
    take_back(story.proposal, world.lia, at=LATER)
    say_yes(story.proposal, world.marta, at=LATER)
    assert not Mentorship.objects.exists() and ProposalAnswer.objects.get().side == "mentor"
    say_yes(story.proposal, world.lia, at=LATER)
    assert Mentorship.objects.count() == 1


def test_a_yes_turns_into_not_now_while_it_waits(world, story):
    say_yes(story.proposal, world.lia, at=LATER)
    say_not_now(story.proposal, world.lia, at=LATER)
    assert ProposalAnswer.objects.get().answer == Answer.NOT_NOW and ending(story.proposal) == Ending.DECLINED


@pytest.mark.parametrize("act", [take_back, say_not_now])
def test_nothing_is_taken_back_once_both_said_yes(world, story, act):
    say_yes(story.proposal, world.lia, at=LATER)
    say_yes(story.proposal, world.marta, at=LATER)
    with pytest.raises(Refused, match="over"):
        act(story.proposal, world.lia, at=LATER)
    assert ending(story.proposal) == Ending.ACCEPTED and Mentorship.objects.count() == 1


@pytest.mark.parametrize("act", [say_yes, say_not_now, take_back])
def test_too_late_is_refused_and_ends_it(world, story, act):
    with pytest.raises(Refused, match="over"):
        act(story.proposal, world.lia, at=TOO_LATE)
    assert ending(story.proposal) == Ending.EXPIRED and not ProposalAnswer.objects.exists() and fills() == 1


def test_a_stranger_has_no_side_to_answer_for(world, story):
    with pytest.raises(MatchProposal.DoesNotExist):
        say_yes(story.proposal, world.stranger, at=LATER)


def test_the_log_says_that_somebody_answered_but_not_what(world, story):
    say_yes(story.proposal, world.lia, at=LATER)
    say_not_now(story.proposal, world.marta, at=LATER)
    lines = Event.objects.filter(object_kind="match_proposal")
    assert sorted(lines.values_list("verb", flat=True)) == ["answered", "answered", "proposal_ended", "proposed"]
    assert all(each.details in ({}, {"round": "autumn"}) for each in lines)


# Silence -----------------------------------------------------------------------------------------------

def test_silence_ends_it_by_itself_to_the_minute(world, story, time_machine):
    time_machine.move_to(TOO_LATE - timedelta(minutes=1), tick=False)
    send_all()
    assert ending(story.proposal) == ""
    time_machine.move_to(TOO_LATE + timedelta(seconds=1), tick=False)
    sent = {each["To"]: each["Subject"] for each in send_all()}
    assert ending(story.proposal) == Ending.EXPIRED and fills() == 1
    assert set(sent) == {"Lia Learns <lia@people.example>", "Marta Mentors <marta@people.example>"} and all("The time to answer is over" in each for each in sent.values())


def test_who_said_yes_hears_no_more_than_after_a_no(world, story):
    say_yes(story.proposal, world.lia, at=LATER)
    expire_due(story.round.pk, TOO_LATE)
    sent = {each["To"]: each["Subject"] for each in send_all()}
    assert "This pair will not happen" in sent["Lia Learns <lia@people.example>"] and "time to answer" in sent["Marta Mentors <marta@people.example>"]


def test_the_night_ends_what_the_outbox_missed_once(world, story):
    assert (expire_overdue(TOO_LATE - timedelta(seconds=1)), expire_overdue(TOO_LATE), expire_overdue(TOO_LATE)) == (0, 1, 0)
