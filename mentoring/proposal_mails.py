"""The mails about proposals. Each is asked again when it is sent, and none says who the other side is: names and contacts come with the mentorship."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.both_times import moment_words
from academy.emails import absolute_url, mail_context
from mentoring.asking import ANSWERED, QUESTION
from mentoring.ending_proposals import EXPIRED, NOT_THIS_TIME
from mentoring.held_pairs import places_of
from mentoring.models import Ending, MatchProposal, MentoringRound, Participation, ProposalQuestion, Side
from mentoring.own_proposals import common_skills
from mentoring.telling_proposals import PROPOSAL, REMINDER, UNMATCHED


def about(mentoring_round: MentoringRound) -> dict:
    return {"round": mentoring_round, "title": mentoring_round.title, "reasons_url": absolute_url(reverse("my_round_reasons", args=[mentoring_round.slug])),
            "why": _("You get this mail because you take part in “%(title)s”.") % {"title": mentoring_round.title}}


def proposal_url(proposal: MatchProposal) -> str:
    return absolute_url(reverse("my_proposal", args=[proposal.pk]))


def line(proposal: MatchProposal, person) -> dict:
    """One proposal in a mail: what it is about, blind."""
    return {"is_mentor": proposal.side_of(person) == Side.MENTOR, "skills": _(", ").join(common_skills(proposal, get_language() or "en")),
            "until": moment_words(proposal.expires_at, person.zone_name), "url": proposal_url(proposal)}


def rows():
    return MatchProposal.objects.select_related("round", "offer__participation", "request__participation").prefetch_related(
        "answers", "offer__skills__skill", "request__skills__skill")


def still_asked(person, ids: dict) -> dict | None:
    """Those of the mail's proposals that this person still has to answer."""
    waiting = [each for each in rows().of(person).filter(pk__in=ids["proposals"], expires_at__gt=timezone.now()).open().order_by("pk")
               if each.side_of(person) not in {answer.side for answer in each.answers.all()}]
    return {**about(waiting[0].round), "proposals": [line(each, person) for each in waiting], "until": moment_words(waiting[0].expires_at, person.zone_name),
            "count": len(waiting)} if waiting else None


@mail_context(PROPOSAL)
def proposal(person, ids) -> dict | None:
    return still_asked(person, ids)


@mail_context(REMINDER)
def reminder(person, ids) -> dict | None:
    return still_asked(person, ids)


def ended(person, ids: dict) -> dict | None:
    """A proposal that is over without a mentorship, and whether the person may hope for another."""
    found = rows().of(person).filter(pk=ids["proposal"], ended_at__isnull=False).exclude(ending=Ending.ACCEPTED).first()
    if found is None:
        return None
    entry = (found.offer if found.side_of(person) == Side.MENTOR else found.request).participation
    goes_on = entry.left_at is None and entry.stopped_at is None and found.round.closed_at is None and found.ending != Ending.WITHDRAWN
    return {**about(found.round), **line(found, person), "goes_on": goes_on}


@mail_context(NOT_THIS_TIME)
def not_this_time(person, ids) -> dict | None:
    return ended(person, ids)


@mail_context(EXPIRED)
def expired(person, ids) -> dict | None:
    return ended(person, ids)


def carried(person, ids: dict, *, to_asker: bool) -> dict | None:
    """A question and what was said to it, while the proposal is open."""
    found = ProposalQuestion.objects.filter(pk=ids["question"], proposal__ended_at=None).first()
    asked_in = found and rows().of(person).filter(pk=found.proposal_id).first()
    if not asked_in or (found.asked_by == asked_in.side_of(person)) is not to_asker:
        return None
    return {**about(asked_in.round), **line(asked_in, person), "question": found}


@mail_context(QUESTION)
def question(person, ids) -> dict | None:
    found = carried(person, ids, to_asker=False)
    return None if found is None or found["question"].answered_at else found


@mail_context(ANSWERED)
def question_answered(person, ids) -> dict | None:
    return carried(person, ids, to_asker=True)


@mail_context(UNMATCHED)
def unmatched(person, ids) -> dict | None:
    """Only while nobody is found for them."""
    entry = Participation.objects.of(person).standing().filter(pk=ids["participation"], stopped_at=None, round__closed_at=None).select_related("round").first()
    places = entry and places_of(entry.round).get(entry.pk)
    if not places or places.getting or (places.giving and not places.wants):
        return None
    return {**about(entry.round), "as_mentee": bool(places.wants), "as_mentor": bool(places.gives and not places.giving)}
