"""Leaving a round in the middle of it: partners are freed with a note, and the pool is filled again."""

from datetime import timedelta

import pytest

from academy.erasure import erase_person
from academy.models import Event, Intention
from academy.personal_data import all_exports
from mentoring.answering import say_not_now, say_yes
from mentoring.asking import ask, reply
from mentoring.leaving import leave
from mentoring.models import Ending, MatchProposal, Mentorship, Participation, ProposalAnswer, ProposalQuestion
from mentoring.stopping import stop
from tests.cohorts.mails import send_all, text_of_mail
from tests.mentoring.proposal_story import tell_story
from tests.rounds import make_round, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def story(world, time_machine):
    time_machine.move_to(NOW, tick=False)
    told = tell_story(world)
    send_all()
    return told


def fills() -> int:
    return Intention.objects.filter(kind="mentoring.fill_pool").count()


def test_an_open_proposal_ends_and_the_partner_reads_a_kind_word_without_a_reason(world, story):
    say_yes(story.proposal, world.lia, at=LATER)
    assert leave(story.marta_entry, world.marta, LATER)
    assert MatchProposal.objects.get().ending == Ending.LEFT and fills() == 1
    (sent,) = send_all()
    assert sent["To"] == "Lia Learns <lia@people.example>" and "will not happen" in sent["Subject"] and "left" not in text_of_mail(sent) and "Marta" not in str(sent)


def test_a_mentorship_ends_as_that_of_somebody_who_left(world, story):
    for person in (world.lia, world.marta):
        say_yes(story.proposal, person, at=LATER)
    assert leave(story.lia_entry, world.lia, LATER)
    ended = Mentorship.objects.get()
    assert (ended.closing_reason, ended.finished_on) == ("left", NOW.date()) and fills() == 1
    assert MatchProposal.objects.get().ending == Ending.ACCEPTED, "what was, was"


def test_leaving_twice_is_leaving_once(world, story):
    assert [leave(Participation.objects.get(pk=story.marta_entry.pk), world.marta, LATER) for _time in range(2)] == [True, False]
    assert Event.objects.filter(verb="left", object_kind="mentoring_round").count() == 1 and fills() == 1


def test_who_is_in_nothing_leaves_without_a_stir(world, story):
    assert leave(story.karim_entry, story.karim, LATER) and fills() == 0 and send_all() == []


def test_before_the_call_has_closed_nothing_is_there_to_end(world):
    entry = take_part(make_round(world), world.lia, wants={"bookkeeping": (1, 3)})
    assert leave(entry, world.lia, LATER) and fills() == 0


def test_other_rounds_go_on(world, story):
    other = take_part(make_round(world, "spring", closed=True), world.marta, offers={"bookkeeping": 4})
    leave(other, world.marta, LATER)
    assert MatchProposal.objects.get().ended_at is None


# Erasure and export ------------------------------------------------------------------------------------

def test_who_erases_their_account_frees_their_partners_and_leaves_no_word_behind(world, story):
    ask(story.proposal, world.marta, "Which tools do you use?", at=LATER)
    asked = ask(story.proposal, world.lia, "How many hours a month?", at=LATER)
    reply(asked, world.marta, "Four or five.", at=LATER)
    stop(story.marta_entry, LATER)
    erase_person(world.marta, at=LATER)
    assert MatchProposal.objects.get().ending == Ending.LEFT and Participation.objects.get(pk=story.marta_entry.pk).left_at
    assert not ProposalQuestion.objects.exclude(text__in=["", "How many hours a month?"]).exists() and not ProposalQuestion.objects.exclude(answer="").exists()
    assert [each["To"] for each in send_all() if "Lia" in each["To"] and "will not happen" in each["Subject"]] == ["Lia Learns <lia@people.example>"]


def test_the_reason_of_a_not_now_goes_with_the_account_of_its_writer_only(world, story):
    say_not_now(story.proposal, world.lia, reason="Ill", at=LATER)
    erase_person(world.marta, at=LATER)
    assert ProposalAnswer.objects.get().reason == "Ill"
    erase_person(world.lia, at=LATER)
    assert ProposalAnswer.objects.get().reason == ""


def test_the_export_holds_ones_own_words_and_answers_only(world, story):
    asked = ask(story.proposal, world.lia, "How many hours a month?", at=LATER)
    reply(asked, world.marta, "Four or five.", at=LATER)
    ask(story.proposal, world.marta, "Which tools do you use?", at=LATER)
    say_yes(story.proposal, world.marta, at=LATER)
    rows = {one.name: list(one.rows(world.lia)) for one in all_exports() if one.name.startswith("mentoring_")}
    assert [(each["as"], each["answer"]) for each in rows["mentoring_proposals"]] == [("mentee", "")]
    assert [(each["you"], each["text"]) for each in rows["mentoring_questions"]] == [("asked", "How many hours a month?")]
    assert [each["text"] for each in next(one for one in all_exports() if one.name == "mentoring_questions").rows(world.marta)] == ["Four or five.", "Which tools do you use?"]
