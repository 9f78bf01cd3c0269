"""A call closed before its time: by who keeps the round, once, for good."""

import pytest

from mentoring.models import MentoringRound, Stage
from tests.rounds import make_round, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db
ADDRESS = "/en/network/mentoring/autumn/call/closing/"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_keeper_closes_it_now_and_nobody_enters_any_more(world, client):
    made = make_round(world)
    take_part(made, world.lia, wants={"bookkeeping": (0, 3)}, draft=True)
    client.force_login(world.nadia)
    assert "1 person has begun an entry" in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS).status_code == 302
    made = MentoringRound.objects.get()
    assert made.call_closed_at == NOW and made.stage(NOW) == Stage.CALL_CLOSED and not made.accepts_entries(NOW)
    client.post(ADDRESS)
    assert "The call is not open" in client.get(ADDRESS).content.decode()
    client.force_login(world.lia)
    assert "earlier than announced" in client.get("/en/my/mentoring/rounds/autumn/").content.decode()


def test_nobody_else_does(world, client):
    make_round(world)
    assert client.post(ADDRESS).status_code == 302
    for person in (world.carla, world.mouna, world.lia, world.stranger):
        client.force_login(person)
        assert client.post(ADDRESS).status_code == 404 and client.get(ADDRESS).status_code == 404
    assert MentoringRound.objects.get().call_closed_at is None


def test_a_call_that_has_not_begun_stays_as_announced(world, client):
    from datetime import timedelta

    make_round(world, call_opens_at=NOW + timedelta(days=1))
    client.force_login(world.nadia)
    page = client.post(ADDRESS, follow=True).content.decode()
    assert "has not opened yet" in page and MentoringRound.objects.get().call_closed_at is None
