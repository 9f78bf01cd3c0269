"""My mentoring: what I can join, where my entries stand, what was; only mine, in as many queries for one as for many."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoring.own_rounds import own_rounds
from tests.rounds import lay_run, make_round, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db
PAGE = "/en/my/mentoring/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def slugs(rows) -> list[str]:
    return [each.round.slug for each in rows]


def test_a_newcomer_reads_what_to_do_in_one_look(world, client):
    make_round(world)
    client.force_login(world.lia)
    page = client.get(PAGE).content.decode()
    assert "You say what and when; we look for somebody who fits; you both decide." in page
    assert 'href="/en/my/mentoring/rounds/autumn/">Offer, ask, or both' in page and "The call closes on 29 November 2026, 10:00" in page


def test_rounds_stand_where_they_belong(world):
    make_round(world, "open")
    make_round(world, "mahdias", city=world.mahdia)
    make_round(world, "ours", city=world.cascais, call_closes_at=NOW + timedelta(days=1))
    make_round(world, "soon", call_opens_at=NOW + timedelta(days=1))
    make_round(world, "secret", draft=True)
    make_round(world, "missed", closed=True)
    take_part(make_round(world, "drafted"), world.lia, draft=True)
    take_part(make_round(world, "standing", closed=True), world.lia)
    take_part(make_round(world, "too-late", closed=True), world.lia, draft=True)
    take_part(make_round(world, "over", closed=True, closed_at=NOW, closing_reason="All done."), world.lia)
    take_part(make_round(world, "marta", closed=True), world.marta)
    found = own_rounds(world.lia, NOW)
    assert (slugs(found.joinable), slugs(found.coming), set(slugs(found.mine)), set(slugs(found.past))) == (["ours", "open"], ["soon"], {"drafted", "standing"}, {"too-late", "over"})
    assert {each.round.slug: each.words for each in (*found.mine, *found.past)} == {
        "drafted": "Draft, not sent in yet", "standing": "Sent in", "too-late": "Draft, not sent in yet", "over": "You took part"}


def test_what_becomes_of_a_round_is_said(world):
    made = make_round(world, closed=True)
    take_part(made, world.lia)
    [mine] = own_rounds(world.lia, NOW).mine
    assert mine.now == "The call has closed; soon everybody’s entries are matched together."
    made.published_run, made.published_at = lay_run(made), NOW
    made.save()
    assert own_rounds(world.lia, NOW).mine[0].now == "Proposals have been made."


def test_the_page_takes_the_same_queries_at_any_size(world, client):
    client.force_login(world.lia)
    counts = []
    for size in (1, 5):
        for number in range(size):
            make_round(world, f"open-{size}-{number}", city=world.cascais)
            take_part(make_round(world, f"mine-{size}-{number}"), world.lia, wants={"bookkeeping": (1, 2)})
            take_part(make_round(world, f"past-{size}-{number}", closed=True, closed_at=NOW, closing_reason="Done."), world.lia, offers={"bookkeeping": 2})
        with CaptureQueriesContext(connection) as seen:
            assert client.get(PAGE).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
