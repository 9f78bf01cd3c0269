"""Somebody who reads the whole database and wants to know who voted what: it tries every order the rows have, and counts whom it names rightly.
It has read the web server's log as well, and knows in which order people voted.

`truth`: {roll id: vote id}, which the attacker does not have; it is used to score only.
"""

import random
from itertools import product

from django.db import connection

from cohorts.models import Ballot, BallotRoll, SecretVote

Orders = dict[str, list[str]]


def orders_of(model, ballot: Ballot) -> Orders:
    """{what the rows are ordered by: their ids in that order}; every column a database keeps of its own, too."""
    table, quote = model._meta.db_table, connection.ops.quote_name
    hidden = ("ctid", "xmin::text::bigint", "cmin::text::bigint", "xmax::text::bigint") if connection.vendor == "postgresql" else ("rowid",)
    own = ("person_id",) if model is BallotRoll else ("choice",)
    where, argument = "ballot_id = %s", ballot.pk if connection.vendor == "postgresql" else ballot.pk.hex
    voted = " AND voted" if model is BallotRoll else ""
    found: Orders = {}
    with connection.cursor() as cursor:
        for column in (*hidden, "id", *own):
            cursor.execute(f"SELECT id FROM {quote(table)} WHERE {where}{voted} ORDER BY {column}, id", [argument])
            found[column.split(":")[0]] = [_plain(row[0]) for row in cursor.fetchall()]
        cursor.execute(f"SELECT id FROM {quote(table)} WHERE {where}{voted}", [argument])
        found["as they come"] = [_plain(row[0]) for row in cursor.fetchall()]
    return found


def _plain(key) -> str:
    return str(key).replace("-", "")


def guesses(ballot: Ballot, came: list[str]) -> dict[tuple[str, str, int], list[tuple[str, str]]]:
    """{(order of the roll, order of the votes, 1 or -1 for backwards): [(roll id, vote id) it says belong together]}; `came`: roll ids in the order they voted"""
    rolls, votes = {**orders_of(BallotRoll, ballot), "the log": came}, orders_of(SecretVote, ballot)
    return {(by, vote_by, way): list(zip(rolls[by], votes[vote_by][::way], strict=True)) for by, vote_by, way in product(rolls, votes, (1, -1))}


def score(tries: list[dict], truths: list[dict[str, str]]) -> int:
    """The best any one way of guessing does over all ballots together: how many voters it names rightly."""
    return max(sum(truth[row] == vote for one, truth in zip(tries, truths, strict=True) for row, vote in one[way]) for way in tries[0])


def scores_of_chance(tries: list[dict], truths: list[dict[str, str]], times: int = 999) -> list[int]:
    """The same best, had each ballot's votes been shared out among its voters at random."""
    dice, found = random.Random(3), []
    for _time in range(times):
        shuffled = []
        for truth in truths:
            votes = list(truth.values())
            dice.shuffle(votes)
            shuffled.append(dict(zip(truth, votes, strict=True)))
        found.append(score(tries, shuffled))
    return sorted(found)
