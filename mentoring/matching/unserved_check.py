"""Whether everybody without a mentor is named once, with a reason that holds."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from .checked_rows import BIT, Rows
from .types import CONSTRAINTS, Round


def problems_with_unserved(round: Round, pairs: list[tuple[int, int]], entries: object, rows: Rows) -> Iterator[str]:
    """What is wrong with "unserved" of a result whose pairs are these (positions of mentor and mentee)."""
    if not isinstance(entries, list | tuple):
        yield "unserved: must be a list"
        return
    position = {person.id: place for place, person in enumerate(round.people)}
    served, load = {mentee for _mentor, mentee in pairs}, Counter(mentor for mentor, _mentee in pairs)
    left = {place for place, person in enumerate(round.people) if person.mentee_need >= 1 and place not in served}
    named: Counter = Counter()
    for at, entry in enumerate(entries):
        person = entry.get("person") if isinstance(entry, dict) else None
        if not isinstance(person, str) or position.get(person) not in left:
            yield f"unserved[{at}]: must name somebody who wants a mentor and has none"
            continue
        named[position[person]] += 1
        yield from (f"unserved[{at}] ({person}): {problem}" for problem in _problems_of_entry(round, position[person], entry, rows, load))
    for place in sorted(left):
        if named[place] != 1:
            yield f"unserved: {round.people[place].id} is named {named[place]} times and must be named once"


def _problems_of_entry(round: Round, place: int, entry: dict, rows: Rows, load: Counter) -> Iterator[str]:
    mentors, _scores = rows.row(place)
    if entry.get("code") == "places_full":
        places = sum(round.people[mentor].mentor_capacity for mentor in mentors)
        if not len(mentors):
            yield "nobody may mentor this person, so no place of theirs is full"
        elif [type(entry.get(key)) for key in ("mentors", "places")] != [int, int] or (entry["mentors"], entry["places"]) != (len(mentors), places):
            yield f"{len(mentors)} people may mentor this person and have {places} places"
        free = [round.people[mentor].id for mentor in mentors if load[int(mentor)] < round.people[mentor].mentor_capacity]
        if free:
            yield f"{free[0]} has a place left"
    elif entry.get("code") == "no_eligible_mentor":
        if len(mentors):
            yield f"{round.people[mentors[0]].id} may mentor this person"
        else:
            yield from _problems_of_reasons(entry.get("because"), rows.broken(place))
    else:
        yield "code must be no_eligible_mentor or places_full"


def _problems_of_reasons(because: object, broken: set[int]) -> Iterator[str]:
    """`broken`: the sets of constraints that the others break, each of which must hold a reason."""
    if not isinstance(because, list | tuple) or not all(isinstance(reason, str) and reason in BIT for reason in because) or len(set(because)) != len(because):
        yield f"because must be a list of different constraints out of {', '.join(CONSTRAINTS)}"
        return
    if not explains(because, broken):
        yield f"somebody breaks none of: {', '.join(because) or '(nothing)'}"
    smallest = next(size for size in range(len(BIT) + 1) if any(explains(reasons, broken) for reasons in combinations(CONSTRAINTS, size)))
    if len(because) > smallest:
        yield f"because has {len(because)} constraints where {smallest} are enough"


def explains(reasons, broken: set[int]) -> bool:
    bits = sum(BIT[reason] for reason in reasons)
    return all(each & bits for each in broken)
