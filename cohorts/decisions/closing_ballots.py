"""Closing a ballot, exactly once: roll and secret votes are laid anew in the order of random numbers, the votes counted, the result written down."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from academy.models import record
from academy.outbox import enqueue
from academy.writing_turn import writing_turn
from cohorts.counting_votes import count_votes, digest
from cohorts.decisions.ballot_votes import votes_of
from cohorts.decisions.ballot_words import rule_in_words
from cohorts.decisions.balloting import frozen_versions
from cohorts.decisions.proposing import thaw
from cohorts.decisions.register import enter
from cohorts.models import Ballot, BallotResult, BallotRoll, Objection, Outcome, SecretVote
from cohorts.refusals import Refused

# How long after the end of a round of consent an objection may still be answered; what is open then stands.
TIME_TO_ANSWER = timedelta(days=14)


def unsettled(ballot: Ballot):
    """Objections whose objector has not said yet whether they stand."""
    return Objection.objects.filter(vote__roll__ballot=ballot, stands__isnull=True)


def everybody_voted(ballot: Ballot) -> bool:
    return not ballot.roll.filter(voted=False).exists()


def close(ballot: Ballot, *, by, at: datetime) -> BallotResult:
    """At its end, or earlier once everybody has voted. The result; when it was closed already, the one there is. Raises Refused."""
    with writing_turn():
        if not Ballot.objects.standing().filter(pk=ballot.pk, opened_at__isnull=False).update(closed_at=at):
            return _closed_before(ballot)
        ballot.refresh_from_db()
        if at < ballot.closes_at and not everybody_voted(ballot):
            raise Refused("too_early", _("Not everybody has voted yet. It closes at its end, or when everybody has."))
        if ballot.is_consent and at < ballot.closes_at + TIME_TO_ANSWER and unsettled(ballot).exists():
            raise Refused("objections", _("An objection waits for its answer, or for the objector to say whether it stands."))
        scatter(ballot)
        result = _write_result(ballot, at)
        for version in frozen_versions(ballot):
            if not (result.outcome == Outcome.ADOPTED and version == _winning_version(ballot, result)):
                thaw(version.proposal, at)
        enter(ballot, result, at)
        record(by, "closed", "ballot", ballot.pk, at=at)
    return result


def _closed_before(ballot: Ballot) -> BallotResult:
    found = BallotResult.objects.filter(ballot=ballot).first()
    if found is None:
        raise Refused("not_open", _("This ballot is not open."))
    return found


def scatter(ballot: Ballot) -> None:
    """Lay the roll and the secret votes of a ballot anew, each sorted by its random id, in one transaction with the closing: from then on neither the rows'
    places nor the transactions that wrote them say who voted what. Open votes have names anyway."""
    if not ballot.is_secret:
        return
    for table in (SecretVote, BallotRoll):
        rows = list(table.objects.filter(ballot=ballot).order_by("pk"))
        table.objects.filter(ballot=ballot).delete()
        table.objects.bulk_create(rows)


def _write_result(ballot: Ballot, at: datetime) -> BallotResult:
    votes, entitled = votes_of(ballot), ballot.roll.count()
    count = count_votes(ballot.rule(), [choice for _number, choice in votes], entitled)
    with override(ballot.language):
        rule = rule_in_words(ballot)
    return BallotResult.objects.create(ballot=ballot, counts=count.counts, entitled=count.entitled, cast=count.cast, needed=count.needed, quorum_met=count.quorum_met,
                                       outcome=count.outcome, tied=count.tied, winner=count.winner, rule=rule, digest=digest(votes), counted_at=at)


def _winning_version(ballot: Ballot, result: BallotResult):
    """The version that was adopted. Options in words only decide about the ballot's own proposal."""
    if ballot.is_between_options:
        option = ballot.options.select_related("version").get(key=result.winner)
        return option.version or ballot.version
    return ballot.version


def close_what_is_due(ballot_id, at: datetime) -> bool:
    """The worker's: close one at its end. One that waits for objections is tried again when the time to answer them is over. True when it closed now."""
    ballot = Ballot.objects.standing().filter(pk=ballot_id, opened_at__isnull=False, closes_at__lte=at).select_related("space__city", "proposal", "version").first()
    if ballot is None:
        return False
    try:
        close(ballot, by=None, at=at)
    except Refused:
        with writing_turn():
            enqueue(f"ballot:{ballot.pk}:closes:late", "cohorts.ballot_closes", {"ballot": str(ballot.pk)}, run_at=ballot.closes_at + TIME_TO_ANSWER)
        return False
    return True


def overdue(at: datetime):
    """Ids of ballots the outbox should have opened or closed by now: the nightly net under it."""
    return Ballot.objects.standing().filter(Q(opened_at__isnull=True, opens_at__lte=at) | Q(opened_at__isnull=False, closes_at__lte=at)).values_list("pk", flat=True)
