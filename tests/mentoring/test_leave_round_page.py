"""Leaving a round by its page: only one's own entry, only after the call, and not by reading the page."""

import pytest
import time_machine

from mentoring.models import Ending
from tests.rounds import make_round, propose_pair, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db
PAGE = "/en/my/mentoring/rounds/autumn/leaving/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def proposal(world):
    made = make_round(world, closed=True)
    return propose_pair(take_part(made, world.marta, offers={"bookkeeping": 4}), take_part(made, world.lia, wants={"bookkeeping": (1, 3)}), NOW)


def test_the_page_says_what_ends_and_names_nobody(world, client, proposal):
    client.force_login(world.lia)
    page = client.get(PAGE).content.decode()
    assert "1 proposal that waits for an answer ends" in page and "Marta" not in page
    proposal.refresh_from_db()
    assert proposal.ended_at is None


def test_leaving_ends_what_waits(world, client, proposal):
    client.force_login(world.lia)
    assert client.post(PAGE).url == "/en/my/mentoring/"
    proposal.refresh_from_db()
    assert (proposal.ending, proposal.request.participation.left_at) == (Ending.LEFT, NOW)
    again = client.post(PAGE)
    assert again.status_code == 409 and "You left this round" in again.content.decode()


def test_while_the_call_is_open_an_entry_is_only_taken_back(world, client):
    entry = take_part(make_round(world), world.lia, wants={"bookkeeping": (1, 3)})
    client.force_login(world.lia)
    assert client.post(PAGE).url == "/en/my/mentoring/rounds/autumn/taking-back/"
    entry.refresh_from_db()
    assert entry.left_at is None


@pytest.mark.parametrize("who", ["carla", "nadia", "mouna", "stranger"])
def test_nobody_leaves_for_somebody_else(world, client, proposal, who):
    client.force_login(getattr(world, who))
    assert client.get(PAGE).status_code == client.post(PAGE).status_code == 404
    client.logout()
    assert "/account/login/" in client.post(PAGE).url
    proposal.refresh_from_db()
    assert proposal.ended_at is None


def test_other_methods_are_refused(world, client, proposal):
    client.force_login(world.lia)
    assert client.put(PAGE).status_code == client.delete(PAGE).status_code == 405
