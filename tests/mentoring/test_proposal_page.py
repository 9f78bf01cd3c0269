"""A proposal's page: for its two people and nobody else, blind, and answered with plain forms."""

from datetime import timedelta

import pytest

from mentoring.answering import say_yes
from mentoring.models import Answer, MatchProposal, Mentorship, ProposalAnswer, ProposalQuestion
from tests.mentoring.proposal_story import tell_story
from tests.rounds import propose_pair, take_part
from tests.world import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def november(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def story(world):
    return tell_story(world, shows=["city"], sector="energy")


def path(story, rest: str = "") -> str:
    return f"/en/my/mentoring/proposals/{story.proposal.pk}/{rest}"


def text(answer) -> str:
    return answer.content.decode()


def posts(story) -> list[tuple[str, dict]]:
    """Every writing address of a proposal, with what would be written."""
    asked = ProposalQuestion.objects.get_or_create(proposal=story.proposal, asked_by="mentor", text="How often?", defaults={"asked_at": NOW})[0]
    return [(path(story, "answer/"), {"say": "yes"}), (path(story, "questions/"), {"text": "Which books do you keep?"}),
            (path(story, f"questions/{asked.pk}/"), {"text": "Every second week."})]


# Who ---------------------------------------------------------------------------------------------------

def test_nobody_else_finds_it_whatever_their_role(world, client, story):
    type(world.nadia).objects.filter(pk=world.nadia.pk).update(is_superuser=True)
    for person in (world.stranger, world.carla, world.mouna, world.nadia, world.teo, story.amel, story.karim):
        client.force_login(person)
        assert client.get(path(story)).status_code == 404
        assert [client.post(address, said).status_code for address, said in posts(story)] == [404, 404, 404]
    assert not ProposalAnswer.objects.exists() and ProposalQuestion.objects.filter(answered_at=None).count() == 1


def test_signed_out_one_signs_in_and_comes_back_with_what_was_typed(client, story):
    assert client.get(path(story)).url == f"/en/account/login/?next={path(story)}"
    (answer, ask, reply) = posts(story)
    assert client.post(*answer).url == f"/en/account/login/?next={path(story)}"
    for address, said in (ask, reply):
        kept = client.post(address, said)
        assert kept.status_code == 403 and said["text"] in text(kept)
    assert not ProposalAnswer.objects.exists() and ProposalQuestion.objects.count() == 1


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method(world, client, story, method):
    client.force_login(world.lia)
    assert all(getattr(client, method)(address).status_code == 405 for address in [path(story), *(address for address, _said in posts(story))])
    assert client.post(path(story)).status_code == 405
    assert [client.get(address).status_code for address, _said in posts(story)] == [405, 405, 405]


def test_one_cannot_answer_ones_own_question_nor_one_of_another_proposal(world, client, story):
    mine = ProposalQuestion.objects.create(proposal=story.proposal, asked_by="mentee", text="Mine?", asked_at=NOW)
    elsewhere = ProposalQuestion.objects.create(proposal=propose_pair(story.amel_entry, story.karim_entry), asked_by="mentor", text="Theirs?", asked_at=NOW)
    client.force_login(world.lia)
    assert [client.post(path(story, f"questions/{each.pk}/"), {"text": "x"}).status_code for each in (mine, elsewhere)] == [404, 404]


# What it says ------------------------------------------------------------------------------------------

def test_it_says_what_speaks_for_it_and_of_the_other_only_what_they_ticked(world, client, story):
    client.force_login(world.lia)
    page = text(client.get(path(story)))
    for words in ("Somebody could be your mentor", "It is about: Bookkeeping", "Portuguese (C1)", "Tuesday 18:00–21:00", "Cascais", "Please answer until 29 November 2026, 10:00",
                  "They know Bookkeeping three levels above you, or more."):
        assert words in page, words
    assert "Marta" not in page and "Pottery" not in page and "Energy" not in page and "Counted too, and private until both have said yes: Sector." in page


def test_the_mentor_reads_it_from_their_side_and_nothing_that_was_not_ticked(world, client, story):
    client.force_login(world.marta)
    page = text(client.get(path(story)))
    assert "Somebody would like you as their mentor" in page and "You know Bookkeeping three levels above them, or more." in page
    assert "Lia" not in page and "Cascais" not in page and "You live in" not in page and "Between places, Sector" in page
    assert "70" not in page, "the whole score would give the private parts away"


def test_hours_are_on_the_readers_clock(world, client, story):
    proposal = propose_pair(story.amel_entry, story.karim_entry)
    type(story.karim_entry).objects.filter(pk=story.karim_entry.pk).update(time_zone="Europe/Athens", hours=[24 + 19, 24 + 20])  # 17 and 18 in UTC
    client.force_login(story.karim)
    assert "Tuesday 18:00–20:00" in text(client.get(f"/en/my/mentoring/proposals/{proposal.pk}/"))  # Amel's 18 to 20 in Tunis, where Karim lives as well


def test_it_reads_the_same_whether_the_other_said_yes_or_nothing(world, client, story):
    client.force_login(world.lia)
    before = text(client.get(path(story)))
    say_yes(story.proposal, world.marta, at=NOW)
    strip = lambda page: [line for line in page.splitlines() if "csrf" not in line]  # noqa: E731
    assert strip(text(client.get(path(story)))) == strip(before)


def test_the_last_two_days_are_marked(world, client, story, time_machine):
    client.force_login(world.lia)
    assert "notice--warning" not in text(client.get(path(story)))
    time_machine.move_to(NOW + timedelta(days=5, minutes=1), tick=False)
    assert "notice--warning" in text(client.get(path(story)))


def test_it_takes_the_same_queries_however_much_was_asked(world, client, story, django_assert_max_num_queries):
    client.force_login(world.lia)
    client.get(path(story))
    with django_assert_max_num_queries(60) as few:
        client.get(path(story))
    for number in range(4):
        ProposalQuestion.objects.create(proposal=story.proposal, asked_by="mentor" if number % 2 else "mentee", text=f"Question {number}", asked_at=NOW)
    with django_assert_max_num_queries(60) as many:
        client.get(path(story))
    assert len(many) == len(few)


# Answering ---------------------------------------------------------------------------------------------

def test_yes_waits_says_so_and_is_taken_back(world, client, story):
    client.force_login(world.lia)
    page = text(client.post(path(story, "answer/"), {"say": "yes"}, follow=True))
    assert "You said yes. The other person has not answered yet." in page and "Take my yes back" in page
    assert "Your yes is taken back." in text(client.post(path(story, "answer/"), {"say": "take_back"}, follow=True)) and not ProposalAnswer.objects.exists()


def test_the_second_yes_leads_to_the_mentorship(world, client, story):
    say_yes(story.proposal, world.lia, at=NOW)
    client.force_login(world.marta)
    page = text(client.post(path(story, "answer/"), {"say": "yes"}, follow=True))
    assert f"/en/my/mentoring/mentorships/{Mentorship.objects.get().pk}/" in page and "Both of you said yes." in page


def test_not_now_keeps_the_reason_for_its_writer_alone(world, client, story):
    client.force_login(world.lia)
    page = text(client.post(path(story, "answer/"), {"say": "not_now", "reason": "Too far for me"}, follow=True))
    assert "You said “not now”" in page
    client.force_login(world.marta)
    page = text(client.get(path(story)))
    assert "This pair will not happen." in page and "Too far" not in page and "not now" not in page


def test_a_reason_too_long_is_given_back(world, client, story):
    client.force_login(world.lia)
    answer = client.post(path(story, "answer/"), {"say": "not_now", "reason": "y" * 501})
    assert answer.status_code == 422 and "error-summary" in text(answer) and "y" * 501 in text(answer) and 'href="#not-now-reason"' in text(answer)
    assert not ProposalAnswer.objects.exists()


def test_anything_else_changes_nothing(world, client, story):
    client.force_login(world.lia)
    assert client.post(path(story, "answer/"), {"say": "perhaps"}).url == path(story) and not ProposalAnswer.objects.exists()


def test_too_late_says_so(world, client, story, time_machine):
    client.force_login(world.lia)
    time_machine.move_to(NOW + timedelta(days=8), tick=False)
    assert "The time to answer is over." in text(client.get(path(story))), "also before the outbox has ended it"
    answer = client.post(path(story, "answer/"), {"say": "yes"})
    assert answer.status_code == 409 and "This proposal is over" in text(answer)
    assert MatchProposal.objects.get(pk=story.proposal.pk).ending == "expired"


# The list ----------------------------------------------------------------------------------------------

def test_my_mentoring_shows_what_waits_for_an_answer_first(world, client, story):
    from mentoring.own_proposals import own_proposals

    mine = own_proposals(world.lia, "en", NOW)
    assert [(each.state, each.skills, each.is_mentor) for each in mine.asked] == [("asked", ["Bookkeeping"], False)]
    assert [each.unmatched for each in own_proposals(story.karim, "en", NOW).rounds] == [True] and not own_proposals(world.stranger, "en", NOW)
    ProposalAnswer.objects.create(proposal=story.proposal, side="mentee", answer=Answer.YES, answered_at=NOW)
    assert [each.state for each in own_proposals(world.lia, "en", NOW).waiting] == ["waiting"]
    client.force_login(world.lia)
    assert path(story) in text(client.get("/en/my/mentoring/"))


def test_the_list_takes_the_same_queries_however_many(world, story, django_assert_max_num_queries):
    from mentoring.own_proposals import own_proposals

    with django_assert_max_num_queries(20) as few:
        own_proposals(world.marta, "en", NOW)
    for number in range(3):
        propose_pair(story.marta_entry, take_part(story.round, make_person(f"asks-{number}", f"Asks {number}", world.mahdia), wants={"bookkeeping": (0, 1)}))
    with django_assert_max_num_queries(20) as many:
        assert len(own_proposals(world.marta, "en", NOW).asked) == 4
    assert len(many) == len(few)
