"""What proposals, amendments and comments hold about who wrote them. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from cohorts.models import Amendment, Proposal, ProposalComment

WHO = _("What is put forward: everybody, without your name. Your name: those who sit in the space and the members of the group.")
KEPT = _("For good, because a decision rests on it; after you erase your account, as a former member’s.")

holds("cohorts.Proposal", "author", "title", "language", "draft", "begun_at", "put_forward_at", "withdrawn_at", topic="writing", label=_("Proposals you wrote"),
      why=_("So that a working group or a space can discuss and decide them."), who=WHO,
      kept=_("A draft: until you erase your account. What you put forward: for good, because a decision rests on it, as a former member’s."))
holds("cohorts.Amendment", "author", "way", "old_text", "text", "reason", "made_at", "outcome", "words", topic="writing", label=_("Amendments you asked for, and the answers"),
      why=_("So that everybody can follow how a text came about."), who=WHO, kept=KEPT)
holds("cohorts.ProposalComment", "author", "text", "made_at", topic="writing", label=_("Comments you wrote on proposals"), why=_("So that the group can weigh what speaks for and against."),
      who=_("Those who sit in the space and the members of the group."), kept=_("Until you take it back; after you erase your account, as a former member’s."))
not_personal("cohorts.ProposalVersion.by", "the text is the group's; who wrote it is held with the proposal and the amendment; after erasure it points at a former member")
not_personal("cohorts.Amendment.closed_by", "done in the role of an author or organiser; after erasure it points at a former member")


@exports("proposals", _("Proposals you wrote"))
def proposals(person):
    for one in Proposal.objects.filter(author=person).select_related("space", "group").order_by("begun_at"):
        yield {"space": one.space.name, "group": one.group.name if one.group else "", "title": one.title, "draft": one.draft, "begun_at": one.begun_at,
               "put_forward_at": one.put_forward_at, "withdrawn_at": one.withdrawn_at}


@exports("amendments", _("Amendments you asked for, and the answers"))
def amendments(person):
    for one in Amendment.objects.filter(author=person).select_related("proposal", "on_version").order_by("made_at"):
        yield {"proposal": one.proposal.title, "version": one.on_version.number, "paragraph": one.paragraph, "way": one.way, "before": one.old_text, "after": one.text,
               "reason": one.reason, "made_at": one.made_at, "outcome": one.outcome, "answer": one.words}


@exports("proposal_comments", _("Comments you wrote on proposals"))
def comments(person):
    for one in ProposalComment.objects.filter(author=person, taken_back_at__isnull=True).select_related("proposal").order_by("made_at"):
        yield {"proposal": one.proposal.title, "text": one.text, "made_at": one.made_at}


@erases("proposals")
def erase(person, at) -> None:
    """Drafts, which nobody else ever saw, go. What was put forward, and what was said about it, stays as a former member's."""
    Proposal.objects.filter(author=person, put_forward_at__isnull=True).delete()
