"""After a secret ballot is closed nobody who reads the database can say who voted what better than by chance: by no id, time or place of a row.

Before it is closed the same attacker names everybody: the closing is what does it, and the attack is strong enough to notice.
"""

import random
import uuid

import pytest
from django.db import connection, transaction

from academy.models import PartnerCity
from cohorts.decisions import closing_ballots
from cohorts.decisions.balloting import cancel
from cohorts.models import BallotRoll, SecretVote
from tests.cohorts.ballot_attacker import guesses, score, scores_of_chance
from tests.cohorts.ballot_world import CLOSED, make_ballot, make_hall, make_proposal, vote
from tests.world import NOW

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
VOTERS, BALLOTS = 14, 4


@pytest.fixture
def voted(monkeypatch):
    """(the ballots, {roll id: vote id} of each, in the order they voted): everybody but two has voted, one after the other, in an order of their own in each ballot."""
    dice = random.Random(11)
    monkeypatch.setattr(BallotRoll._meta.get_field("id"), "default", lambda: uuid.UUID(int=dice.getrandbits(128), version=4))
    city = PartnerCity.objects.create(slug="hall", name="Hall", country="PT", time_zone="Europe/Lisbon")
    hall, ballots, truths = make_hall(city, VOTERS + 2), [], []
    for number in range(BALLOTS):
        ballot, truth = make_ballot(hall, make_proposal(hall, f"Number {number}")), {}
        for row in dice.sample(list(BallotRoll.objects.filter(ballot=ballot)), VOTERS):
            truth[row.pk.hex] = (mine := uuid.UUID(int=dice.getrandbits(128), version=4)).hex
            vote(ballot, row.person, dice.choice(["for", "against", "abstain"]), number=mine, voice=row.pk)
        ballots.append(ballot)
        truths.append(truth)
    return ballots, truths


def attack(ballots, truths) -> tuple[int, list[int]]:
    tries = [guesses(ballot, list(truth)) for ballot, truth in zip(ballots, truths, strict=True)]
    return score(tries, truths), scores_of_chance(tries, truths)


def test_after_closing_the_attacker_does_no_better_than_chance(voted):
    ballots, truths = voted
    named, _chance = attack(ballots, truths)
    assert named == VOTERS * BALLOTS, "the attacker is too weak to prove anything"
    for ballot in ballots[:-1]:
        closing_ballots.close(ballot, by=None, at=CLOSED)
    cancel(ballots[-1], why="A mistake in the question", by=None, at=NOW)  # what is cancelled is scattered, too
    named, chance = attack(ballots, truths)
    print(f"named {named} of {VOTERS * BALLOTS}; chance: median {chance[len(chance) // 2]}, most {chance[-1]}")
    assert named <= chance[int(len(chance) * 0.99)]


def test_without_laying_the_rows_anew_the_closing_would_name_them(voted, monkeypatch):
    ballots, truths = voted
    monkeypatch.setattr(closing_ballots, "scatter", lambda ballot: None)
    for ballot in ballots:
        closing_ballots.close(ballot, by=None, at=CLOSED)
    assert attack(ballots, truths)[0] == VOTERS * BALLOTS


def test_casting_writes_nothing_but_the_vote_and_one_mark():
    """Every table is compared, the log and the outbox among them: no trace of the vote, no number, no moment anywhere else."""
    city = PartnerCity.objects.create(slug="hall", name="Hall", country="PT", time_zone="Europe/Lisbon")
    hall = make_hall(city)
    ballot, number = make_ballot(hall), uuid.uuid4()
    before = _everything()
    vote(ballot, hall.people[3], "against", number=number)
    after = _everything()
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"cohorts_secretvote", "cohorts_ballotroll"}
    row, was = (set(tables["cohorts_ballotroll"]) - set(others["cohorts_ballotroll"]) for tables, others in ((after, before), (before, after)))
    assert [len(row), len(was)] == [1, 1]
    assert set(map(str, row.pop())) ^ set(map(str, was.pop())) <= {"True", "False", "1", "0"}
    closing_ballots.close(ballot, by=hall.people[0], at=CLOSED)
    told = [table for table, rows in _everything().items() if number.hex in repr(rows).replace("-", "")]
    assert told == ["cohorts_secretvote"]
    assert {each.name for each in SecretVote._meta.get_fields()} == {"id", "ballot", "choice"}
    assert {each.name for each in BallotRoll._meta.get_fields() if getattr(each, "column", None)} == {"id", "ballot", "person", "seat", "organisation", "voted"}


def _everything() -> dict[str, list[tuple]]:
    with transaction.atomic(), connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if "_fts" not in table:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = sorted(tuple(map(str, row)) for row in cursor.fetchall())
        return found
