"""A course in numbers, by city and by lesson, for those who may know how many and not who."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.dropoff import steps
from courses.models import Enrolment
from courses.models.records import EnrolmentState
from courses.numbers import by_city, total
from courses.views.trainer_page import for_course, page, published_outline


@require_safe
@for_course("course.see_counts")
def numbers(request, course):
    outline = published_outline(course)
    everyone = Enrolment.objects.for_course(course.translation_key)
    lines = by_city(everyone)
    begun = everyone.filter(state__in=[EnrolmentState.ACTIVE, EnrolmentState.WITHDRAWN]).only("pk", "done", "last_lesson", "finished_at")
    return page(request, "numbers", _("Numbers"), course, "trainer_numbers", "chart", lines=lines, total=total(lines),
                steps=steps(outline, begun) if outline and lines else [])
