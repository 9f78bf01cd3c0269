"""Writing a ballot down, opening it, cancelling it. What is written down never changes; each step is one conditional update that happens once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.models import record
from academy.outbox import enqueue
from academy.writing_turn import writing_turn
from cohorts.counting_votes import Rule, quorum_of
from cohorts.decisions.ballot_mails import tell_opened
from cohorts.decisions.ballot_rolls import entitled, lay_roll
from cohorts.decisions.proposing import current_version, freeze, thaw
from cohorts.models import AmendmentOutcome, Ballot, BallotMethod, BallotOption, Majority, Proposal
from cohorts.refusals import Refused

FEWEST_SECRET = 5
MOST_OPTIONS = 8


def write_down(proposal: Proposal, *, method: str, question: str, opens_at: datetime, closes_at: datetime, by, at: datetime, electorate: str = "members",
               majority: str = Majority.MORE_FOR, tie: str = "not_adopted", quorum_percent: int | None = None, quorum_number: int | None = None,
               options: Sequence[str] = (), other_proposals: Sequence[Proposal] = ()) -> Ballot:
    """A ballot on the version that holds now; it opens at `opens_at` (by the worker, or at once when that is now or past). Everything is final.

    `options`: words for a vote between several; `other_proposals`: further options, beside the proposal itself. Raises Refused.
    """
    if method == BallotMethod.CONSENT:
        majority = Majority.NO_OBJECTION
    _refuse_bad_rule(method, majority, options, other_proposals, opens_at, closes_at, at)
    with writing_turn():
        version = current_version(proposal)
        if version is None:
            raise Refused("draft", _("This is still a draft. Put it forward first."))
        if proposal.amendments.filter(outcome=AmendmentOutcome.OPEN).exists():
            raise Refused("amendments", _("An amendment waits for an answer. Accept or reject it first: a text under a ballot no longer changes."))
        ballot = Ballot(space=proposal.space, group=proposal.group, proposal=proposal, version=version, method=method, electorate=electorate, question=question,
                        language=proposal.language, majority=majority, tie=tie, quorum_percent=quorum_percent, quorum_number=quorum_number, opens_at=opens_at,
                        closes_at=closes_at, written_at=at, written_by=by)
        voices = entitled(ballot.space, ballot.group, electorate, ballot.space.day_of(at))
        _refuse_bad_roll(ballot, len(voices), len({each.person_id for each in voices}))
        try:
            with transaction.atomic():
                ballot.save(force_insert=True)
        except IntegrityError:
            raise Refused("under_way", _("A ballot on this proposal is under way already.")) from None
        _write_options(ballot, options, other_proposals)
        record(by, "wrote_down", "ballot", ballot.pk, at=at)
        if opens_at <= at:
            open_ballot(ballot, by=by, at=at)
        else:
            enqueue(f"ballot:{ballot.pk}:opens", "cohorts.ballot_opens", {"ballot": str(ballot.pk)}, run_at=opens_at)
    return ballot


def _write_options(ballot: Ballot, options: Sequence[str], other_proposals: Sequence[Proposal]) -> None:
    named = [(ballot.proposal.title, ballot.version), *((each.title, current_version(each)) for each in other_proposals)] if other_proposals else []
    for number, (label, version) in enumerate([*named, *((words, None) for words in options)], start=1):
        BallotOption.objects.create(ballot=ballot, key=str(number), label=label, version=version)


def _refuse_bad_rule(method, majority, options, other_proposals, opens_at, closes_at, at) -> None:
    several = len(options) + (1 + len(other_proposals) if other_proposals else 0)
    if (majority == Majority.MOST_VOTES) != bool(several):
        raise Refused("options", _("Between several options, the one with the most votes wins: give the options, or choose another majority."))
    if several and not 2 <= several <= MOST_OPTIONS:
        raise Refused("options", _("Give two to %(most)s options.") % {"most": MOST_OPTIONS})
    if closes_at <= max(opens_at, at):
        raise Refused("closes", _("A ballot closes after it opens, and not in the past."))
    if (method == BallotMethod.CONSENT) != (majority == Majority.NO_OBJECTION):
        raise Refused("majority", _("In a round of consent no objection may stand; in a vote, a majority decides."))


def _refuse_bad_roll(ballot: Ballot, voices: int, people: int) -> None:
    """`people`: how many they are who cast these voices. Somebody who speaks for several seats hides nobody."""
    if people == 0:
        raise Refused("nobody", _("Nobody could vote: there is nobody in it yet."))
    if ballot.is_secret and people < FEWEST_SECRET:
        raise Refused("too_few", ngettext("Only %(n)s may vote. With fewer than %(fewest)s, anybody could guess who voted what: decide it openly or by consent.",
                                          "Only %(n)s may vote. With fewer than %(fewest)s, anybody could guess who voted what: decide it openly or by consent.", people)
                      % {"n": people, "fewest": FEWEST_SECRET})
    needed = quorum_of(Rule((), ballot.majority, ballot.quorum_percent, ballot.quorum_number), voices)
    if needed > voices:
        raise Refused("quorum", _("The quorum asks for %(needed)s voters, and only %(n)s may vote.") % {"needed": needed, "n": voices})


def open_ballot(ballot: Ballot, *, by, at: datetime) -> bool:
    """Lays the roll of this day and freezes the text. False when it is open, over or not due yet; Refused when the text changed, or too few may vote."""
    with writing_turn():
        if not Ballot.objects.standing().filter(pk=ballot.pk, opened_at__isnull=True, opens_at__lte=at, closes_at__gt=at).update(opened_at=at):
            return False
        ballot.refresh_from_db()
        for version in frozen_versions(ballot):
            if freeze(version.proposal, at) != version:
                raise Refused("text_moved", _("The text has changed since this ballot was written down. Cancel it and write it anew."))
        voices = lay_roll(ballot, ballot.space.day_of(at))
        _refuse_bad_roll(ballot, voices, ballot.roll.order_by().values("person").distinct().count())
        tell_opened(ballot)
        record(by, "opened", "ballot", ballot.pk, at=at)
        enqueue(f"ballot:{ballot.pk}:closes", "cohorts.ballot_closes", {"ballot": str(ballot.pk)}, run_at=ballot.closes_at + timedelta(seconds=1))
    return True


def frozen_versions(ballot: Ballot) -> list:
    """The versions a ballot stands on, its own first, each once; in one order, so that two ballots cannot wait for each other."""
    found = {ballot.version_id: ballot.version, **{each.version_id: each.version for each in ballot.options.select_related("version__proposal") if each.version_id}}
    return sorted(found.values(), key=lambda version: version.proposal_id)


def cancel(ballot: Ballot, *, why: str, by, at: datetime) -> bool:
    """Nothing is counted, the votes stay unread, and the text may be changed again. False when it is over already."""
    if not why.strip():
        raise Refused("why", _("Say why it is cancelled."))
    with writing_turn():
        if not Ballot.objects.standing().filter(pk=ballot.pk).update(cancelled_at=at, cancelled_why=why.strip()):
            return False
        ballot.refresh_from_db()
        if ballot.opened_at is not None:
            from cohorts.decisions.closing_ballots import scatter

            scatter(ballot)
            for version in frozen_versions(ballot):
                thaw(version.proposal, at)
        record(by, "cancelled", "ballot", ballot.pk, at=at)
    return True
