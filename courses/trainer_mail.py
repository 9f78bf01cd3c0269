"""The words around a trainer's message, made when it is sent."""

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from courses.models import Enrolment, TrainerMessage
from courses.models.records import EnrolmentState
from courses.permissions import course_of


@mail_context("courses/trainer_message")
def trainer_message(person, ids: dict) -> dict | None:
    message = TrainerMessage.objects.select_related("written_by").filter(pk=ids["message"]).first()
    if message is None:
        return None
    # Who has left the course since then is left alone.
    if not Enrolment.objects.of(person).for_course(message.course_key).exclude(state=EnrolmentState.WITHDRAWN).exists():
        return None
    course = course_of(message.course_key)
    return {
        "subject": message.subject, "text": message.text, "trainer": message.written_by.get_full_name() if message.written_by else "",
        "course": message.course_title, "course_url": absolute_url(reverse("course", args=[course.slug])) if course and course.live else "",
        "why": _("You get this because you are in the course “%(course)s”.") % {"course": message.course_title},
    }
