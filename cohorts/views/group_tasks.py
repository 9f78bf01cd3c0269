"""Tasks of a working group: a new one, and what becomes of one. Whoever is not in the group finds nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.models import User
from academy.permissions import can
from cohorts.models import GroupTask, WorkingGroup
from cohorts.spaces import sitting, tasking
from cohorts.spaces.group_forms import DropForm, MoveForm, TaskForm
from cohorts.spaces.refusing import NotPossible, say_in

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


def _at_work(request, slug: str, day) -> tuple[WorkingGroup, object]:
    """A group that is not closed and that this person is in, with its date of today."""
    group = get_object_or_404(WorkingGroup.objects.joined_by(request.user, day).filter(closed_on__isnull=True).select_related("space__city"), slug=slug)
    return group, group.space.day_of(timezone.now())


def _owners(request, group: WorkingGroup, on):
    """Organisers give tasks to every member, others take one themselves."""
    if not can(request.user, "group.organise", group):
        return User.objects.filter(pk=request.user.pk)
    return User.objects.filter(pk__in=sitting.members(group, on)).order_by("name")


def _page(request, group, template: str, status: int = 200, **context):
    return render(request, f"cohorts/spaces/{template}.html", {"group": group, "space": group.space, "wrong": status == 422, **context}, status=status)


@never_cache
@read_or_send
@login_required
def new(request, slug: str):
    group, on = _at_work(request, slug, timezone.localdate())
    form = TaskForm(request.POST if request.method == "POST" else None, owners=_owners(request, group, on), on=on, initial={"owner": request.user.pk})
    if request.method == "POST" and form.is_valid():
        try:
            tasking.give_task(group, **form.cleaned_data, by=request.user, at=timezone.now())
        except NotPossible as refused:
            say_in(form, refused)
        else:
            messages.success(request, _("The task is written down."))
            return redirect(reverse("group", args=[slug]) + "#tasks")
    return _page(request, group, "task_new", 422 if form.errors else 200, form=form)


@never_cache
@read_or_send
@login_required
def task(request, slug: str, pk: int):
    """POST do=done | move | drop: whoever owns it, and the organisers."""
    group, on = _at_work(request, slug, timezone.localdate())
    found = get_object_or_404(GroupTask.objects.open().filter(group=group).select_related("group__space__city", "owner"), pk=pk)
    if found.owner_id != request.user.pk and not can(request.user, "group.organise", group):
        raise Http404("task")
    do, now = request.POST.get("do") if request.method == "POST" else None, timezone.now()
    move = MoveForm(request.POST if do == "move" else None, owners=_owners(request, group, on), on=on, initial={"owner": found.owner_id, "due_on": max(found.due_on, on)})
    drop = DropForm(request.POST if do == "drop" else None)
    try:
        if do == "done":
            tasking.finish_task(found, request.user, now)
        elif do == "move" and move.is_valid():
            tasking.move_task(found, owner=move.cleaned_data["owner"], due_on=move.cleaned_data["due_on"], by=request.user, at=now)
        elif do == "drop" and drop.is_valid():
            tasking.drop_task(found, drop.cleaned_data["why"], request.user, now)
        elif request.method != "POST" or do in ("move", "drop"):
            return _page(request, group, "task", 422 if move.errors or drop.errors else 200, task=found, is_late=found.is_late(on), move=move, drop=drop)
        else:
            raise Http404("do")
    except NotPossible as refused:
        say_in(move, refused)
        return _page(request, group, "task", 422, task=found, is_late=found.is_late(on), move=move, drop=drop)
    messages.success(request, _("Done. Thank you.") if do == "done" else _("Kept.") if do == "move" else _("Dropped. The reason stands beside it."))
    return redirect(reverse("group", args=[slug]) + "#tasks")
