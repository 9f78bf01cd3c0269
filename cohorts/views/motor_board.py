"""The motor group's board, and beginning a group: for the motor group and the coordinators of the space's city."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from academy.permissions import can
from cohorts.models import GroupKind, ParticipatedSpace
from cohorts.spaces import sitting
from cohorts.spaces.board import board_of
from cohorts.spaces.group_forms import GroupForm
from cohorts.spaces.grouping import begin_group
from cohorts.spaces.naming import named
from cohorts.spaces.refusing import NotPossible, say_in
from cohorts.views.spaces import visible


@never_cache
@require_safe
@login_required
def board(request, slug: str):
    found, now = visible(request, slug), timezone.now()
    if not sitting.follows_groups(request.user, found, found.day_of(now)):
        raise Http404("board")
    rows = board_of(found, now)
    return render(request, "cohorts/spaces/board.html", {
        "space": found, "rows": rows, "late_count": sum(bool(row.late) for row in rows), "may_begin": can(request.user, "group.begin", found),
        "motor": next((row.group for row in rows if row.group.kind == GroupKind.MOTOR), None)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group_new(request, slug: str):
    found, now = visible(request, slug), timezone.now()
    if not can(request.user, "group.begin", found):
        raise Http404("group")
    form = GroupForm(request.POST if request.method == "POST" else None, user=request.user, space=found, language=get_language() or "en", on=found.day_of(now))
    if request.method == "POST" and form.is_valid():
        made = _begun(request, form, found, now)
        if made is not None:
            messages.success(request, _("The group has begun."))
            return redirect("group", slug=made.slug)
    return render(request, "cohorts/spaces/group_form.html", {"space": found, "form": form, "page_title": _("Begin a working group")}, status=422 if form.errors else 200)


def _begun(request, form: GroupForm, space: ParticipatedSpace, at):
    try:
        email = form.cleaned_data["email"]
        organiser = request.user if email.strip().lower() == request.user.email.lower() else named(email, request.user, at)
        return begin_group(space, organiser, by=request.user, at=at, kind=form.cleaned_data.get("kind") or GroupKind.WORKING, **form.words())
    except NotPossible as refused:
        say_in(form, refused)
        return None
