"""Questions before the answer: carried without a name, five a side, and without contacts."""

from datetime import timedelta

import pytest

from mentoring.answering import say_not_now
from mentoring.contact_words import contacts_in
from mentoring.models import ProposalQuestion
from tests.cohorts.mails import send_all, text_of_mail
from tests.mentoring.proposal_story import tell_story
from tests.world import NOW


@pytest.fixture
def story(world, time_machine):
    time_machine.move_to(NOW, tick=False)
    told = tell_story(world)
    send_all()
    return told


def path(story, rest: str = "") -> str:
    return f"/en/my/mentoring/proposals/{story.proposal.pk}/{rest}"


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.django_db
def test_a_question_goes_to_the_other_side_and_its_answer_comes_back_without_names(world, client, story):
    client.force_login(world.lia)
    page = text(client.post(path(story, "questions/"), {"text": "Do you know grants of the region?"}, follow=True))
    assert "Do you know grants of the region?" in page and "No answer yet." in page
    (asked,) = send_all()
    assert asked["To"] == "Marta Mentors <marta@people.example>" and "grants of the region" in text_of_mail(asked) and "Lia" not in str(asked)
    client.force_login(world.marta)
    assert "They ask you" in text(client.get(path(story)))
    number = ProposalQuestion.objects.get().pk
    assert "Yes, two of them." in text(client.post(path(story, f"questions/{number}/"), {"text": "Yes, two of them."}, follow=True))
    (answered,) = send_all()
    assert answered["To"] == "Lia Learns <lia@people.example>" and "Yes, two of them." in text_of_mail(answered) and "Marta" not in str(answered)
    client.force_login(world.lia)
    assert "Yes, two of them." in text(client.get(path(story)))


@pytest.mark.django_db
def test_an_answer_stays_as_it_is_and_a_double_click_asks_once(world, client, story):
    client.force_login(world.lia)
    for _time in range(2):
        client.post(path(story, "questions/"), {"text": "How often?"})
    asked = ProposalQuestion.objects.get()
    client.force_login(world.marta)
    for words in ("Weekly.", "Never."):
        client.post(path(story, f"questions/{asked.pk}/"), {"text": words})
    asked.refresh_from_db()
    assert asked.answer == "Weekly."


@pytest.mark.django_db
def test_five_a_side_and_no_more(world, client, story):
    client.force_login(world.lia)
    for number in range(5):
        assert client.post(path(story, "questions/"), {"text": f"Question {number}?"}).status_code == 302
    assert "You have asked all your questions." in text(client.get(path(story)))
    answer = client.post(path(story, "questions/"), {"text": "One question more?"})
    assert answer.status_code == 409 and "One question more?" in text(answer) and ProposalQuestion.objects.count() == 5
    client.force_login(world.marta)
    assert client.post(path(story, "questions/"), {"text": "Mine?"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["Write to lia@people.example", "I am Lia Learns", "Call me: +351 912 345 678"])
def test_a_contact_is_refused_says_when_it_comes_and_keeps_what_was_typed(world, client, story, words):
    client.force_login(world.lia)
    answer = client.post(path(story, "questions/"), {"text": words})
    assert answer.status_code == 422 and words in text(answer) and "as soon as both have said yes" in text(answer) and 'href="#question-text"' in text(answer)
    asked = ProposalQuestion.objects.create(proposal=story.proposal, asked_by="mentor", text="Where?", asked_at=NOW)
    answer = client.post(path(story, f"questions/{asked.pk}/"), {"text": words})
    assert answer.status_code == 422 and words in text(answer) and f'href="#reply-{asked.pk}-text"' in text(answer)
    assert ProposalQuestion.objects.count() == 1 and send_all() == []


@pytest.mark.django_db
def test_the_writers_organisation_is_a_contact_too(world, client, story):
    client.force_login(world.marta)
    assert client.post(path(story, "questions/"), {"text": "I work at the pottery co-operative, is that far?"}).status_code == 422


@pytest.mark.django_db
def test_nothing_is_asked_once_it_is_over(world, client, story):
    say_not_now(story.proposal, world.marta, at=NOW + timedelta(minutes=1))
    client.force_login(world.lia)
    answer = client.post(path(story, "questions/"), {"text": "Why ever not?"})
    assert answer.status_code == 409 and "Why ever not?" in text(answer) and not ProposalQuestion.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", "z" * 501])
def test_an_empty_or_endless_question_is_refused(world, client, story, words):
    client.force_login(world.lia)
    assert client.post(path(story, "questions/"), {"text": words}).status_code == 422 and not ProposalQuestion.objects.exists()


# What counts as a contact ------------------------------------------------------------------------------

@pytest.mark.parametrize(("words", "kinds"), [
    ("lia@people.example", ["email"]), ("lia (at) people (dot) example", ["email"]), ("lia @ people.example", ["email"]), ("find me: @lia_l", ["handle"]),
    ("see https://x.example/a", ["link"]), ("www.mine", ["link"]), ("look at weavers-of-mahdia.org", ["link"]), ("wa.me/something", ["link"]), ("+216 73 123 456", ["phone"]),
    ("912 345 678", ["phone"]), ("(21) 123-45-67", ["phone"]), ("٠٩١٢٣٤٥٦٧٨", ["phone"]), ("９１２３４５６７８", ["phone"]), ("I am Lia Learns.", ["name"]), ("LIA  LEARNS", ["name"]),
    ("write lia at people dot example", ["email"]), ("lia arroba people punto com", ["email"]), ("lia_at_people_dot_org", ["email"]), ("li\u200ba@peo\u200bple.org", ["email"]),
    ("912\u200b345\u200b678", ["phone"]), ("912_345_678", ["phone"]), ("li\u200ba lea\u2060rns", ["name"]),
])
def test_obvious_contacts_are_seen(words, kinds):
    assert contacts_in(words, own=["Lia Learns", "Lia"]) == kinds


@pytest.mark.parametrize("words", [
    "On 2026-11-22 from 18:00 to 20:30?", "Tuesdays 18.00-20.30, three times a month", "A budget of 15 000 000 or 1.250.000 euros", "From 2026-2027 on", "22/11/2026 or 23.11.2026",
    "We are a co-operative.It began small", "e.g. accounts, VAT etc.", "Lia is a name I know", "Version 3.10.2 of it", "1, 2, 3, 4, 5, 6, 7, 8, 9 people", "Do you use C++ or Node.js?",
    "at 9 a.m. @ home? I mean at home", "We meet at the dot on the map", "Look at one point in time", "Estoy a punto de empezar", "At school. Point taken",
])
def test_plain_words_are_left_alone(words):
    assert contacts_in(words, own=["Lia Learns", "Lia"]) == []
