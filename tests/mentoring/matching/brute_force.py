"""Every matching of a tiny round, one by one: what cannot be wrong, and cannot be large."""

from collections.abc import Iterator
from itertools import groupby

from . import plain_reading as plain


def matchings(data: dict, scores: dict) -> Iterator[tuple[tuple[str, str], ...]]:
    """All sets of eligible pairs within places and needs that hold every pin."""
    places = {person["id"]: person["mentor_capacity"] for person in data["people"]}
    needs = {person["id"]: person["mentee_need"] for person in data["people"]}
    pinned = {tuple(pair) for pair in data["round"].get("pinned", [])}
    rows = sorted(scores)

    def further(at: int, chosen: tuple) -> Iterator[tuple]:
        if at == len(rows):
            yield chosen
            return
        mentor, mentee = rows[at]
        if rows[at] not in pinned:
            yield from further(at + 1, chosen)
        if places[mentor] and needs[mentee]:
            places[mentor] -= 1
            needs[mentee] -= 1
            yield from further(at + 1, (*chosen, rows[at]))
            places[mentor] += 1
            needs[mentee] += 1

    return further(0, ())


def optima(data: dict, scores: dict) -> dict[frozenset[str], dict]:
    """{served people: best objective vector} over the served sets that levels 1 to 3 allow: one, unless the draw itself is tied."""
    measured = [(plain.objective(data, scores, matching), frozenset(mentee for _mentor, mentee in matching)) for matching in matchings(data, scores)]
    best = max(plain.who(vector) for vector, _served in measured)
    left = sorted(((sorted(served), plain.how(vector), vector) for vector, served in measured if plain.who(vector) == best), key=lambda row: row[:2])
    return {frozenset(served): list(rows)[-1][2] for served, rows in groupby(left, key=lambda row: row[0])}
