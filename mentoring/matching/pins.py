"""Pairs that must stand: what may be wrong with them."""

from collections import Counter
from collections.abc import Iterator

from .definition import broken_constraints, have_roles
from .types import Round


def problems_in_pins(round: Round) -> Iterator[tuple[int, str]]:
    """(position in round.pinned, problem in words) of each pin that cannot stand: a stranger, a pair that is not eligible, one place too many."""
    people = {person.id: person for person in round.people}
    given, taken, seen = Counter(), Counter(), set()
    for position, (mentor_id, mentee_id) in enumerate(round.pinned):
        strangers = [each for each in dict.fromkeys((mentor_id, mentee_id)) if each not in people]
        if strangers:
            yield position, f"{' and '.join(strangers)}: nobody in this round has this id"
            continue
        mentor, mentee = people[mentor_id], people[mentee_id]
        given[mentor_id] += 1
        taken[mentee_id] += 1
        if (mentor_id, mentee_id) in seen:
            yield position, "is pinned twice"
        elif mentor_id == mentee_id:
            yield position, "nobody can mentor themselves"
        elif not have_roles(mentor, mentee):
            yield position, f"{mentor_id} offers no place" if mentor.mentor_capacity < 1 else f"{mentee_id} wants no mentor"
        elif broken := broken_constraints(mentor, mentee, round.rules):
            yield position, f"{mentor_id} may not mentor {mentee_id}: {', '.join(broken)}"
        elif given[mentor_id] > mentor.mentor_capacity:
            yield position, f"{mentor_id} has {mentor.mentor_capacity} places and more pins than that"
        elif taken[mentee_id] > mentee.mentee_need:
            yield position, f"{mentee_id} wants {mentee.mentee_need} mentors and has more pins than that"
        seen.add((mentor_id, mentee_id))
