"""What ballots hold about a person. See academy/personal_data.py. A secret vote holds nothing about anybody."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from cohorts.models.ballots import BallotRoll, Objection, OpenVote

holds("cohorts.BallotRoll", "person", "seat", "organisation", "voted", topic="exchanges", label=_("Ballots you may vote in, for whom, and whether you have voted"),
      why=_("So that everybody who may vote does so once."), who=_("The members read who may vote. Whether you have voted, nobody is shown."),
      kept=_("With the ballot; after you erase your account, without your name."))
not_personal("cohorts.Ballot.written_by", "done as an organiser of a group; after erasure it points at a former member")
not_personal("cohorts.Objection.answered_by", "done as an organiser of a group; after erasure it points at a former member")
not_personal("cohorts.Decided.changed_by", "done as an organiser, in a motor group or as a coordinator; after erasure it points at a former member")


@exports("ballots", _("Ballots, and your open votes"))
def ballots(person):
    """How somebody voted in a secret ballot is not among it: nothing here knows."""
    for one in BallotRoll.objects.filter(person=person).select_related("ballot", "seat", "organisation", "open_vote__objection").order_by("ballot__opens_at"):
        vote = getattr(one, "open_vote", None)
        objection = getattr(vote, "objection", None)
        yield {"question": one.ballot.question, "opened": one.ballot.opened_at, "seat": str(one.seat or ""), "organisation": str(one.organisation or ""), "voted": one.voted,
               "secret": one.ballot.is_secret, "choice": vote.choice if vote else "", "reason": vote.reason if vote else "", "at": vote.cast_at if vote else None,
               "objection_stands": objection.stands if objection else None, "what_you_said_to_the_answer": objection.word if objection else ""}


@erases("ballots")
def erase(person, at) -> None:
    """Votes stay counted; what somebody wrote with them goes. An objection keeps that there was one."""
    mine = OpenVote.objects.filter(roll__person=person)
    Objection.objects.filter(vote__in=mine.values("pk")).update(word="")
    mine.exclude(choice="object").update(reason="")
    mine.filter(choice="object").update(reason="–")
