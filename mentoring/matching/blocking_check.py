"""Whether the pairs that a result reports as blocking are the ones that block: eligible, not together, and each ready to take the other from their shortlist
into a free place or instead of somebody they ranked lower or not at all."""

from collections import defaultdict
from collections.abc import Iterator

from .definition import eligible
from .types import Round


def problems_with_blocking(round: Round, result: dict) -> Iterator[str]:
    """What is wrong with "blocking_pairs" of a result whose pairs are good."""
    right, claimed = blocking(round, result), result["blocking_pairs"]
    if not isinstance(claimed, list | tuple) or sorted(map(repr, claimed)) != sorted(repr(list(pair)) for pair in right):
        yield f"blocking_pairs: must be {', '.join(' and '.join(pair) for pair in sorted(right)) or 'empty'}"


def blocking(round: Round, result: dict) -> set[tuple[str, str]]:
    """{(mentor id, mentee id)}."""
    people = {person.id: person for person in round.people}
    together = {(pair["mentor"], pair["mentee"]) for pair in result["pairs"]}
    mentors_of, mentees_of = defaultdict(list), defaultdict(list)
    for mentor, mentee in together:
        mentors_of[mentee].append(mentor)
        mentees_of[mentor].append(mentee)
    listed = {(mentor, person.id) for person in round.people for mentor in person.rank_mentors if mentor in people} - together
    return {
        (mentor, mentee) for mentor, mentee in listed
        if mentee in people[mentor].rank_mentees
        and ready(mentor, people[mentee].rank_mentors, mentors_of[mentee], people[mentee].mentee_need)
        and ready(mentee, people[mentor].rank_mentees, mentees_of[mentor], people[mentor].mentor_capacity)
        and eligible(people[mentor], people[mentee], round.rules)
    }


def ready(newcomer: str, ranking: tuple[str, ...], partners: list[str], places: int) -> bool:
    """Whether somebody takes the newcomer: nobody who is ranked at or above them would have to go."""
    at_least_as_good = set(ranking[:ranking.index(newcomer) + 1])
    return sum(partner in at_least_as_good for partner in partners) < places
