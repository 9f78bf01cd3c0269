"""The dict "mentoring-result/1": pairs, objective, rules and certificate, the same for the same people in any order of rows.

Only the certificate follows the order of people and cities in the file, as its format asks.
"""

import numpy as np

from .assign import Assignment
from .objective import objective_of
from .rules import rules_as_dict
from .scoring import parts_of_pairs
from .types import PARTS, Round

FORMAT, CERTIFICATE = "mentoring-result/1", "lexflow/1"


def result_of(round: Round, assignment: Assignment) -> dict:
    """The result without explanations: pairs by mentor, then mentee."""
    columns, chosen = assignment.network.pairs.columns, assignment.chosen
    pairs = assignment.network.pairs
    mentor, mentee = pairs.mentors[pairs.mentor[chosen]], pairs.mentees[pairs.mentee_of(chosen)]
    parts = np.stack([np.broadcast_to(part, len(chosen)) for part in parts_of_pairs(columns, round.rules, mentor, mentee).values()], axis=1).tolist()
    rows = sorted(
        (columns.people[m].id, columns.people[v].id, score, row) for m, v, score, row in zip(mentor, mentee, pairs.score[chosen].tolist(), parts, strict=True))
    return {
        "format": FORMAT,
        "round_id": round.rules.id,
        "rules": rules_as_dict(round.rules),
        "pairs": [{"mentor": u, "mentee": v, "score": score, "parts": dict(zip(PARTS, row, strict=True))} for u, v, score, row in rows],
        "objective": objective_of(round, [row[:3] for row in rows]),
        "certificate": certificate_of(round, assignment),
    }


def certificate_of(round: Round, assignment: Assignment) -> dict:
    """The dual proof "lexflow/1": a potential a level and role, 0 where a role is absent; people and cities as in the file."""
    network = assignment.network
    pairs, people = network.pairs, len(round.people)
    at = np.array([pairs.columns.place[person.id] for person in round.people], np.int64)
    code = {city: position for position, city in enumerate(network.cities)}
    cities = np.array([code[city.id] for city in round.cities], np.int64)
    levels = []
    for name, potential in assignment.potentials:
        mentor, mentee = np.zeros(people, np.int64), np.zeros(people, np.int64)
        mentor[pairs.mentors] = potential[1 : 1 + len(pairs.mentors)]
        mentee[pairs.mentees] = potential[1 + len(pairs.mentors) : 1 + len(pairs.mentors) + len(pairs.mentees)]
        city = potential[network.nodes - len(network.cities) :]
        levels.append({"name": name, "mentor": mentor[at].tolist(), "mentee": mentee[at].tolist(), "city": city[cities].tolist()})
    return {"format": CERTIFICATE, "levels": levels}
