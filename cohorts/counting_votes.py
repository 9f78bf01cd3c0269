"""Counting votes. Values only: no models, no database. The rules, all of them:

- Quorum. `quorum_percent` of those entitled, rounded up to whole voters, or `quorum_number` voters, must have voted; abstentions and people who stand
  aside have voted. If fewer did, the outcome is `no_quorum`, whatever the votes say.
- more_for: adopted with more votes for than against. Abstentions count for neither. As many for as against, and at least one of each, is a tie.
- half_entitled: adopted when more than half of all who are entitled voted for it: who abstains or stays away counts like a no. There is no tie.
- two_thirds: adopted when the votes for are at least two thirds of the votes for and against together, and somebody voted for. There is no tie.
- most_votes, between several options: the option with the most votes is adopted; abstentions count for none. Two or more with equally many, and at least
  one vote each, is a tie.
- no_objection, for consent: adopted when no objection stands and somebody consents. An objection that the answer met (`met`), and standing aside, are no
  obstacles.
- A tie adopts nothing: by the tie rule it is either not adopted, or a second ballot is held.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
CONSENT, ASIDE, MET, OBJECT = "consent", "aside", "met", "object"
MORE_FOR, HALF_ENTITLED, TWO_THIRDS, MOST_VOTES, NO_OBJECTION = "more_for", "half_entitled", "two_thirds", "most_votes", "no_objection"
ADOPTED, NOT_ADOPTED, SECOND_BALLOT, NO_QUORUM = "adopted", "not_adopted", "second_ballot", "no_quorum"


@dataclass(frozen=True, slots=True)
class Rule:
    """What was written down before the ballot opened. `choices`: all that may be chosen, in their order. One of the two quorums, or neither, is given.
    `tie`: NOT_ADOPTED or SECOND_BALLOT."""

    choices: Sequence[str]
    majority: str
    quorum_percent: int | None = None
    quorum_number: int | None = None
    tie: str = NOT_ADOPTED


@dataclass(frozen=True, slots=True)
class Count:
    """`counts`: every choice with its votes, also nought. `needed`: voters for the quorum. `winner`: the choice that was adopted, "" without one."""

    counts: dict[str, int]
    entitled: int
    cast: int
    needed: int
    quorum_met: bool
    outcome: str
    tied: bool
    winner: str


def quorum_of(rule: Rule, entitled: int) -> int:
    """How many have to vote."""
    if rule.quorum_number is not None:
        return rule.quorum_number
    return -(-(rule.quorum_percent or 0) * entitled // 100)


def count_votes(rule: Rule, choices: Iterable[str], entitled: int) -> Count:
    """`choices`: one for each vote. Raises ValueError for a choice the rule does not know, and for more votes than people entitled."""
    found = Counter(choices)
    strange = set(found) - set(rule.choices)
    if strange:
        raise ValueError(f"not among the choices: {sorted(strange)}")
    cast, needed = found.total(), quorum_of(rule, entitled)
    if cast > entitled:
        raise ValueError(f"{cast} votes of {entitled} entitled")
    counts = {choice: found[choice] for choice in rule.choices}
    winner, tied = _winner(rule, counts, entitled)
    if cast < needed:
        return Count(counts, entitled, cast, needed, False, NO_QUORUM, tied, "")
    return Count(counts, entitled, cast, needed, True, ADOPTED if winner else rule.tie if tied else NOT_ADOPTED, tied, winner)


def _winner(rule: Rule, counts: dict[str, int], entitled: int) -> tuple[str, bool]:
    """(what has the majority, "" if nothing; whether it is a tie)"""
    if rule.majority == MOST_VOTES:
        options = {choice: votes for choice, votes in counts.items() if choice != ABSTAIN}
        most = max(options.values(), default=0)
        first = [choice for choice, votes in options.items() if votes == most > 0]
        return (first[0], False) if len(first) == 1 else ("", len(first) > 1)
    if rule.majority == NO_OBJECTION:
        return (CONSENT if counts[OBJECT] == 0 and counts[CONSENT] > 0 else "", False)
    yes, no = counts[FOR], counts[AGAINST]
    if rule.majority == MORE_FOR:
        return (FOR if yes > no else "", yes == no > 0)
    if rule.majority == HALF_ENTITLED:
        return (FOR if 2 * yes > entitled else "", False)
    if rule.majority == TWO_THIRDS:
        return (FOR if yes > 0 and 3 * yes >= 2 * (yes + no) else "", False)
    raise ValueError(f"no such majority: {rule.majority}")


def digest(votes: Iterable[tuple[str, str]]) -> str:
    """SHA-256, in hex, of the published list: a line "number choice" for each vote, in the order of the ballot numbers."""
    return hashlib.sha256("".join(f"{number} {choice}\n" for number, choice in sorted(votes)).encode()).hexdigest()
