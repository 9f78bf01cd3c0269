"""The mails about a place in a course: a request was answered, or a place became free."""

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from courses.models import CourseVersion, Enrolment


def _told(person, ids) -> dict | None:
    """None once the enrolment is gone, or what the mail would say no longer holds."""
    enrolment = Enrolment.objects.of(person).filter(pk=ids["enrolment"]).first()
    if enrolment is None:
        return None
    slug = CourseVersion.objects.filter(course_key=enrolment.course_key).values_list("slug", flat=True).first()
    return {"enrolment": enrolment, "url": absolute_url(reverse("course", args=[slug])) if slug else "", "why": _("You get this mail because you asked to join a course.")}


@mail_context("courses/enrolment_answered")
def enrolment_answered(person, ids) -> dict | None:
    return _told(person, ids)


@mail_context("courses/place_free")
def place_free(person, ids) -> dict | None:
    told = _told(person, ids)
    return told if told and told["enrolment"].is_active else None
