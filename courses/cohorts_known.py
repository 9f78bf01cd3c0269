"""The cohorts of a course as courses knows them: by short name and start. Cohorts live a floor above and tell us by a hook.

An app that has cohorts registers `@hooks.register("cohorts_of_course")`: `(course_key) -> iterable of KnownCohort`.
"""

from dataclasses import dataclass
from datetime import date

from wagtail import hooks

from courses.models.records import Enrolment


@dataclass(frozen=True)
class KnownCohort:
    slug: str
    name: str
    starts_on: date | None


def cohorts_of(course_key) -> list[KnownCohort]:
    """Latest start first; a cohort that only enrolments remember is known by its short name."""
    known = {cohort.slug: cohort for hook in hooks.get_hooks("cohorts_of_course") for cohort in hook(course_key)}
    for slug, starts_on in Enrolment.objects.for_course(course_key).exclude(cohort_slug="").order_by().values_list("cohort_slug", "cohort_starts_on").distinct():
        known.setdefault(slug, KnownCohort(slug, slug, starts_on))
    return sorted(known.values(), key=lambda one: (one.starts_on or date.min, one.name), reverse=True)
