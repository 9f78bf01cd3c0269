"""What proposals hold about a person: that they were asked, what they answered and asked. See academy/personal_data.py."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds
from mentoring.models import MatchProposal, Participation, ProposalAnswer, ProposalQuestion, Side

BOTH, ACCOUNT = _("You and the one you were proposed to, neither with the name of the other before both said yes."), _("Until you erase your account.")
AS_A_NUMBER = _("Until you erase your account; then it stays as a number without a name.")

holds("mentoring.MatchProposal", "offer", "request", "score", "parts", "proposed_at", "expires_at", "ended_at", "ending", topic="mentoring",
      label=_("Proposals you were asked in"), why=_("So that two people are asked before anybody learns a name, and no pair is asked twice."), who=BOTH, kept=AS_A_NUMBER)
holds("mentoring.ProposalAnswer", "answer", "answered_at", topic="mentoring", label=_("What you answered to proposals"),
      why=_("Only two yes make a mentorship. Your yes is shown to nobody until the other person has answered, too."), who=_("You. After two yes the other person knows."),
      kept=AS_A_NUMBER)
holds("mentoring.ProposalAnswer", "reason", topic="mentoring", label=_("Why you said “not now”, if you wrote it down"), why=_("For you, to see what you are looking for."),
      who=_("You, and nobody else."), kept=ACCOUNT)
holds("mentoring.ProposalQuestion", "text", "asked_at", "answer", "answered_at", topic="mentoring", label=_("Questions about proposals, and your answers"),
      why=_("So that you can ask before you answer. The academy carries them without names."), who=BOTH, kept=ACCOUNT)
holds("mentoring.Participation", "stopped_at", topic="mentoring", label=_("That you asked for no further proposals in a round"), why=_("So that you get none."),
      who=_("You."), kept=AS_A_NUMBER)


@exports("mentoring_proposals", _("Proposals you were asked in, and what you answered"), link="my_mentoring")
def proposals(person):
    """Of the other side nothing, neither their answer nor the parts of the score that would tell their city."""
    rows = MatchProposal.objects.of(person).select_related("round", "offer__participation", "request__participation").prefetch_related("answers").order_by("proposed_at", "pk")
    for one in rows:
        side = one.side_of(person)
        mine = next((each for each in one.answers.all() if each.side == side), None)
        yield {"round": one.round.title, "as": side, "proposed_at": one.proposed_at, "to_answer_until": one.expires_at, "answer": mine.answer if mine else "",
               "answered_at": mine.answered_at if mine else None, "reason": mine.reason if mine else "", "over_since": one.ended_at}


@exports("mentoring_questions", _("Questions you asked about proposals, and answers you gave"), link="my_mentoring")
def questions(person):
    for one in _questions_of(person).order_by("asked_at", "pk"):
        asked = one.proposal.side_of(person) == one.asked_by
        yield {"round": one.proposal.round.title, "you": "asked" if asked else "answered", "text": one.text if asked else one.answer,
               "at": one.asked_at if asked else one.answered_at}


@erases("mentoring.proposals")
def erase(person, at) -> None:
    """What they typed goes, on both sides' pages. That they leave their rounds, and partners are freed, is done with their entries."""
    for one in _questions_of(person):
        if one.proposal.side_of(person) == one.asked_by:
            one.text = ""
        else:
            one.answer, one.answered_at = "", None
        one.save(update_fields=["text", "answer", "answered_at"])
    for side, entry in ((Side.MENTOR, "proposal__offer__participation__person"), (Side.MENTEE, "proposal__request__participation__person")):
        ProposalAnswer.objects.filter(Q(**{entry: person}), side=side).update(reason="")
    Participation.objects.of(person).update(stopped_at=None)


def _questions_of(person):
    """What the person asked, and what they answered."""
    rows = ProposalQuestion.objects.select_related("proposal__round", "proposal__offer__participation", "proposal__request__participation")
    as_mentor, as_mentee = Q(proposal__offer__participation__person=person), Q(proposal__request__participation__person=person)
    return rows.filter((as_mentor & (Q(asked_by=Side.MENTOR) | Q(answered_at__isnull=False))) | (as_mentee & (Q(asked_by=Side.MENTEE) | Q(answered_at__isnull=False))))
