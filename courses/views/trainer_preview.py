"""The course page as one person, or somebody new in a cohort, meets it at a chosen moment."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.cohorts_known import cohorts_of
from courses.course_preview import preview_standing
from courses.models import Enrolment
from courses.reading import Standing
from courses.release_table import line_for_cohort
from courses.views.trainer_page import for_course, published_outline, zone_of
from courses.views.trainer_release import moment_asked


@require_safe
@for_course("release.override")
def preview(request, course):
    outline = published_outline(course)
    if outline is None:
        raise Http404("not published")
    at, _error = moment_asked(request.GET.get("at", ""), zone_of(request.user), timezone.now())
    kind, _colon, which = request.GET.get("whom", "").partition(":")
    if kind == "person" and which.isdigit():
        enrolment = get_object_or_404(Enrolment.objects.for_course(course.translation_key).active().select_related("person", "certificate"), pk=int(which))
        return preview_standing(request, Standing(enrolment.person, outline, enrolment, at))
    cohort = next((each for each in cohorts_of(course.translation_key) if kind == "cohort" and each.slug == which), None)
    if cohort is None:
        raise Http404(which)
    return preview_standing(request, line_for_cohort(outline, cohort, at).standing)
