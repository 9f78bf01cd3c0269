"""480 votes at once into each ballot of sixty members: as many ballots as voters, never more, and the recount says the same.

TESSERA_BALLOTS=50 runs it over fifty ballots. A condition that spans a join, which looks safe, is seen to fail the same examination on PostgreSQL.
"""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from academy.models import PartnerCity
from cohorts.decisions.closing_ballots import close
from cohorts.decisions.recounting_ballots import recount
from tests.cohorts.ballot_rush import MEMBERS, naive, rush, wrongs
from tests.cohorts.ballot_world import make_ballot, make_hall, make_proposal

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AT_ONCE = 10
BALLOTS = int(os.environ.get("TESSERA_BALLOTS", "1"))


def crowd(ballots: int):
    city = PartnerCity.objects.create(slug="rush", name="Rush", country="PT", time_zone="Europe/Lisbon")
    hall, at = make_hall(city, MEMBERS), timezone.now()
    return [make_ballot(hall, make_proposal(hall, f"Number {number}"), at=at, closes_at=at + timedelta(days=1)) for number in range(ballots)]


def test_as_many_ballots_as_voters_and_never_more(tmp_path):
    ballots = crowd(BALLOTS)
    answers, seconds = Counter(), 0.0
    for first in range(0, BALLOTS, AT_ONCE):  # a forgotten child of a rush ends after a minute
        more, took = rush(ballots[first:first + AT_ONCE], tmp_path)
        answers, seconds = answers + more, seconds + took
    print(f"{answers.total()} votes in {seconds:.1f} s: {dict(answers)}")
    assert wrongs(ballots, answers) == {}
    for ballot in ballots:
        result = close(ballot, by=None, at=timezone.now())
        assert (result.cast, sum(result.counts.values()), recount(ballot)) == (MEMBERS, MEMBERS, [])


@pytest.mark.postgres_only
def test_a_condition_over_a_join_counts_votes_twice(tmp_path):
    ballots = crowd(1)
    answers, _seconds = rush(ballots, tmp_path, cast=naive)
    assert "votes" in wrongs(ballots, answers), f"the rush is too gentle to prove anything: {answers}"
