"""Writing a proposal: begun, kept as a draft, put forward, written anew, withdrawn."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.permissions import can
from academy.views.typed_words import sign_in_first
from cohorts.decisions import amending, proposing
from cohorts.decisions.comparing import side_by_side
from cohorts.decisions.proposal_form import ProposalForm, RevisionForm
from cohorts.decisions.proposal_refusals import DraftMoved, TextMoved
from cohorts.decisions.proposal_text import paragraphs
from cohorts.models import ParticipatedSpace, WorkingGroup
from cohorts.refusals import Refused
from cohorts.views.desk_page import NEVER
from cohorts.views.proposal_page import for_proposal


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug: str):
    if not request.user.is_authenticated:
        return sign_in_first(request, request.path)
    group = get_object_or_404(WorkingGroup.objects.select_related("space__city"), slug=slug)
    return _begin(request, group.space, group)


@require_http_methods(["GET", "HEAD", "POST"])
def new_of_space(request, slug: str):
    if not request.user.is_authenticated:
        return sign_in_first(request, request.path)
    return _begin(request, get_object_or_404(ParticipatedSpace.objects.select_related("city"), slug=slug), None)


def _begin(request, space, group):
    if not can(request.user, "proposal.write", (space, group)):
        raise Http404("proposal")
    form = ProposalForm(request.POST if request.method == "POST" else None, language=(group or space).language)
    if request.method == "POST" and form.is_valid():
        made = proposing.begin(space, group, **form.written(), by=request.user, at=timezone.now())
        return _forward_if_asked(request, made)
    return _page(request, form, space=space, group=group, proposal=None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_proposal("proposal.own")
def edit(request, proposal):
    """POST do=keep | put_forward | drop. A draft only: what was put forward is written anew at `revise`."""
    if not proposal.is_draft:
        return redirect("proposal_revise", proposal.pk)
    if request.method == "POST" and request.POST.get("do") == "drop":
        return _drop(request, proposal)
    form = ProposalForm(request.POST if request.method == "POST" else None, proposal=proposal)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, space=proposal.space, group=proposal.group, proposal=proposal)
    try:
        proposing.change_draft(proposal, **form.written(), seen=_seen(form), by=request.user, at=timezone.now())
    except DraftMoved as moved:
        form.data = {**form.data.dict(), "seen": proposal.changed_at.isoformat()}
        form.add_error(None, moved.sentence)
        rows = side_by_side(paragraphs(moved.draft), paragraphs(form.cleaned_data["text"]))
        return _page(request, form, space=proposal.space, group=proposal.group, proposal=proposal, rows=rows, status=409)
    except Refused as refused:
        messages.warning(request, refused.sentence)
        return redirect("proposal", proposal.pk)
    return _forward_if_asked(request, proposal)


def _seen(form: ProposalForm):
    try:
        return parse_datetime(form.cleaned_data["seen"]) or NEVER
    except ValueError:
        return NEVER


def _drop(request, proposal):
    place = proposal.group
    if proposing.drop_draft(proposal):
        messages.success(request, _("The draft is gone."))
    return redirect("group", place.slug) if place else redirect("space", proposal.space.slug)


def _forward_if_asked(request, proposal):
    if request.POST.get("do") == "put_forward":
        if proposing.put_forward(proposal, by=request.user, at=timezone.now()):
            messages.success(request, _("It is put forward. Everybody who takes part is told by mail."))
    else:
        messages.success(request, _("Kept. Only you see this draft."))
    return redirect("proposal", proposal.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_proposal("proposal.own")
def revise(request, proposal):
    """The whole text anew. 409 when another version holds by now: what was typed stays, beside the new text."""
    if proposal.is_draft:
        return redirect("proposal_edit", proposal.pk)
    version = proposing.current_version(proposal)
    form = RevisionForm(request.POST if request.method == "POST" else None, initial={"text": version.text, "seen": version.number})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = amending.revise(proposal, seen=given["seen"], text=given["text"], words=given["words"], by=request.user, at=timezone.now())
        except TextMoved as moved:
            form.data = {**form.data.dict(), "seen": moved.version.number}
            form.add_error(None, moved.sentence)
            rows = side_by_side(paragraphs(moved.version.text), paragraphs(given["text"]))
            return _page(request, form, space=proposal.space, group=proposal.group, proposal=proposal, rows=rows, revises=True, status=409)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Version %(number)s holds from now on.") % {"number": made.number} if made else _("Nothing was different, so there is no new version."))
            return redirect("proposal", proposal.pk)
    return _page(request, form, space=proposal.space, group=proposal.group, proposal=proposal, revises=True)


def _page(request, form, *, status: int = 200, **shown):
    return render(request, "cohorts/decisions/proposal_form.html", {"form": form, "wrong": bool(form.errors), **shown}, status=status if status != 200 else 422 if form.errors else 200)


@require_POST
@for_proposal("proposal.own")
def putting_forward(request, proposal):
    try:
        proposing.put_forward(proposal, by=request.user, at=timezone.now())
        messages.success(request, _("It is put forward. Everybody who takes part is told by mail."))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("proposal", proposal.pk)


@require_POST
@for_proposal("proposal.own")
def withdrawal(request, proposal):
    try:
        proposing.withdraw(proposal, by=request.user, at=timezone.now())
        messages.success(request, _("Withdrawn. It can still be read."))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("proposal", proposal.pk)
