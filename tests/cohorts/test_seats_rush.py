"""600 posts at once for 25 seats, five per city at most: who asked first has a seat, all others wait, and nobody is lost or doubled.

The way everybody writes it first, look and then insert, is seen to fail the same examination.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts import registering
from tests.cohorts.rush import PER_CITY, SEATS, make_crowd, naive, rush, wrongs
from tests.gatherings import make_exchange
from tests.world import make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def crowd():
    """The exchange everybody wants, open now, and who wants it."""
    made = make_exchange(make_world(), sessions=0, seats=SEATS, seats_per_city=PER_CITY, closes_at=timezone.now() + timedelta(days=1))
    return made, make_crowd()


def test_everybody_gets_what_is_due_to_them(crowd, tmp_path):
    exchange, keys = crowd
    answers, _seconds = rush(exchange, keys, tmp_path)
    assert wrongs(exchange, answers) == {}


def test_the_naive_version_gives_away_seats_that_are_not_there(crowd, tmp_path, monkeypatch):
    exchange, keys = crowd
    monkeypatch.setattr(registering, "register", naive)
    answers, _seconds = rush(exchange, keys, tmp_path)
    found = wrongs(exchange, answers)
    assert "seats" in found or "a city" in found, f"the rush is too gentle to prove anything: {found}"
