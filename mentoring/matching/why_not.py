"""Why somebody did not get one particular mentor: a constraint between the two, or what the round as a whole would lose.

The second is found by playing the round again with the pair held fast and looking for the first level that gets worse. Nobody else is named, nor who has
the mentor's places. One re-run, so as long as the round itself takes.
"""

from collections.abc import Callable
from dataclasses import replace

from .definition import broken_constraints, have_roles
from .levels import first_difference
from .types import Person, Round, RoundError


def why_not(round: Round, result: dict, mentee_id: str, mentor_id: str, *, play: Callable[[Round], dict] | None = None) -> dict:
    """{"mentor", "mentee", "code", ...}; `play` is the matcher, `propose` unless told.

    "paired"          they are
    "no_role"         the mentor has no place to give, or the mentee asks for nobody ("who": "mentor" or "mentee")
    "not_eligible"    "broken": constraints in the order of CONSTRAINTS
    "held"            all places of "who" are held by pairs that stand already (both said yes, or pinned with a written reason)
    "worse"           "level", "before", "after", "by": the first level of the objective that gets worse with this pair in
    "as_good"         the round would be as good with this pair; the fixed order of ties chose another
    "better"          the round would be better: the result is not of this round any more
    With the last three: "places_used" (every place of the mentor is used) and "has_mentor" (the mentee has another mentor).
    Raises RoundError for somebody who is not in the round.
    """
    people = {person.id: person for person in round.people}
    for person_id in (mentee_id, mentor_id):
        if person_id not in people:
            raise RoundError("nobody of this id is in the round", field=person_id)
    mentor, mentee = people[mentor_id], people[mentee_id]
    answer = {"mentor": mentor_id, "mentee": mentee_id}
    mentees = [pair["mentee"] for pair in result["pairs"] if pair["mentor"] == mentor_id]
    mentors = [pair["mentor"] for pair in result["pairs"] if pair["mentee"] == mentee_id]
    if mentor_id in mentors:
        return answer | {"code": "paired"}
    if not have_roles(mentor, mentee):
        return answer | {"code": "no_role", "who": "mentee" if mentee.mentee_need < 1 else "mentor"}
    if broken := broken_constraints(mentor, mentee, round.rules):
        return answer | {"code": "not_eligible", "broken": list(broken)}
    if who := held(round, mentor, mentee):
        return answer | {"code": "held", "who": who}
    difference = first_difference(result["objective"], with_pair(round, mentor_id, mentee_id, play)["objective"])
    answer |= {"places_used": len(mentees) >= mentor.mentor_capacity, "has_mentor": bool(mentors)}
    if difference is None:
        return answer | {"code": "as_good"}
    worse = difference.pop("worse")
    return answer | {"code": "worse" if worse else "better"} | difference


def held(round: Round, mentor: Person, mentee: Person) -> str | None:
    """Whose places are all taken by pinned pairs: "mentor", "mentee" or nobody's."""
    if sum(pinned == mentor.id for pinned, _ in round.pinned) >= mentor.mentor_capacity:
        return "mentor"
    if sum(pinned == mentee.id for _, pinned in round.pinned) >= mentee.mentee_need:
        return "mentee"
    return None


def with_pair(round: Round, mentor_id: str, mentee_id: str, play: Callable[[Round], dict] | None = None) -> dict:
    """The result of the round with this eligible pair pinned as well."""
    if play is None:
        from . import propose as play  # the package's front asks this module too
    return play(replace(round, pinned=(*round.pinned, (mentor_id, mentee_id))))
