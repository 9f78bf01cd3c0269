"""The timetable of a cohort at its desk: laid out in one go, or lesson by lesson."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cohorts import timetable as timetables
from cohorts.cohort_course import course_outline
from cohorts.models import CohortTimetable
from cohorts.views.facilitator_page import leading, page


class FillForm(forms.Form):
    every_days = forms.IntegerField(label=gettext_lazy("Days from one lesson to the next"), min_value=1, max_value=90, initial=7)


class DaysForm(forms.Form):
    """Two dates a lesson, named opens_on_<number> and due_on_<number>."""

    def __init__(self, *args, cohort, outline, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.cohort, self.outline = cohort, outline
        held = timetables.current(cohort)
        for lesson in outline.lessons:
            days = held.get(lesson.key, timetables.Days(None, None))
            for name, label in (("opens_on", _("Lesson %(number)d opens on")), ("due_on", _("Lesson %(number)d is due on"))):
                self.fields[f"{name}_{lesson.number}"] = forms.DateField(label=label % {"number": lesson.number}, required=False, initial=getattr(days, name),
                                                                         widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    @property
    def rows(self):
        return [(lesson, self[f"opens_on_{lesson.number}"], self[f"due_on_{lesson.number}"]) for lesson in self.outline.lessons]

    def clean(self) -> dict:
        cleaned = super().clean()
        for lesson in self.outline.lessons:
            days = timetables.Days(cleaned.get(f"opens_on_{lesson.number}"), cleaned.get(f"due_on_{lesson.number}"))
            for name, words in timetables.faults(self.cohort, days).items():
                self.add_error(f"{name}_{lesson.number}", words)
        return cleaned

    @property
    def days(self) -> dict[str, timetables.Days]:
        given = {lesson.key: timetables.Days(self.cleaned_data[f"opens_on_{lesson.number}"], self.cleaned_data[f"due_on_{lesson.number}"]) for lesson in self.outline.lessons}
        return {key: days for key, days in given.items() if days.opens_on or days.due_on}


def _outline(cohort):
    outline = course_outline(cohort, get_language())
    if outline is None or not outline.total:
        raise Http404("no published lessons")
    return outline


def _page(request, cohort, outline, form=None, fill=None, status=200):
    laid = CohortTimetable.objects.filter(cohort=cohort).first()
    return page(request, cohort, "timetable", _("Timetable"), "lead_timetable", outline=outline, form=form or DaysForm(cohort=cohort, outline=outline),
                fill=fill or FillForm(initial={"every_days": laid.every_days if laid else 7}), laid=laid, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@leading
def timetable(request, cohort):
    outline = _outline(cohort)
    if request.method != "POST":
        return _page(request, cohort, outline)
    form = DaysForm(request.POST, cohort=cohort, outline=outline)
    if not form.is_valid():
        return _page(request, cohort, outline, form=form, status=422)
    timetables.edit(cohort, outline, form.days, request.user, timezone.now())
    messages.success(request, _("The timetable is kept, and the lessons follow it."))
    return redirect("lead_timetable", slug=cohort.slug)


@require_POST
@leading
def filling(request, cohort):
    """POST every_days: lay it all out anew, from the start of the cohort."""
    outline = _outline(cohort)
    fill = FillForm(request.POST)
    if fill.is_valid():
        try:
            timetables.lay(cohort, outline, fill.cleaned_data["every_days"], request.user, timezone.now())
        except timetables.DoesNotFit as too_long:
            lasts = (cohort.ends_on - cohort.starts_on).days + 1
            fill.add_error("every_days", ngettext(
                "So laid out, the lessons need %(needed)d day, but the cohort lasts %(lasts)d. Choose fewer days, or a later end.",
                "So laid out, the lessons need %(needed)d days, but the cohort lasts %(lasts)d. Choose fewer days, or a later end.", too_long.needed) % {
                    "needed": too_long.needed, "lasts": lasts})
        else:
            messages.success(request, _("The timetable is laid out, and the lessons follow it."))
            return redirect("lead_timetable", slug=cohort.slug)
    return _page(request, cohort, outline, fill=fill, status=422)
