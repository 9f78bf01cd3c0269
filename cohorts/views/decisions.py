"""The register of decisions for everybody, and its follow-up for those who keep it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.permissions import can
from cohorts.decisions import register
from cohorts.decisions.ballot_form import FollowUpForm
from cohorts.decisions.register_list import listed, rows_of
from cohorts.models import Decided
from cohorts.refusals import Refused

A_PAGE = 30


@require_safe
def index(request):
    today = timezone.localdate()
    wanted, rows = listed(request.user, request.GET, today)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cohorts/decisions/decisions.html", {
        "wanted": wanted, "page": page, "rows": rows_of(page, today), "pages_query": f"?{wanted.query}" if wanted.query else ""})


def _found(request, decision) -> Decided:
    return get_object_or_404(Decided.objects.visible_to(request.user, timezone.localdate()).select_related("space__city", "group__space__city", "ballot__proposal", "ballot__result"),
                             pk=decision)


@require_safe
def decision(request, decision):
    found = _found(request, decision)
    return render(request, "cohorts/decisions/decision.html", {
        "decided": found, "state": found.follow_up(found.space.day_of(timezone.now())), "keeps": can(request.user, "decision.follow_up", found) and found.outcome == "adopted"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def follow_up(request, decision):
    found, at = _found(request, decision), timezone.now()
    if not can(request.user, "decision.follow_up", found) or found.outcome != "adopted":
        raise Http404("decision")
    form = FollowUpForm(request.POST if request.method == "POST" else None, initial={
        "owner": found.owner, "due_on": found.due_on, "state": "done" if found.done_on else "dropped" if found.dropped_on else "open", "words": found.done_words or found.dropped_why})
    if request.method == "POST" and form.is_valid():
        try:
            register.follow_up(found, **form.cleaned_data, by=request.user, at=at)
        except Refused as refused:
            form.add_error("words", refused.sentence)
        else:
            messages.success(request, _("Kept."))
            return redirect("decision", found.pk)
    return render(request, "cohorts/decisions/decision_form.html", {"decided": found, "form": form, "wrong": bool(form.errors)}, status=422 if form.errors else 200)
