"""A course in numbers, by city and by lesson, for those who may know how many and not who. Exact for its trainers; of other cities than their own,
coordinators read no small number and no exact one."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.models import PartnerCity
from academy.permissions import can
from academy.small_counts import in_words
from courses.dropoff import steps
from courses.models import Enrolment
from courses.models.records import EnrolmentState
from courses.numbers import by_city, in_protected_words, together_protected, total
from courses.permissions import coordinated_cities
from courses.views.trainer_page import for_course, page, published_outline


@require_safe
@for_course("course.see_counts")
def numbers(request, course):
    outline = published_outline(course)
    everyone = Enrolment.objects.for_course(course.translation_key)
    begun = everyone.filter(state__in=[EnrolmentState.ACTIVE, EnrolmentState.WITHDRAWN]).select_related("person").only("pk", "done", "last_lesson", "finished_at", "person__city")
    lines = by_city(everyone)
    exact = can(request.user, "course.author", course)
    if exact:
        shown, all_together = lines, total(lines)
        lessons = steps(outline, begun) if outline and lines else []
    else:
        own = coordinated_cities(request.user)
        shown, all_together = in_protected_words(lines, set(PartnerCity.objects.filter(pk__in=own).values_list("name", flat=True)))
        lessons = _protected_steps(outline, begun, own) if outline and lines else []
    return page(request, "numbers", _("Numbers"), course, "trainer_numbers", "chart", lines=shown, total=all_together, steps=lessons, exact=exact)


def _protected_steps(outline, begun, own: set[int]) -> list[dict]:
    """For each lesson what may be told of how many finished it and stand there: city by city, then added up."""
    groups = defaultdict(list)
    for each in begun:
        groups[each.person.city_id].append(each)
    made = {city: steps(outline, rows) for city, rows in groups.items()}
    return [{"lesson": lesson, **{name: in_words(together_protected({city: getattr(found[place], name) for city, found in made.items()}, own)) for name in ("finished", "here")}}
            for place, lesson in enumerate(outline.lessons)]
