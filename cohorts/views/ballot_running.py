"""What organisers do with a ballot: write it down, close it when everybody has voted, cancel it, answer objections."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.permissions import can
from cohorts.decisions import objections
from cohorts.decisions.ballot_form import FIELD_OF, BallotForm, WordsForm
from cohorts.decisions.ballot_screen import would_vote
from cohorts.decisions.balloting import cancel, write_down
from cohorts.decisions.closing_ballots import close
from cohorts.models import AmendmentOutcome, Ballot, Electorate, Objection, Proposal
from cohorts.refusals import Refused
from cohorts.views.ballots import for_ballot, page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, proposal):
    """?after=<ballot>: a second ballot begins with the rule of the first."""
    at = timezone.now()
    found = get_object_or_404(Proposal.objects.visible_to(request.user, timezone.localdate()).put_forward().select_related("space__city", "group__space__city"), pk=proposal)
    if not can(request.user, "ballot.write", found):
        raise Http404("proposal")
    under_way = Ballot.objects.standing().filter(proposal=found).first()
    if under_way is not None:
        messages.info(request, _("A ballot on this proposal is under way already."))
        return redirect("ballot", under_way.pk)
    before = Ballot.objects.filter(proposal=found, closed_at__isnull=False).order_by("-closed_at").first()
    form = BallotForm(request.POST if request.method == "POST" else None, proposal=found, at=at, before=before)
    if request.method == "POST" and form.is_valid():
        try:
            ballot = write_down(found, **form.rule(), by=request.user, at=at)
        except Refused as refused:
            form.add_error(FIELD_OF.get(refused.code), refused.sentence)
        else:
            messages.success(request, _("The ballot is written down. From now on nothing of it changes."))
            return redirect("ballot", ballot.pk)
    on = found.space.day_of(at)
    groups = [(label, would_vote(found.space, found.group, value, on)) for value, label in form.fields["electorate"].choices]
    return render(request, "cohorts/decisions/ballot_form.html", {
        "amended": not form.errors and found.amendments.filter(outcome=AmendmentOutcome.OPEN).exists(),
        "proposal": found, "form": form, "electorates": groups, "wrong": bool(form.errors), "organisations": Electorate.ORGANISATIONS.label}, status=422 if form.errors else 200)


@require_POST
@for_ballot("ballot.run")
def closing(request, found):
    try:
        close(found, by=request.user, at=timezone.now())
    except Refused as refused:
        return _said_no(request, found, refused)
    return redirect("ballot_result", found.pk)


@require_POST
@for_ballot("ballot.run")
def cancellation(request, found):
    form = WordsForm(request.POST)
    if not form.is_valid():
        return page(request, found, words_form=form, status=422)
    if cancel(found, why=form.cleaned_data["words"][:300], by=request.user, at=timezone.now()):
        messages.success(request, _("The ballot is cancelled. No vote was counted."))
    return redirect("ballot", found.pk)


@require_POST
@login_required
@for_ballot()
def objection_answer(request, found, number: int):
    """The proposal's author and the organisers; in words."""
    if not (can(request.user, "proposal.answer", found.proposal) or can(request.user, "ballot.run", found)):
        raise Http404("ballot")
    objection = get_object_or_404(Objection, pk=number, vote__roll__ballot=found)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return page(request, found, words_form=form, status=422)
    try:
        objections.answer(objection, words=form.cleaned_data["words"], by=request.user, at=timezone.now())
    except Refused as refused:
        return _said_no(request, found, refused)
    return redirect("ballot", found.pk)


def _said_no(request, found, refused: Refused):
    form = WordsForm(request.POST)
    form.errors.clear()
    form.add_error(None, refused.sentence)
    return page(request, found, words_form=form, status=422)
