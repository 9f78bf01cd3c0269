"""A closed ballot as a file that anybody can recount: no names of people."""

from pathlib import Path

from cohorts.decisions.ballot_screen import said_openly
from cohorts.decisions.ballot_votes import votes_of
from cohorts.decisions.ballot_words import choice_words
from cohorts.models import Ballot

SCRIPT = Path(__file__).with_name("recount_yourself.py")


def published(ballot: Ballot) -> dict:
    """`votes`: in the order of their numbers; of an open vote by seats or organisations with whose it is."""
    rule, result = ballot.rule(), ballot.result
    if ballot.is_secret:
        votes = [{"number": number, "choice": choice} for number, choice in votes_of(ballot)]
    else:
        votes = [{"number": each.number, "choice": each.choice, **({"voice": each.whose} if each.whose else {})} for each in said_openly(ballot, names=False)]
    return {"ballot": str(ballot.pk), "question": ballot.question, "method": ballot.method, "electorate": ballot.electorate, "opened_at": ballot.opened_at.isoformat(),
            "closes_at": ballot.closes_at.isoformat(), "closed_at": ballot.closed_at.isoformat(),
            "rule": {"choices": list(rule.choices), "majority": rule.majority, "quorum_percent": rule.quorum_percent, "quorum_number": rule.quorum_number, "tie": rule.tie,
                     "in_words": result.rule},
            "choices_in_words": choice_words(ballot), "entitled": result.entitled, "votes": votes,
            "result": {"counts": result.counts, "cast": result.cast, "needed": result.needed, "quorum_met": result.quorum_met, "outcome": result.outcome, "tied": result.tied,
                       "winner": result.winner},
            "fingerprint": result.digest}
