"""Counting a closed ballot again, from the tables, and comparing it with what was published then."""

from cohorts.counting_votes import count_votes, digest
from cohorts.decisions.ballot_votes import votes_of
from cohorts.models import Ballot, BallotResult

FIELDS = ("counts", "entitled", "cast", "needed", "quorum_met", "outcome", "tied", "winner")


def recount(ballot: Ballot) -> list[str]:
    """What differs, a line each; [] when everything is as it was published. Raises BallotResult.DoesNotExist for a ballot that is not closed."""
    result = BallotResult.objects.get(ballot=ballot)
    votes, entitled, voted = votes_of(ballot), ballot.roll.count(), ballot.roll.filter(voted=True).count()
    wrong = [f"votes: {len(votes)} ballots, {voted} voters"] if len(votes) != voted else []
    try:
        count = count_votes(ballot.rule(), [choice for _number, choice in votes], entitled)
    except ValueError as error:
        return [*wrong, f"cannot be counted: {error}"]
    wrong += [f"{name}: published {getattr(result, name)!r}, counted {getattr(count, name)!r}" for name in FIELDS if getattr(result, name) != getattr(count, name)]
    if digest(votes) != result.digest:
        wrong.append(f"list: published {result.digest}, counted {digest(votes)}")
    return wrong
