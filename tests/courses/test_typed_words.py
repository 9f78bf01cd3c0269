"""A form sent too late: nothing that was typed is lost, and signing in leads to a page that opens."""

import pytest
from django.test import Client

from academy.views.typed_words import typed_words
from tests.world import enrol

pytestmark = pytest.mark.django_db
WORDS = "Our library chose its hours <alone>."


def test_a_stale_form_gives_back_what_was_typed(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.lia)
    enrol(world.lia, world.course)
    answer = client.post(world.path(2) + "discussion/", {"title": "Hours and days", "text": WORDS, "csrfmiddlewaretoken": "x" * 64})
    page = answer.content.decode()
    assert answer.status_code == 403 and "no-store" in answer["Cache-Control"]
    assert "Our library chose its hours &lt;alone&gt;." in page and "Hours and days" in page


def test_a_secret_is_never_shown_again(rf):
    request = rf.post("/", {"password": "open sesame now", "old_password2": "a b c d", "code": "AB CD", "text": "one two"})
    assert typed_words(request) == ["one two"]


@pytest.mark.parametrize("path", ["discussion/", "writing/task/"])
def test_who_was_signed_out_meanwhile_gets_their_words_back(world, client, path):
    answer = client.post(world.path(2) + path, {"text": WORDS})
    assert answer.status_code == 403
    assert "You were signed out meanwhile" in answer.content.decode() and "&lt;alone&gt;" in answer.content.decode()


@pytest.mark.parametrize(("path", "back"), [("first-steps/completion/", "first-steps/"), ("first-steps/discussion/", "first-steps/discussion/"), ("enrolment/", ""), ("withdrawal/", "")])
def test_signing_in_after_a_button_leads_to_a_page_that_opens(world, client, path, back):
    course = world.path(None)
    answer = client.post(course + path)
    assert answer.status_code == 302 and answer.url.endswith(f"?next={course}{back}")


def test_an_account_made_below_a_lesson_leads_back_to_it(world, client):
    lesson = world.path(1)
    assert f"/en/account/signup/?next={lesson}" in client.get(lesson).content.decode()
