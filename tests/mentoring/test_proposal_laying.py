"""From a finished run to proposals: who is asked, once, and who is not asked again."""

from datetime import timedelta

import pytest
from django.core import mail

from academy.models import Event, Intention
from mentoring.held_pairs import held_pairs, places_of, refused_pairs
from mentoring.models import Answer, ClosingReason, Ending, MatchProposal, ProposalAnswer, RematchRequest
from mentoring.proposing import lay_proposals, remind_at
from mentoring.stopping import stop
from tests.cohorts.mails import send_all, text_of_mail
from tests.mentoring.proposal_story import tell_story
from tests.rounds import lay_run, make_mentorship, make_round, propose_pair, publish, take_part
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def november(time_machine):
    return time_machine.move_to(NOW, tick=False)


def test_each_pair_of_a_run_is_asked_until_the_days_of_the_round_are_over(world):
    story = tell_story(world)
    made = story.proposal
    assert (made.offer, made.request, made.score, made.expires_at) == (story.marta_entry.offer, story.lia_entry.request, 70, NOW + timedelta(days=7))
    assert Event.objects.filter(verb="proposed", object_key=str(made.pk), subject=None).count() == 1
    assert held_pairs(story.round) == {(made.offer_id, made.request_id)} and refused_pairs(story.round) == set()


def test_laying_twice_is_laying_once(world):
    story = tell_story(world)
    assert lay_proposals(story.round.published_run, NOW) == [] and MatchProposal.objects.count() == 1


def test_what_was_refused_is_not_asked_again(world):
    story = tell_story(world)
    MatchProposal.objects.update(ended_at=NOW, ending=Ending.DECLINED)
    assert lay_proposals(story.round.published_run, NOW) == []
    assert refused_pairs(story.round) == {(story.proposal.offer_id, story.proposal.request_id)}


def test_nobody_gets_more_than_they_have_room_for(world):
    story = tell_story(world)
    run = lay_run(story.round, [(story.marta_entry, story.karim_entry), (story.amel_entry, story.lia_entry), (story.amel_entry, story.karim_entry)])
    (made,) = lay_proposals(run, NOW)
    assert (made.offer, made.request) == (story.amel_entry.offer, story.karim_entry.request), "Marta has one place, Lia one wish, and both are taken"


@pytest.mark.parametrize("gone", ["left", "stopped"])
def test_who_left_or_stopped_while_the_matcher_worked_is_not_asked(world, gone):
    story = tell_story(world)
    run = lay_run(story.round, [(story.amel_entry, story.karim_entry)])
    if gone == "stopped":
        stop(story.amel_entry, NOW)
    else:
        type(story.amel_entry).objects.filter(pk=story.amel_entry.pk).update(left_at=NOW)
    assert lay_proposals(run, NOW) == []


@pytest.mark.parametrize("fields", [{"closed_at": NOW, "closing_reason": "No coordinator"}, {"ends_on": NOW.date(), "starts_on": NOW.date() - timedelta(days=1)}])
def test_a_round_that_is_over_asks_nobody(world, fields):
    story = tell_story(world)
    type(story.round).objects.filter(pk=story.round.pk).update(**fields)
    assert lay_proposals(lay_run(story.round, [(story.amel_entry, story.karim_entry)]), NOW) == []


def test_who_got_several_gets_one_mail_and_who_got_none_another(world, november):
    mentoring_round = make_round(world, closed=True)
    marta = take_part(mentoring_round, world.marta, offers={"bookkeeping": 4}, capacity=2)
    lia = take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)})
    teo = take_part(mentoring_round, world.teo, wants={"bookkeeping": (0, 3)})
    left = make_person("left", "Lefteris Over", world.cascais)
    take_part(mentoring_round, left, wants={"bookkeeping": (0, 1)})
    lay_proposals(publish(mentoring_round, [(marta, lia), (marta, teo)]), NOW)
    sent = {each["To"]: text_of_mail(each) for each in send_all()}
    assert len(sent) == len(mail.outbox) == 4
    assert sent["Marta Mentors <marta@people.example>"].count("/my/mentoring/proposals/") == 2
    assert "/my/mentoring/rounds/autumn/reasons/" in sent["Lefteris Over <left@people.example>"]
    assert "Please answer until 29 November 2026, 10:00 (Lisbon, UTC+0)" in sent["Lia Learns <lia@people.example>"]


def test_who_was_told_that_nobody_is_found_is_not_told_so_again_by_the_next_run(world, november):
    story = tell_story(world)
    send_all()
    lay_proposals(lay_run(story.round, []), NOW)
    assert send_all() == []


def test_a_reminder_comes_two_days_before_to_who_has_not_answered(world, time_machine):
    time_machine.move_to(NOW, tick=False)
    story = tell_story(world)
    send_all()
    ProposalAnswer.objects.create(proposal=story.proposal, side="mentor", answer=Answer.YES, answered_at=NOW)
    time_machine.move_to(NOW + timedelta(days=5, minutes=1), tick=False)
    (sent,) = send_all()
    assert sent["To"] == "Lia Learns <lia@people.example>" and "Please answer until" in sent["Subject"]


@pytest.mark.parametrize(("days", "before"), [(7, 48), (4, 48), (2, 24), (1, 12)])
def test_the_reminder_is_half_way_where_days_are_few(days, before):
    assert NOW + timedelta(days=days) - remind_at(NOW, NOW + timedelta(days=days)) == timedelta(hours=before)


# Places ------------------------------------------------------------------------------------------------

def test_places_are_what_is_left_beside_what_is_held(world):
    story = tell_story(world, )
    places = places_of(story.round)
    assert (places[story.marta_entry.pk].free, places[story.lia_entry.pk].open_wishes) == (0, 0)
    assert (places[story.amel_entry.pk].free, places[story.karim_entry.pk].open_wishes) == (1, 1)
    stop(story.amel_entry, NOW)
    assert places_of(story.round)[story.amel_entry.pk].gives == 0


@pytest.mark.parametrize(("reason", "rematch", "free"), [("done", False, 1), ("done", True, 2), ("left", False, 2)])
def test_a_mentorship_that_ran_its_course_has_used_a_place_up(world, reason, rematch, free):
    ended = make_mentorship(world, finished_on=NOW.date(), closing_reason=ClosingReason(reason))
    if rematch:
        RematchRequest.objects.create(mentorship=ended, side="mentee", asked_at=NOW)
    pair = (ended.proposal.offer_id, ended.proposal.request_id)
    assert places_of(ended.round)[ended.proposal.offer.participation_id].free == free
    assert held_pairs(ended.round) == set() and refused_pairs(ended.round) == {pair}


def test_counting_places_takes_the_same_queries_however_many(world, django_assert_num_queries):
    story = tell_story(world)
    with django_assert_num_queries(3):
        places_of(story.round)
    for number in range(4):
        person = make_person(f"more-{number}", f"More {number}", world.mahdia)
        propose_pair(take_part(story.round, person, offers={"bookkeeping": 4}),
                     take_part(story.round, make_person(f"ask-{number}", f"Ask {number}", world.mahdia), wants={"bookkeeping": (1, 1)}))
    with django_assert_num_queries(3):
        places_of(story.round)


def test_the_outbox_knows_when_they_expire(world):
    tell_story(world)
    assert {each.kind: each.run_at - NOW for each in Intention.objects.filter(kind__in=["mentoring.remind", "mentoring.expire"])} == {
        "mentoring.remind": timedelta(days=5), "mentoring.expire": timedelta(days=7)}
