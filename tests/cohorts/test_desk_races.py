"""Two coordinators at the same moment: one is kept, the other is told, on both databases."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from academy.models import Intention
from cohorts.changing import ChangedMeanwhile, change_exchange
from cohorts.models import Exchange, ExchangePage
from cohorts.opening import open_exchange
from cohorts.publishing import publish
from cohorts.session_plan import SessionPlan
from tests.gatherings import BEGINS, make_exchange
from tests.world import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
AT_ONCE = 6


def all_at_once(act) -> list:
    """What each of AT_ONCE threads that start together got: an answer or an exception."""
    start, got = threading.Barrier(AT_ONCE), [None] * AT_ONCE

    def run(number: int) -> None:
        try:
            start.wait()
            got[number] = act(number)
        except Exception as trouble:
            got[number] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(AT_ONCE)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return got


def test_of_those_who_change_at_once_one_is_kept_and_the_others_are_told(world):
    made = make_exchange(world)
    seen = made.changed_at
    got = all_at_once(lambda number: change_exchange(made, {"place_name": f"Place {number}"}, seen=seen, by=world.carla, at=NOW + timedelta(hours=1)))
    assert sorted(type(each).__name__ for each in got) == ["ChangedMeanwhile"] * (AT_ONCE - 1) + ["bool"]
    kept = Exchange.objects.get(pk=made.pk)
    assert kept.place_name == f"Place {got.index(True)}" and kept.sequence == 1
    assert Intention.objects.filter(kind="cohorts.notice_everyone").count() == 1
    assert all(each.exchange.place_name == kept.place_name for each in got if isinstance(each, ChangedMeanwhile))


def test_without_the_claim_all_of_them_would_be_kept(world):
    """The negative control: reading first and writing then overwrites silently."""
    made = make_exchange(world)
    read = threading.Barrier(AT_ONCE)

    def naive(number: int) -> bool:
        stale = Exchange.objects.get(pk=made.pk)
        read.wait()
        if stale.changed_at != made.changed_at:
            return False
        Exchange.objects.filter(pk=made.pk).update(place_name=f"Place {number}", changed_at=NOW + timedelta(hours=1))
        return True

    assert all_at_once(naive) == [True] * AT_ONCE


def test_publishing_at_once_publishes_once_and_leaves_the_tree_sound(world):
    from wagtail.models import Page

    from cohorts.exchange_pages import Words

    drafts = [open_exchange(world.cascais, Words("The same title", "Twice."), [SessionPlan("Day", BEGINS, BEGINS + timedelta(hours=2))], by=world.carla, at=NOW, place_name="Hall")
              for _each in range(2)]
    got = all_at_once(lambda number: publish(drafts[number % 2], by=world.carla, at=NOW))
    assert sorted(got) == [False] * (AT_ONCE - 2) + [True] * 2
    assert ExchangePage.objects.filter(live=True).count() == 2
    assert not any(Page.find_problems())


def test_opening_at_once_gives_each_an_address_of_its_own(world):
    from wagtail.models import Page

    from cohorts.exchange_pages import Words

    got = all_at_once(lambda number: open_exchange(world.cascais, Words("The same title", "At once."), [SessionPlan("Day", BEGINS, BEGINS + timedelta(hours=2))],
                                                   by=world.carla, at=NOW, place_name="Hall"))
    assert [each for each in got if isinstance(each, Exception)] == []
    assert len({each.slug for each in got}) == AT_ONCE == ExchangePage.objects.count()
    assert not any(Page.find_problems())
