"""The outbox in the admin: for network coordinators and superusers, who see what was given up and may have it tried again."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from academy.models import Intention, User
from academy.outbox import enqueue

pytestmark = pytest.mark.django_db


@pytest.fixture
def dead():
    with transaction.atomic():
        row = enqueue("mail:certificate:17", "test.tally")
    Intention.objects.filter(pk=row.pk).update(dead_at=timezone.now(), attempts=16, error="SMTPServerDisconnected: <b>gone</b>")
    return row


@pytest.fixture
def keeper(client):
    client.force_login(User.objects.create_superuser("keeper@example.org", name="Kim Keeps"))
    return client


def test_it_shows_what_was_given_up_and_why(keeper, dead, settings):
    settings.DEMO = True  # waives the second factor
    page = keeper.get(reverse("outbox")).content.decode()
    assert "mail:certificate:17" in page and "&lt;b&gt;gone&lt;/b&gt;" in page and "given up" in page and "No worker has been seen yet" in page


def test_its_button_tries_again(keeper, dead, settings):
    settings.DEMO = True
    answer = keeper.post(reverse("outbox_retry"), {"row": dead.pk})
    assert answer.status_code == 302
    dead.refresh_from_db()
    assert dead.dead_at is None and dead.attempts == 0 and dead.run_at <= timezone.now()


def test_all_that_was_given_up_is_tried_by_one_button(keeper, dead, settings):
    settings.DEMO = True
    keeper.post(reverse("outbox_retry"))
    assert not Intention.objects.dead().exists()


def test_what_is_done_cannot_be_done_again(keeper, dead, settings):
    settings.DEMO = True
    Intention.objects.filter(pk=dead.pk).update(done_at=timezone.now(), dead_at=None)
    keeper.post(reverse("outbox_retry"), {"row": dead.pk})
    dead.refresh_from_db()
    assert dead.done_at


@pytest.mark.parametrize("who", ["lia", "teo", "carla", "stranger", None])
def test_it_refuses_everybody_else(client, world, dead, settings, who):
    settings.DEMO = True
    if who:
        client.force_login(getattr(world, who))
    for answer in (client.get(reverse("outbox")), client.post(reverse("outbox_retry"), {"row": dead.pk})):
        assert answer.status_code in (302, 403, 404)
    dead.refresh_from_db()
    assert dead.dead_at


def test_it_refuses_the_wrong_method(keeper, settings):
    settings.DEMO = True
    assert keeper.get(reverse("outbox_retry")).status_code == 405
