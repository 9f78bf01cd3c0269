"""Amendments: asked for paragraph by paragraph, read beside the text and beside each other, answered, withdrawn."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.decisions import amending
from cohorts.decisions.proposal_form import AmendmentForm, AnswerForm, CommentForm
from cohorts.decisions.proposal_refusals import TextMoved, refuse
from cohorts.decisions.proposal_screen import about_the_same, amendments_of, comments_of, row_of_paragraph, rows_of
from cohorts.decisions.proposal_text import paragraphs, shown
from cohorts.decisions.proposing import current_version
from cohorts.models import AmendmentWay, ProposalVersion
from cohorts.refusals import Refused
from cohorts.views.proposal_page import for_proposal, standing, too_often
from cohorts.views.proposals import _number


@require_http_methods(["GET", "HEAD", "POST"])
@for_proposal("proposal.discuss")
def new(request, proposal):
    """?paragraph=3 changes or strikes the third, ?paragraph=3&way=add adds after it. Without, one chooses in the text."""
    given = request.POST if request.method == "POST" else request.GET
    if "paragraph" not in given:
        return redirect("proposal", proposal.pk)
    seen = _version(proposal, given)
    number, parts = _number(given["paragraph"]), paragraphs(seen.text)
    way = given.get("way") if given.get("way") in AmendmentWay.values else AmendmentWay.CHANGE
    if number > len(parts) or (number == 0 and way != AmendmentWay.ADD):
        raise Http404("paragraph")
    old = "" if way == AmendmentWay.ADD else parts[number - 1]
    form = AmendmentForm(request.POST if request.method == "POST" else None, old=old, way=way, seen=seen.number, paragraph=number)
    if not proposal.is_in_discussion and request.method != "POST":
        messages.warning(request, refuse(proposal).sentence)
        return redirect("proposal", proposal.pk)
    if request.method == "POST" and form.is_valid():
        if too_often(request):
            form.add_error(None, _("That was a lot in one hour. Please wait a little."))
        else:
            return _ask(request, proposal, form, seen, number)
    return _form_page(request, proposal, form, number, parts)


def _version(proposal, given) -> ProposalVersion:
    """The one the form was made for; for a new form the one that holds."""
    return get_object_or_404(ProposalVersion, proposal=proposal, number=_number(given["seen"])) if given.get("seen") else current_version(proposal)


def _ask(request, proposal, form: AmendmentForm, seen: ProposalVersion, number: int):
    given = form.cleaned_data
    try:
        made = amending.amend(proposal, seen=seen.number, way=form.way, paragraph=number, text=given["text"], reason=given["reason"], form_key=given["form_key"],
                              by=request.user, at=timezone.now())
    except TextMoved as moved:
        return _moved(request, proposal, form, seen, number, moved)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return _form_page(request, proposal, form, number, paragraphs(seen.text))
    messages.success(request, _("Your amendment is there. Whoever answers it has to say why if they reject it."))
    return redirect("amendment", proposal.pk, made.number)


def _moved(request, proposal, form: AmendmentForm, seen: ProposalVersion, number: int, moved: TextMoved):
    """The same words in a form for the new version, beside the paragraph as it reads now; where it was struck out, they would be added in its place."""
    row, before = row_of_paragraph(seen, number, moved.version) if number else (None, 0)
    struck = number > 0 and (row is None or row.new is None)
    now = before if row is None or row.new is None else row.new.number
    way = AmendmentWay.ADD if struck and form.way != AmendmentWay.STRIKE else form.way
    form.data = {**form.data.dict(), "seen": moved.version.number, "paragraph": now}
    form.way = way
    form.add_error(None, moved.sentence)
    return _form_page(request, proposal, form, now, paragraphs(moved.version.text), row=row, struck=struck, moved=moved.version, status=409)


def _form_page(request, proposal, form: AmendmentForm, number: int, parts: list[str], *, status: int = 200, **more):
    return render(request, "cohorts/decisions/amendment_form.html", {
        "proposal": proposal, "form": form, "number": number, "adds": form.way == AmendmentWay.ADD, "old": shown(parts[number - 1]) if number else "",
        "whole": [shown(each) for each in parts], "wrong": bool(form.errors), **more}, status=status if status != 200 else 422 if form.errors else 200)


@require_safe
@for_proposal()
def amendment(request, proposal, number: int):
    return page(request, proposal, _found(proposal, number))


def _found(proposal, number: int):
    return get_object_or_404(proposal.amendments.select_related("on_version", "author", "closed_by", "proposal__group", "proposal__space"), number=number)


def page(request, proposal, found, *, answer: AnswerForm | None = None, comment_form: CommentForm | None = None, status: int = 200):
    may, version = standing(request.user, proposal), current_version(proposal)
    place = amending.place_now(found, version)
    now = paragraphs(version.text)
    return render(request, "cohorts/decisions/amendment.html", {
        "proposal": proposal, "amendment": found, "may": may, "version": version, "rows": rows_of(found), "place": place,
        "before": shown(paragraphs(found.on_version.text)[found.paragraph - 1]) if found.way == AmendmentWay.ADD and found.paragraph else "",
        "others": [(each, rows_of(each)) for each in about_the_same(found, amendments_of(proposal), version)],
        "own": found.author_id == request.user.pk, "answer": answer or AnswerForm(), "comment_form": comment_form or CommentForm(),
        "comments": comments_of(proposal, found) if may["names"] else [], "wrong": bool((answer and answer.errors) or (comment_form and comment_form.errors)),
        "changeable": may["discuss"] and proposal.is_in_discussion, "may_answer": may["answer"] and proposal.is_in_discussion and found.is_open,
        "anew": row_of_paragraph(found.on_version, found.paragraph, version)[1] if found.outcome == "overtaken" else None, "now": [shown(each) for each in now]}, status=status)


@require_POST
@for_proposal("proposal.answer")
def answer(request, proposal, number: int):
    """POST do=accept | reject, words."""
    found, rejects = _found(proposal, number), request.POST.get("do") != "accept"
    form = AnswerForm(request.POST, rejects=rejects)
    if form.is_valid():
        words, now = form.cleaned_data["words"], timezone.now()
        try:
            if rejects:
                amending.reject(found, words=words, by=request.user, at=now)
                messages.success(request, _("Rejected. Whoever asked for it reads your answer."))
            else:
                made = amending.accept(found, words=words, by=request.user, at=now)
                messages.success(request, _("Accepted. Version %(number)s holds from now on.") % {"number": made.number})
            return redirect("amendment", proposal.pk, number)
        except Refused as refused:
            found.refresh_from_db()
            proposal.refresh_from_db()
            form.add_error(None, refused.sentence)
            return page(request, proposal, found, answer=form, status=409)
    return page(request, proposal, found, answer=form, status=422)


@require_POST
@for_proposal("proposal.discuss")
def withdrawal(request, proposal, number: int):
    found = get_object_or_404(proposal.amendments.filter(author_id=request.user.pk), number=number)
    try:
        amending.withdraw_amendment(found, by=request.user, at=timezone.now())
        messages.success(request, _("Withdrawn. It can still be read."))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("amendment", proposal.pk, number)
