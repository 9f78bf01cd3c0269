"""Who gets what when: a dry run of the opening rules, and exceptions to them."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from academy.single_line import SingleLine
from courses.cohorts_known import cohorts_of
from courses.local_moment import LocalMoment
from courses.models import Enrolment, ReleaseOverride
from courses.release_table import line_for_cohort, lines_for_people
from courses.views.trainer_page import for_course, page, published_outline, zone_of

PAGE_SIZE = 25


class OverrideForm(forms.Form):
    """`whom` is "person:<enrolment>" or "cohort:<slug>"."""

    whom = forms.ChoiceField(label=gettext_lazy("For"))
    lesson = forms.ChoiceField(label=gettext_lazy("Lesson"))
    what = forms.ChoiceField(label=gettext_lazy("What"), choices=[
        ("now", gettext_lazy("Open it now")), ("opens_at", gettext_lazy("Open it on the date below")), ("closed_until", gettext_lazy("Keep it closed until the date below"))])
    at = LocalMoment(label=gettext_lazy("Date and time"), required=False)
    reason = SingleLine(label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("Trainers see it. It stands in the log."))

    def __init__(self, *args, outline, enrolments, cohorts, zone, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.enrolments = {f"person:{each.pk}": each for each in enrolments}
        self.fields["whom"].choices = [
            ("", "—"), (_("Cohorts"), [(f"cohort:{each.slug}", each.name) for each in cohorts]),
            (_("People"), [(value, str(each.person)) for value, each in self.enrolments.items()])]
        self.fields["lesson"].choices = [("", "—"), *((each.key, f"{each.number}. {each.title}") for each in outline.lessons)]
        self.fields["at"].zone = zone

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what") in ("opens_at", "closed_until") and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say the date and the time."))
        return cleaned

    def override(self, course, now: datetime) -> ReleaseOverride:
        given = self.cleaned_data
        kind, _colon, which = given["whom"].partition(":")
        return ReleaseOverride(
            course_key=course.translation_key, lesson_key=given["lesson"], reason=given["reason"],
            person=self.enrolments[given["whom"]].person if kind == "person" else None, cohort_slug=which if kind == "cohort" else "",
            opens_at={"now": now, "opens_at": given["at"]}.get(given["what"]), closed_until=given["at"] if given["what"] == "closed_until" else None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_course("release.override")
def release(request, course):
    outline = published_outline(course)
    if outline is None:
        return page(request, "release_unpublished", _("Openings"), course, "trainer_release", "date")
    zone, now, key = zone_of(request.user), timezone.now(), course.translation_key
    cohorts = cohorts_of(key)
    everyone = Enrolment.objects.for_course(key).active().select_related("person", "person__city").order_by("person__name", "person__email", "pk")
    at, at_error = moment_asked(request.GET.get("at", ""), zone, now)
    form = OverrideForm(request.POST or None, outline=outline, enrolments=everyone, cohorts=cohorts, zone=zone,
                        initial={"whom": request.GET.get("whom", ""), "lesson": request.GET.get("lesson", "")})
    if request.method == "POST" and form.is_valid():
        try:
            override = form.override(course, now)
            override.validate_constraints()
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            override.lay(request.user, now)
            messages.success(request, _("The exception holds from now on."))
            return redirect(reverse("trainer_release", args=[key]) + "#exceptions")
    one = request.GET.get("whom", "")
    people, chosen_cohorts, shown = everyone, cohorts, None
    if one.startswith("person:") and one[7:].isdigit():
        people, chosen_cohorts = everyone.filter(pk=int(one[7:])), []
    elif one.startswith("cohort:"):
        people, chosen_cohorts = everyone.none(), [each for each in cohorts if each.slug == one[7:]]
    else:
        one = ""
    shown = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [*(line_for_cohort(outline, each, at) for each in chosen_cohorts), *lines_for_people(outline, list(shown.object_list), at)]
    titles = {lesson.key: lesson for lesson in outline.lessons}
    names = {each.slug: each.name for each in cohorts}
    exceptions = [{"one": each, "lesson": titles.get(str(each.lesson_key)), "whom": str(each.person) if each.person_id else names.get(each.cohort_slug, each.cohort_slug)}
                  for each in ReleaseOverride.objects.for_course(key).in_force().select_related("person", "made_by").order_by("-made_at")]
    return page(request, "release", _("Openings"), course, "trainer_release", "date", outline=outline, lines=lines, shown=shown, form=form, at=at, now=now,
                at_typed=request.GET.get("at", ""), at_error=at_error, one=one, cohorts=cohorts, everyone=everyone, exceptions=exceptions,
                status=422 if form.errors else 200)


def moment_asked(typed: str, zone, now: datetime) -> tuple[datetime, str]:
    """The moment asked for, or now and what is wrong with what was typed."""
    field = LocalMoment(required=False)
    field.zone = zone
    try:
        return field.clean(typed) or now, ""
    except ValidationError as error:
        return now, " ".join(error.messages)


@require_POST
@for_course("release.override")
def lift(request, course, pk: int):
    override = get_object_or_404(ReleaseOverride.objects.for_course(course.translation_key).select_related("person"), pk=pk)
    if override.lift(request.user, timezone.now()):
        messages.success(request, _("The exception is lifted; the opening rule decides again."))
    else:
        messages.info(request, _("This exception was lifted already."))
    return redirect(reverse("trainer_release", args=[course.translation_key]) + "#exceptions")
