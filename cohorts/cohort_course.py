"""The course a cohort goes through, as its readers know it."""

from django.http import Http404

from cohorts.models import Cohort
from courses.models import CourseVersion
from courses.outline import Outline, outline_for


def course_outline(cohort: Cohort, language: str) -> Outline | None:
    """The outline of its published course in a language; None without a course, or while that is not published. One query at most twice."""
    if not cohort.course_key:
        return None
    found = CourseVersion.objects.filter(course_key=cohort.course_key).values_list("slug", "number").first()
    try:
        return outline_for(found[0], language, found[1]) if found else None
    except Http404:
        return None
