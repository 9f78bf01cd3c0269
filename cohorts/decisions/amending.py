"""Amendments: asked for on a stated version, accepted into a new one, rejected with words, withdrawn. And writing a whole new version.

The version that holds is never changed: every change is the next version. What no longer fits it is marked, and its author asked to write it anew.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from academy.models import record
from cohorts.decisions.proposal_news import tell_answered, tell_asked
from cohorts.decisions.proposal_refusals import answered, overtaken, refuse_too_long
from cohorts.decisions.proposal_text import amended, found_again, joined, paragraphs
from cohorts.decisions.proposing import claim_number, hold, raise_version
from cohorts.models import Amendment, AmendmentOutcome, AmendmentWay, Proposal, ProposalVersion


def amend(proposal: Proposal, *, seen: int, way: str, paragraph: int, text: str, reason: str, form_key, by, at: datetime) -> Amendment:
    """Ask to change a paragraph of the version `seen`. TextMoved when another version holds by now, Refused while nothing may be changed.

    The same form sent twice is the amendment that is there already. Raises ValueError for a paragraph that is not there.
    """
    if there := Amendment.objects.filter(form_key=form_key, author=by, proposal=proposal).first():
        return there
    try:
        with transaction.atomic():
            number = claim_number(proposal, seen)
            version = ProposalVersion.objects.get(proposal=proposal, number=seen)
            parts = paragraphs(version.text)
            text = "" if way == AmendmentWay.STRIKE else joined(paragraphs(text))
            amended(parts, way, paragraph, text)
            made = Amendment.objects.create(proposal=proposal, number=number, on_version=version, way=way, paragraph=paragraph, text=text, reason=reason, author=by, made_at=at,
                                            old_text="" if way == AmendmentWay.ADD else parts[paragraph - 1], form_key=form_key)
            record(by, "amended", "proposal", proposal.pk, at=at, details={"amendment": number, "version": seen})
            tell_asked(made)
    except IntegrityError:  # the same form, twice at once; anything else has no such row
        return Amendment.objects.get(form_key=form_key, author=by, proposal=proposal)
    return made


def place_now(amendment: Amendment, now: ProposalVersion) -> int | None:
    """Which paragraph of the version `now` it is about; None when that one has changed."""
    return found_again(paragraphs(amendment.on_version.text), amendment.paragraph, paragraphs(now.text))


def accept(amendment: Amendment, *, words: str = "", by, at: datetime) -> ProposalVersion:
    """The text with the amendment in it becomes the next version. Refused when it was answered meanwhile or no longer fits; then nothing is changed."""
    proposal = amendment.proposal
    with transaction.atomic():
        before = raise_version(proposal)
        fresh = Amendment.objects.select_related("on_version").get(pk=amendment.pk)
        if not fresh.is_open:
            raise answered()
        number = place_now(fresh, before)
        if number is None:
            raise overtaken()
        parts = amended(paragraphs(before.text), fresh.way, number, fresh.text)
        refuse_too_long(parts)
        _close(fresh, AmendmentOutcome.ACCEPTED, words, by, at)
        made = ProposalVersion.objects.create(proposal=proposal, number=proposal.latest, text=joined(parts), by=by, at=at, from_amendment=fresh)
        record(by, "accepted", "amendment", fresh.pk, at=at, details={"proposal": str(proposal.pk), "version": made.number})
        tell_answered(fresh)
        _mark_overtaken(made, at)
    amendment.refresh_from_db()
    return made


def revise(proposal: Proposal, *, seen: int, text: str, words: str, by, at: datetime) -> ProposalVersion | None:
    """The author writes the whole text anew; `words`: what changed. TextMoved when another version holds by now; None when nothing is different."""
    with transaction.atomic():
        before = raise_version(proposal, seen)
        parts = paragraphs(text)
        refuse_too_long(parts)
        text = joined(parts)
        if text == before.text:
            transaction.set_rollback(True)
            return None
        made = ProposalVersion.objects.create(proposal=proposal, number=proposal.latest, text=text, words=words, by=by, at=at)
        record(by, "revised", "proposal", proposal.pk, at=at, details={"version": made.number})
        _mark_overtaken(made, at)
    return made


def reject(amendment: Amendment, *, words: str, by, at: datetime) -> None:
    """With words, always. Refused when it was answered meanwhile or nothing may be changed."""
    with transaction.atomic():
        hold(amendment.proposal)
        _close(amendment, AmendmentOutcome.REJECTED, words, by, at)
        record(by, "rejected", "amendment", amendment.pk, at=at, details={"proposal": str(amendment.proposal_id)})
        tell_answered(amendment)


def withdraw_amendment(amendment: Amendment, *, by, at: datetime) -> None:
    """Its author no longer asks for it; it stays readable."""
    with transaction.atomic():
        hold(amendment.proposal)
        _close(amendment, AmendmentOutcome.WITHDRAWN, "", by, at)
        record(by, "withdrew", "amendment", amendment.pk, at=at, details={"proposal": str(amendment.proposal_id)})


def _close(amendment: Amendment, outcome: str, words: str, by, at: datetime) -> None:
    if not Amendment.objects.filter(pk=amendment.pk, outcome=AmendmentOutcome.OPEN).update(outcome=outcome, words=words, closed_by=by, closed_at=at):
        raise answered()
    amendment.refresh_from_db()


def _mark_overtaken(now: ProposalVersion, at: datetime) -> None:
    """Whose paragraph is another in the new version: closed by nobody, and said to their author. All this under the proposal's lock."""
    for each in Amendment.objects.filter(proposal_id=now.proposal_id, outcome=AmendmentOutcome.OPEN).select_related("on_version"):
        if place_now(each, now) is None:
            _close(each, AmendmentOutcome.OVERTAKEN, "", None, at)
            tell_answered(each)
