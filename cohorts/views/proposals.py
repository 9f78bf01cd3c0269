"""A proposal for everybody who may read it: its text with what is asked for, its versions, two of them side by side; and comments."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts.decisions import commenting
from cohorts.decisions.ballot_screen import ballots_of
from cohorts.decisions.comparing import side_by_side
from cohorts.decisions.proposal_form import CommentForm
from cohorts.decisions.proposal_screen import amendments_of, comments_of, draft_text, text_with_amendments, versions_of
from cohorts.decisions.proposal_text import paragraphs
from cohorts.models import Amendment
from cohorts.refusals import Refused
from cohorts.views.proposal_page import for_proposal, standing, too_often


@require_safe
@for_proposal()
def proposal(request, found):
    return page(request, found)


def page(request, found, form: CommentForm | None = None, status: int = 200):
    may = standing(request.user, found)
    versions = versions_of(found)
    amendments = [] if found.is_draft else amendments_of(found)
    return render(request, "cohorts/decisions/proposal.html", {
        "proposal": found, "may": may, "versions": versions, "version": versions[0] if versions else None,
        "text": draft_text(found) if found.is_draft else text_with_amendments(versions[0], amendments),
        "open": [each for each in amendments if each.is_open], "closed": [each for each in amendments if not each.is_open],
        "comments": comments_of(found, None) if may["names"] else [], "comment_form": form or CommentForm(), "wrong": bool(form and form.errors),
        "changeable": may["discuss"] and found.is_in_discussion, **ballots_of(found, request.user)}, status=status)


@require_safe
@for_proposal()
def versions(request, found):
    """?old=1&new=3: those two side by side; without, the last two."""
    kept = versions_of(found)
    if not kept:
        raise Http404("versions")
    numbers = {each.number: each for each in kept}
    new = numbers.get(_number(request.GET.get("new")), kept[0])
    old = numbers.get(_number(request.GET.get("old")), numbers.get(new.number - 1, kept[-1]))
    rows = side_by_side(paragraphs(old.text), paragraphs(new.text)) if old.number != new.number else []
    return render(request, "cohorts/decisions/proposal_versions.html", {
        "proposal": found, "may": standing(request.user, found), "versions": kept, "old": old, "new": new, "rows": rows, "changed": sum(not row.same for row in rows)})


def _number(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdecimal() and len(written) < 7 else 0


@require_POST
@for_proposal("proposal.discuss")
def comment(request, found):
    """POST text, form_key, and `amendment` (its number) if it is about one."""
    from cohorts.views.amendments import page as amendment_page

    about = None
    if request.POST.get("amendment"):
        about = get_object_or_404(Amendment.objects.filter(proposal=found).select_related("on_version", "author", "closed_by"), number=_number(request.POST["amendment"]))
    form = CommentForm(request.POST)
    if form.is_valid() and too_often(request):
        form.add_error(None, _("That was a lot in one hour. Please wait a little."))
    if form.is_valid():
        try:
            commenting.comment(found, about, text=form.cleaned_data["text"], form_key=form.cleaned_data["form_key"], by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Your comment is there."))
            return redirect("amendment", found.pk, about.number) if about else redirect("proposal", found.pk)
    return amendment_page(request, found, about, comment_form=form, status=422) if about else page(request, found, form, status=422)


@require_POST
@for_proposal()
def comment_withdrawal(request, found, number: int):
    said = get_object_or_404(found.comments.filter(author_id=request.user.pk or 0).select_related("amendment"), pk=number)
    if commenting.take_back(said, timezone.now()):
        messages.success(request, _("Your comment is gone."))
    return redirect("amendment", found.pk, said.amendment.number) if said.amendment else redirect("proposal", found.pk)
