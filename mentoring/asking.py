"""Questions before answering, carried by the academy without a name: at most five a side, and no contacts in them."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.emails import queue_mail
from academy.models import record
from academy.refusals import Refused
from academy.writing_turn import writing_turn
from mentoring import contact_words
from mentoring.answering import over, proposal_in_turn
from mentoring.ending_proposals import person_on
from mentoring.models import MatchProposal, ProposalQuestion, Side

MOST_QUESTIONS = 5
QUESTION, ANSWERED = "mentoring/question", "mentoring/question_answered"


def ask(proposal: MatchProposal, person, text: str, *, at: datetime) -> ProposalQuestion:
    """A question of the person to the other side. Refused: with a contact in it, a sixth one, when the proposal is over. The same words twice are asked once."""
    refuse_contacts(person, text)
    with writing_turn():
        kept, refused, made = proposal_in_turn(proposal, person, at), None, None
        side = kept.side_of(person)
        own = kept.questions.filter(asked_by=side)
        if kept.ended_at:
            refused = over()
        elif (made := own.filter(text=text).first()) is None:
            if own.count() >= MOST_QUESTIONS:
                refused = Refused("enough_asked", ngettext("You have asked your one question.", "You have asked all of your %(count)d questions.", MOST_QUESTIONS)
                                  % {"count": MOST_QUESTIONS})
            else:
                made = ProposalQuestion.objects.create(proposal=kept, asked_by=side, text=text, asked_at=at)
                record(person, "asked", "match_proposal", kept.pk, at=at)
                queue_mail(QUESTION, person_on(kept, Side.other(side)), f"mentoring:question:{made.pk}", question=made.pk)
    if refused:
        raise refused
    return made


def reply(question: ProposalQuestion, person, text: str, *, at: datetime) -> ProposalQuestion:
    """The person's answer to a question of the other side; an answer stays as it is. Refused: with a contact in it, when the proposal is over."""
    refuse_contacts(person, text)
    with writing_turn():
        kept, refused = proposal_in_turn(question.proposal, person, at), None
        found = kept.questions.exclude(asked_by=kept.side_of(person)).get(pk=question.pk)
        if found.answered_at is None and kept.ended_at:
            refused = over()
        elif found.answered_at is None:
            found.answer, found.answered_at = text, at
            found.save(update_fields=["answer", "answered_at"])
            record(person, "replied", "match_proposal", kept.pk, at=at)
            queue_mail(ANSWERED, person_on(kept, found.asked_by), f"mentoring:question:{found.pk}:answered", question=found.pk)
    if refused:
        raise refused
    return found


def refuse_contacts(person, text: str) -> None:
    """Raises Refused("contacts") with what was found, in words."""
    own = [person.name, person.organisation.name if person.organisation_id else "", person.email.split("@")[0].replace(".", " ")]
    found = contact_words.contacts_in(text, own=own)
    if found:
        named = {
            contact_words.EMAIL: _("an e-mail address"), contact_words.LINK: _("a link or the name of a website"), contact_words.HANDLE: _("a name with @"),
            contact_words.PHONE: _("a telephone number"), contact_words.NAME: _("your name, or that of your organisation"),
        }
        raise Refused("contacts", _("Please take this out: %(what)s. You both learn each other's names and contacts as soon as both have said yes; until then the "
                                    "academy carries your words without them.") % {"what": ", ".join(named[kind] for kind in found)})
