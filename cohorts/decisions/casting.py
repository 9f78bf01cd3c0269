"""Casting one vote: one transaction that first takes the ballot's row, then the one row of the roll; the counts of changed rows decide.

Of a secret vote nothing else is written anywhere: no line in the log, no intention, no message kept for the next page, no moment.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext as _

from academy.both_times import moment_words
from academy.writing_turn import writing_turn
from cohorts.counting_votes import MET, OBJECT
from cohorts.decisions.ballot_rolls import pass_voices_on, speaks_for
from cohorts.models import Ballot, BallotRoll, Objection, OpenVote, SecretVote
from cohorts.refusals import Refused


def cast(ballot: Ballot, person, *, voice, number: UUID, choice: str, reason: str = "", at: datetime) -> bool:
    """True: it counts. False: a vote with this number was in already, nothing was changed, and nobody is told what it says.

    `voice`: the id of their row on the roll. `number`: a random UUID (version 4) made with the form. Raises Refused in words.
    """
    if number.version != 4:  # others tell the moment or the machine
        raise Refused("number", _("The ballot number is not one this page gave you. Open the ballot again."))
    if choice not in ballot.choice_keys() or choice == MET:
        raise Refused("choice", _("Choose one of the answers."))
    if choice == OBJECT and not reason.strip():
        raise Refused("reason", _("Say why you object: an objection without a reason cannot be answered."))
    try:
        with writing_turn():
            return _cast(ballot, person, voice, number, choice, reason.strip(), at)
    except IntegrityError:
        raise _number_taken() from None


def _cast(ballot: Ballot, person, voice, number: UUID, choice: str, reason: str, at: datetime) -> bool:
    # Writing first takes the row lock (PostgreSQL) or the write lock (SQLite); the condition is on this one table.
    if not Ballot.objects.taking_votes(at).filter(pk=ballot.pk).update(closes_at=F("closes_at")):
        if _is_in(ballot, person, number):
            return False
        raise _not_taking_votes(Ballot.objects.select_related("space__city").get(pk=ballot.pk), at)
    on = ballot.space.day_of(at)
    pass_voices_on(ballot, on)
    row = BallotRoll.objects.filter(pk=voice, ballot_id=ballot.pk).select_related("person").first()
    if _is_in(ballot, person, number):
        return False
    if _table(ballot).objects.filter(**{_key(ballot): number}).exists():
        raise _number_taken()
    if row is not None and row.person_id == person.pk and not row.voted and not speaks_for(ballot, row, on):
        raise _passed_on()
    if row is None or not BallotRoll.objects.filter(pk=row.pk, person_id=person.pk, voted=False).update(voted=True):
        raise _no_vote_left(ballot, row, person)
    if ballot.is_secret:
        SecretVote.objects.bulk_create([SecretVote(id=number, ballot_id=ballot.pk, choice=choice)])
    else:
        vote = OpenVote.objects.create(number=number, roll=row, choice=choice, reason=reason, cast_at=at)
        if choice == OBJECT:
            Objection.objects.create(vote=vote)
    return True


def _table(ballot: Ballot):
    return SecretVote if ballot.is_secret else OpenVote


def _key(ballot: Ballot) -> str:
    return "pk" if ballot.is_secret else "number"


def _is_in(ballot: Ballot, person, number: UUID) -> bool:
    """Is this the second press of somebody who has voted?"""
    votes = SecretVote.objects.filter(pk=number, ballot_id=ballot.pk) if ballot.is_secret else OpenVote.objects.filter(number=number, roll__ballot_id=ballot.pk, roll__person=person)
    return votes.exists() and BallotRoll.objects.filter(ballot_id=ballot.pk, person=person, voted=True).exists()


def _number_taken() -> Refused:
    return Refused("number_taken", _("This ballot number is in use. Open the ballot again to get another; your vote was not counted yet."))


def _passed_on() -> Refused:
    return Refused("passed_on", _("The seat you would vote for is no longer yours to speak for, so this vote does not count."))


def _not_taking_votes(ballot: Ballot, at: datetime) -> Refused:
    if ballot.cancelled_at:
        return Refused("cancelled", _("This ballot was cancelled: %(why)s") % {"why": ballot.cancelled_why})
    zone = ballot.space.city.time_zone
    if ballot.opened_at is None:
        return Refused("not_open", _("This ballot is not open yet. It opens on %(moment)s.") % {"moment": moment_words(ballot.opens_at, zone)})
    return Refused("closed", _("Voting ended on %(moment)s. Your vote came later and does not count.") % {"moment": moment_words(ballot.closes_at, zone)})


def _no_vote_left(ballot: Ballot, row: BallotRoll | None, person) -> Refused:
    if row is not None and row.person_id == person.pk:
        return Refused("voted", _("You have voted already, perhaps from another tab. A vote is cast once: the first one counts, this one does not."))
    if row is not None and (row.seat_id or row.organisation_id):
        return _passed_on()
    return Refused("not_entitled", _("You are not on the roll of this ballot: it was laid down on the day the ballot opened."))
