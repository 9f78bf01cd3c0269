"""The mail that says a trainer answered a task."""

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from courses.models import CourseVersion, LessonPage, TaskSubmission


@mail_context("courses/task_answered")
def task_answered(person, ids) -> dict | None:
    """None once the work is gone or was never answered."""
    work = TaskSubmission.objects.of(person).filter(pk=ids["submission"], answered_at__isnull=False).select_related("answered_by").first()
    if work is None:
        return None
    slug = CourseVersion.objects.filter(course_key=work.course_key).values_list("slug", flat=True).first()
    lesson = LessonPage.objects.live().filter(translation_key=work.lesson_key).values_list("slug", flat=True).first()
    url = absolute_url(reverse("task", args=[slug, lesson])) if slug and lesson else ""
    return {"work": work, "trainer": work.answered_by.name if work.answered_by else "", "url": url, "why": _("You get this mail because you handed in a task.")}
