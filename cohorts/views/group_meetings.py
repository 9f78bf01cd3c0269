"""Meetings of a working group, planned, changed and cancelled by its organisers."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.changing import AlreadyCancelled, ChangedMeanwhile, Overlaps
from cohorts.models import GroupMeeting, WorkingGroup
from cohorts.publishing import NotReady
from cohorts.spaces.meeting_form import CancelMeetingForm, GroupMeetingForm
from cohorts.spaces.meetings import cancel_meeting, change_meeting, plan_meeting
from cohorts.spaces.refusing import NotPossible, say_in
from cohorts.views.desk_page import changed_meanwhile, seen_by
from cohorts.views.desk_sessions import overlap_words


def _mine(user, slug: str) -> WorkingGroup:
    mine = WorkingGroup.objects.organised_by(user, timezone.localdate())
    return get_object_or_404(mine.select_related("space__city", "exchange"), slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, slug: str):
    group = _mine(request.user, slug)
    form = GroupMeetingForm(request.POST if request.method == "POST" else None, zone=ZoneInfo(group.space.city.time_zone))
    if request.method == "POST" and form.is_valid():
        try:
            plan_meeting(group, form.plan(), form.cleaned_data["agenda"], by=request.user, at=timezone.now())
        except NotPossible as refused:
            say_in(form, refused)
        except NotReady as missing:
            for gap in missing.gaps:
                form.add_error(None, gap.words)
        except Overlaps as found:
            form.add_error("begins", overlap_words(found, group.exchange))
        else:
            messages.success(request, _("Planned. It is in the members’ calendars, and they are told."))
            return redirect("group", group.slug)
    return _page(request, group, form, _("Plan a meeting"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request, slug: str, key):
    """Change it; 409 when somebody else changed it first, with what was typed."""
    group, found = _meeting(request.user, slug, key)
    form = GroupMeetingForm(request.POST if request.method == "POST" else None, zone=group.exchange.zone, initial=GroupMeetingForm.initial_of(found))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            told = change_meeting(found, form.plan(), form.cleaned_data["agenda"], seen=seen_by(request), by=request.user, at=timezone.now())
        except ChangedMeanwhile as changed:
            changed_meanwhile(form, changed)
            status = 409
        except Overlaps as other:
            form.add_error("begins", overlap_words(other, group.exchange))
        except AlreadyCancelled:
            form.add_error(None, _("This meeting is cancelled and stays so. Plan a new one instead."))
        else:
            messages.success(request, _("Kept, and members are told.") if told else _("Kept."))
            return redirect("group", group.slug)
    return _page(request, group, form, found.exchange_session.title, status, meeting=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request, slug: str, key):
    group, found = _meeting(request.user, slug, key)
    form = CancelMeetingForm(request.POST if request.method == "POST" else None, initial={"seen": group.exchange.changed_at.isoformat()})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            told = cancel_meeting(found, form.cleaned_data["reason"], seen=seen_by(request), by=request.user, at=timezone.now())
        except ChangedMeanwhile as changed:
            changed_meanwhile(form, changed)
            status = 409
        except AlreadyCancelled:
            messages.info(request, _("It was cancelled already."))
            return redirect("group", group.slug)
        else:
            messages.success(request, _("Cancelled, and members are told.") if told else _("Cancelled."))
            return redirect("group", group.slug)
    return _page(request, group, form, _("Cancel “%(title)s”") % {"title": found.exchange_session.title}, status, meeting=found, cancelling=True)


def _meeting(user, slug: str, key) -> tuple[WorkingGroup, GroupMeeting]:
    group = _mine(user, slug)
    found = get_object_or_404(group.meetings.select_related("exchange_session__exchange__host_city"), exchange_session__key=key)
    found.group, group.exchange = group, found.exchange_session.exchange
    return group, found


def _page(request, group: WorkingGroup, form, title: str, status: int = 200, **more):
    return render(request, "cohorts/spaces/group_meeting.html", {"group": group, "form": form, "page_title": title, "zone": group.space.city.time_zone, **more},
                  status=status if status != 200 else 422 if form.errors else 200)
