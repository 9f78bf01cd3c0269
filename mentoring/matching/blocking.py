"""Blocking pairs against the shortlists people handed in: reported, never optimised.

A mentor u and a mentee v block a result when they are eligible, not paired, each stands on the other's shortlist, and both would rather have each other:
  - v has fewer mentors than asked for, or one whom v ranked below u or not at all; and
  - u has a place to give, or mentors somebody whom u ranked below v or not at all.
Only what people wrote down counts: who handed in no list, or left the other off it, is taken to have no wish against the result. This is pairwise stability
of two-sided many-to-many matching (Sotomayor, "Three remarks on the many-to-many stable matching problem", Mathematical Social Sciences 38, 1999),
restricted to listed pairs. A largest matching may need blocking pairs, and the fewest is NP-hard to find (Biro, Manlove, Mittal, "Size versus stability in the
marriage problem", Theoretical Computer Science 411, 2010).
"""

from .definition import eligible
from .types import Round


def blocking_pairs(round: Round, result: dict) -> list[list[str]]:
    """[[mentor id, mentee id], ...] sorted. Linear in the length of the shortlists."""
    people = {person.id: person for person in round.people}
    mentors_of: dict[str, list[str]] = {}
    mentees_of: dict[str, list[str]] = {}
    for pair in result["pairs"]:
        mentors_of.setdefault(pair["mentee"], []).append(pair["mentor"])
        mentees_of.setdefault(pair["mentor"], []).append(pair["mentee"])
    found = []
    for mentee in round.people:
        for mentor_id in mentee.rank_mentors:
            mentor = people.get(mentor_id)
            if mentor is None or mentee.id not in mentor.rank_mentees or mentor_id in mentors_of.get(mentee.id, ()):
                continue
            if (would_rather(mentee.rank_mentors, mentor_id, mentors_of.get(mentee.id, []), mentee.mentee_need)
                    and would_rather(mentor.rank_mentees, mentee.id, mentees_of.get(mentor_id, []), mentor.mentor_capacity)
                    and eligible(mentor, mentee, round.rules)):
                found.append([mentor_id, mentee.id])
    return sorted(found)


def would_rather(ranking: tuple[str, ...], other: str, partners: list[str], places: int) -> bool:
    """Whether somebody with this ranking would take `other`: into a place still free, or instead of the partner ranked lowest. Off the list is lowest of all."""
    if len(partners) < places:
        return True
    place = {person_id: rank for rank, person_id in enumerate(ranking)}
    return any(place.get(partner, len(ranking)) > place[other] for partner in partners)
