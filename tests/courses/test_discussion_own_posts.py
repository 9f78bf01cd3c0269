"""Editing and withdrawing one's own posts."""

import pytest
from django.utils import timezone

from courses.models import DiscussionPost
from tests.courses.talk_world import answer, start
from tests.world import NOW, enrol

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(world, client):
    """Lia's thread, with a reply by Marta; Lia is signed in."""
    enrol(world.lia, world.course)
    client.force_login(world.lia)
    thread = start(world, world.lia)
    answer(thread, world.marta)
    return thread


def at(world, post, act="") -> str:
    return f"{world.path(2)}discussion/{post.thread_pk}/posts/{post.pk}/{act}"


def test_an_edit_puts_new_words_in_place_and_says_so(world, client, mine):
    answered = client.post(at(world, mine), {"title": "Better title", "text": "Better words", "language": "en", "seen": ""})
    assert answered.status_code == 302
    mine.refresh_from_db()
    assert (mine.title, mine.html) == ("Better title", "<p>Better words</p>") and mine.edited_at
    assert "changed" in client.get(f"{world.path(2)}discussion/{mine.pk}/").content.decode()


def test_a_stale_form_overwrites_nothing_and_keeps_what_was_typed(world, client, mine):
    stale = {"title": "From tab one", "text": "One", "language": "en", "seen": ""}
    client.post(at(world, mine), {**stale, "title": "From tab two", "text": "Two"})
    answered = client.post(at(world, mine), stale)
    page = answered.content.decode()
    assert answered.status_code == 409 and "somewhere else" in page and "From tab one" in page
    mine.refresh_from_db()
    assert mine.title == "From tab two"
    assert client.post(at(world, mine), {**stale, "seen": mine.edited_at.isoformat()}).status_code == 302


def test_nobody_edits_or_withdraws_the_post_of_another(world, client, mine):
    theirs = DiscussionPost.objects.get(author=world.marta)
    assert client.get(at(world, theirs)).status_code == 404
    assert client.post(at(world, theirs), {"text": "x", "language": "en"}).status_code == 404
    assert client.post(at(world, theirs, "withdrawal/")).status_code == 404
    client.force_login(world.teo)  # a trainer moderates, but puts no words in anybody's mouth
    assert client.post(at(world, theirs), {"text": "x", "language": "en"}).status_code == 404


def test_withdrawing_asks_first_then_erases_the_words_and_keeps_the_place(world, client, mine):
    assert client.get(at(world, mine, "withdrawal/")).status_code == 200
    assert DiscussionPost.objects.get(pk=mine.pk).withdrawn_at is None
    client.post(at(world, mine, "withdrawal/"))
    mine.refresh_from_db()
    assert (mine.title, mine.text, mine.html) == ("", "", "") and mine.withdrawn_at
    page = client.get(f"{world.path(2)}discussion/{mine.pk}/").content.decode()
    assert "Withdrawn by its writer" in page and "With which street?" not in page and "With yours." in page


def test_withdrawing_twice_changes_nothing(world, mine):
    assert mine.withdraw(NOW) and not mine.withdraw(timezone.now())
    assert DiscussionPost.objects.get(pk=mine.pk).withdrawn_at == NOW


def test_a_withdrawn_or_hidden_post_is_not_edited(world, client, mine):
    mine.hide(world.teo, "Not kind", NOW)
    assert client.get(at(world, mine)).status_code == 404
    page = client.get(f"{world.path(2)}discussion/{mine.pk}/").content.decode()
    assert "Not kind" in page and "With which street?" in page  # its writer reads why, and what


def test_others_read_neither_a_hidden_post_nor_the_reason(world, client, mine):
    mine.hide(world.teo, "Not kind", NOW)
    enrol(world.marta, world.course)
    client.force_login(world.marta)
    page = client.get(f"{world.path(2)}discussion/{mine.pk}/").content.decode()
    assert "Hidden by a moderator" in page and "Not kind" not in page and "With which street?" not in page and "How do we begin?" not in page
