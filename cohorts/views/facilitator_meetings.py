"""The meetings of a cohort at its desk: called, moved, cancelled; and who was there."""

from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from academy import local_times
from academy.both_times import both_times
from academy.single_line import SingleLine
from academy.wall_time_fields import no_such_time
from cohorts import meeting_changes
from cohorts.models import CohortMeeting, CohortMembership
from cohorts.views.facilitator import ReasonForm
from cohorts.views.facilitator_page import leading, page

LONGEST = timedelta(hours=24)


class MeetingForm(forms.Form):
    """A day, and from when to when on the clocks of the cohort. A meeting past midnight ends on the next day."""

    title = SingleLine(label=gettext_lazy("Title"), max_length=150)
    day = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(label=gettext_lazy("Begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=gettext_lazy("Ends"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = SingleLine(label=gettext_lazy("Place"), max_length=250, required=False)
    online_url = forms.URLField(label=gettext_lazy("Link to join online"), max_length=500, required=False, assume_scheme="https", help_text=gettext_lazy("Only members see it."))
    note = SingleLine(label=gettext_lazy("What happens"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, cohort, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("place") and not cleaned.get("online_url") and not {"place", "online_url"} & set(self.errors):
            self.add_error("place", _("Say where: a place, a link to join online, or both."))
        day = cleaned.get("day")
        if day is not None and not self.cohort.starts_on - timedelta(days=31) <= day <= self.cohort.ends_on + timedelta(days=31):
            self.add_error("day", _("This is far outside the cohort, which goes from %(first)s to %(last)s. A meeting may lie up to a month before or after.") % {
                "first": self.cohort.starts_on.isoformat(), "last": self.cohort.ends_on.isoformat()})
        if day is not None and cleaned.get("begins") is not None and cleaned.get("ends") is not None:
            last_day = day if cleaned["ends"] > cleaned["begins"] else day + timedelta(days=1)
            if cleaned["ends"] == cleaned["begins"] or (last_day > day and cleaned["ends"] > datetime.min.time().replace(hour=6)):
                self.add_error("ends", _("A meeting cannot end before it starts."))
                return cleaned
            for name, wall in (("begins", datetime.combine(day, cleaned["begins"])), ("ends", datetime.combine(last_day, cleaned["ends"]))):
                try:
                    cleaned[f"{name}_at"] = local_times.moment_of(wall, self.cohort.zone, which=0)
                except local_times.NoSuchTime as gap:
                    self.add_error(name, no_such_time(gap))
            if cleaned.get("begins_at") and cleaned.get("ends_at") and cleaned["ends_at"] <= cleaned["begins_at"]:
                self.add_error("ends", _("A meeting cannot end before it starts."))
        return cleaned

    @property
    def facts(self) -> dict:
        given = self.cleaned_data
        return {"title": given["title"], "note": given["note"], "place": given["place"], "online_url": given["online_url"], "starts_at": given["begins_at"], "ends_at": given["ends_at"]}

    @classmethod
    def initial_of(cls, meeting: CohortMeeting) -> dict:
        begins, ends = (local_times.wall_of(at, meeting.cohort.zone) for at in (meeting.starts_at, meeting.ends_at))
        return {"title": meeting.title, "note": meeting.note, "place": meeting.place, "online_url": meeting.online_url, "day": begins.date(), "begins": begins.time(), "ends": ends.time()}


@require_safe
@leading
def meetings(request, cohort):
    now = timezone.now()
    rows = [{"meeting": each, "times": both_times(each.starts_at, each.ends_at, cohort.zone_name, request.user.zone_name), "there": each.there}
            for each in cohort.meetings.annotate(there=Count("attendances")).order_by("starts_at", "pk")]
    return page(request, cohort, "meetings", _("Meetings"), "lead_meetings", coming=[row for row in rows if row["meeting"].ends_at >= now],
                past=[row for row in reversed(rows) if row["meeting"].ends_at < now])


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def new(request, cohort):
    form = MeetingForm(request.POST if request.method == "POST" else None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        meeting_changes.call(cohort, request.user, timezone.now(), **form.facts)
        messages.success(request, _("The meeting is called, and the members hear of it by mail."))
        return redirect("lead_meetings", slug=cohort.slug)
    return page(request, cohort, "meeting", _("A new meeting"), "lead_meetings", form=form, status=422 if form.errors else 200)


def _meeting(cohort, key) -> CohortMeeting:
    found = get_object_or_404(CohortMeeting, cohort=cohort, key=key)
    found.cohort = cohort
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def meeting(request, cohort, key):
    found = _meeting(cohort, key)
    if found.is_cancelled:
        messages.info(request, _("A cancelled meeting stays as it is. Call a new one."))
        return redirect("lead_meetings", slug=cohort.slug)
    form = MeetingForm(request.POST if request.method == "POST" else None, cohort=cohort, initial=MeetingForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        before = found.sequence
        changed = meeting_changes.change(found, request.user, timezone.now(), **form.facts)
        found.refresh_from_db()
        if found.sequence > before:
            messages.success(request, _("The meeting is changed, and the members hear of it by mail."))
        else:
            messages.success(request, _("Kept. Nobody needs a mail for this.") if changed else _("Nothing was different."))
        return redirect("lead_meetings", slug=cohort.slug)
    return page(request, cohort, "meeting", _("Change a meeting"), "lead_meetings", form=form, meeting=found, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def cancellation(request, cohort, key):
    found = _meeting(cohort, key)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if meeting_changes.cancel(found, request.user, timezone.now(), form.cleaned_data["reason"]):
            messages.success(request, _("The meeting is cancelled, and the members hear of it by mail."))
        else:
            messages.info(request, _("It was cancelled before."))
        return redirect("lead_meetings", slug=cohort.slug)
    return page(request, cohort, "cancellation", _("Cancel a meeting"), "lead_meetings", form=form, meeting=found,
                times=both_times(found.starts_at, found.ends_at, cohort.zone_name), status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def presence(request, cohort, key):
    """Who is there: one list of boxes, for a thumb. POST there=<membership>, one for each."""
    found = _meeting(cohort, key)
    if request.method == "POST":
        there = meeting_changes.mark_present(found, {int(pk) for pk in request.POST.getlist("there")[:1_000] if pk.isdecimal() and len(pk) < 19}, request.user, timezone.now())
        messages.success(request, ngettext("%(count)d person was there.", "%(count)d people were there.", there) % {"count": there})
        return redirect("lead_presence", slug=cohort.slug, key=key)
    marked = set(found.attendances.values_list("membership_id", flat=True))
    people = list(CohortMembership.objects.filter(cohort=cohort).exclude(joined_at=None).filter(joined_at__lte=max(found.ends_at, timezone.now())).select_related("person", "city")
                  .order_by("person__name", "person__email", "pk"))
    shown = [{"one": each, "there": each.pk in marked} for each in people if each.pk in marked or each.ended_at is None or each.ended_at > found.starts_at]
    return page(request, cohort, "presence", _("Who is there?"), "lead_meetings", meeting=found, people=shown, there=len(marked),
                times=both_times(found.starts_at, found.ends_at, cohort.zone_name))
