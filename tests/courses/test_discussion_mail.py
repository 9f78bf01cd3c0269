"""Who hears about a reply, and how to stop it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from academy.outbox_drain import drain
from courses.models import DiscussionPost, Enrolment, ThreadFollow
from tests.courses.talk_world import answer, start
from tests.world import NOW, enrol

pytestmark = pytest.mark.django_db


def deliver() -> list:
    drain(lambda: datetime.now(UTC) + timedelta(seconds=5))
    return mail.outbox


@pytest.fixture
def thread(world):
    """Lia's thread, which she and Marta follow by mail; both take part."""
    for person in (world.lia, world.marta):
        enrol(person, world.course)
    made = start(world, world.lia, "Which street & why?")
    for person in (world.lia, world.marta):
        ThreadFollow.choose(person, made.pk, True, NOW)
    return made


def test_a_follower_gets_one_mail_with_the_words_and_the_way_out(world, thread):
    reply = answer(thread, world.marta, "Yours & mine")
    (message,) = deliver()
    assert message.to == ["Lia Learns <lia@people.example>"] and message.subject == "New reply: Which street & why?"
    assert "Yours & mine" in message.body and f"/discussion/{thread.pk}/#post-{reply.pk}" in message.body and "/talk/unfollow/" in message.body
    assert "/talk/unfollow/" in message.extra_headers["List-Unsubscribe"]
    assert len(deliver()) == 1


def test_nobody_hears_about_their_own_reply(world, thread):
    answer(thread, world.lia)
    assert [message.to for message in deliver()] == [["Marta Mentors <marta@people.example>"]]


def _left(world):
    Enrolment.objects.filter(person=world.lia).update(state="withdrawn")


def _erased(world):
    type(world.lia).objects.filter(pk=world.lia.pk).update(erased_at=NOW, is_active=False)


def _wants_none(world):
    type(world.lia).objects.filter(pk=world.lia.pk).update(mail_follows=False)


def _unfollowed(world):
    ThreadFollow.objects.filter(person=world.lia).update(by_mail=False)


@pytest.mark.parametrize("change", [_left, _erased, _wants_none, _unfollowed])
@pytest.mark.parametrize("when", ["before the reply", "after the fan-out"])
def test_whoever_left_was_erased_or_wants_no_mail_gets_none(world, thread, change, when):
    from academy.models import Intention
    from academy.outbox_drain import claim, run_one

    if when == "before the reply":
        change(world)
    answer(thread, world.marta)
    if when == "after the fan-out":
        later = datetime.now(UTC) + timedelta(seconds=5)
        assert run_one(claim(Intention.objects.get(kind="courses.reply_posted").pk, later))
        assert Intention.objects.filter(kind="mail").count() == 1
        change(world)
    assert deliver() == []


def test_a_reply_that_was_withdrawn_or_hidden_meanwhile_is_mailed_to_nobody(world, thread):
    answer(thread, world.marta).withdraw(NOW)
    answer(thread, world.marta).hide(world.teo, "Spam", NOW)
    assert [message.subject for message in deliver() if message.subject.startswith("New reply")] == []


def test_the_way_out_asks_first_works_without_signing_in_and_in_one_click(world, thread, client):
    answer(thread, world.marta)
    link = re.search(r"https?://[^/]+(/\S+/talk/unfollow/\S+)", deliver()[0].body).group(1)
    assert client.get(link).status_code == 200 and ThreadFollow.objects.get(person=world.lia).by_mail
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)  # a mail program that unsubscribes in one click has no token
    assert strict.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not ThreadFollow.objects.get(person=world.lia).by_mail and ThreadFollow.objects.get(person=world.marta).by_mail


def test_a_made_up_way_out_leads_nowhere(client, world):
    assert client.post("/en/talk/unfollow/1:abc:def/").status_code == 404


def test_a_mail_is_in_the_readers_language_and_its_links_too(world, thread):
    type(world.lia).objects.filter(pk=world.lia.pk).update(language="ar")
    answer(thread, world.marta)
    assert "/ar/courses/co-production/first-steps/discussion/" in deliver()[0].body


def test_trainers_hear_about_a_report_and_its_writer_about_hiding(world, thread):
    bad = answer(thread, world.marta, "Buy watches")
    deliver().clear()
    bad.report(world.lia, "An advertisement", NOW)
    assert [message.to for message in deliver()] == [["Teo Trains <teo@people.example>"]] and "An advertisement" in mail.outbox[0].body
    mail.outbox.clear()
    DiscussionPost.objects.get(pk=bad.pk).hide(world.teo, "No advertising", NOW)
    assert [message.to for message in deliver()] == [["Marta Mentors <marta@people.example>"]] and "No advertising" in mail.outbox[0].body
