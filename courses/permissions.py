"""Who may do what with a course, and whose rows they see. Everyone not named here is refused.

Trainers author the courses within their reach: every course for a trainer of the network, for a trainer of one city
those of that city and those they began themselves. City coordinators see the roster rows of their own city, network
coordinators see counts and never names.
"""

from django.db.models import QuerySet
from django.http import Http404

from academy.models.people import Role
from academy.permissions import can, grants, has_role, rule
from courses.models.content import CoursePage


def course_of(thing) -> CoursePage | None:
    """The course a thing belongs to: a page itself, a key, or anything with a `course_key`."""
    if thing is None or isinstance(thing, CoursePage):
        return thing
    key = getattr(thing, "course_key", thing)
    return CoursePage.objects.filter(translation_key=key, alias_of=None).order_by("pk").first()


def trains(user, course) -> bool:
    cities = {city for role, city in grants(user) if role == Role.TRAINER}
    return bool(cities) and (None in cities or course.city_id in cities or course.owner_id == user.pk)


def coordinated_cities(user) -> set[int]:
    return {city for role, city in grants(user) if role == Role.CITY_COORDINATOR}


def _author_of(user, thing) -> bool:
    course = course_of(thing)
    return course is not None and trains(user, course)


# What a trainer does with a course of theirs; the object is the course, its key, or something of the course.
for _verb in ("course.author", "enrolment.decide", "release.override", "submission.answer", "certificate.revoke", "roster.message", "roster.export", "question.edit"):
    rule(_verb)(_author_of)


@rule("course.edit")
def _edits(user, thing) -> bool:
    """Whose hand may be on the pages: its trainers, and network coordinators, who keep the whole site."""
    return _author_of(user, thing) or has_role(user, Role.NETWORK_COORDINATOR)


@rule("course.create")
def _begins_courses(user, _obj) -> bool:
    return has_role(user, Role.TRAINER)


@rule("discussion.moderate")
def _moderates(user, thing) -> bool:
    """Trainers of the course, coordinators of the network, and facilitators of the network or of the city that made the course."""
    course = course_of(thing)
    if course is None:
        return False
    facilitates = any(role == Role.FACILITATOR and city in (None, course.city_id) for role, city in grants(user))
    return facilitates or trains(user, course) or has_role(user, Role.NETWORK_COORDINATOR)


@rule("course.see_roster")
def _sees_roster(user, thing) -> bool:
    return _author_of(user, thing) or bool(coordinated_cities(user))


@rule("course.see_counts")
def _sees_counts(user, thing) -> bool:
    return _sees_roster(user, thing) or has_role(user, Role.NETWORK_COORDINATOR)


@rule("course.see_any")
def _sees_some_course(user, _obj) -> bool:
    """Does the list of courses in the admin concern this person at all?"""
    return any(role in (Role.TRAINER, Role.CITY_COORDINATOR, Role.NETWORK_COORDINATOR) for role, _city in grants(user))


@rule("badge.manage")
def _keeps_badges(user, badge) -> bool:
    """Write a badge, retire it, take an award of it back, change its issuer's key: coordinators of who issues it, the city's or the network's."""
    if badge.city_id is None:
        return has_role(user, Role.NETWORK_COORDINATOR)
    return any(role == Role.CITY_COORDINATOR and city == badge.city_id for role, city in grants(user))


def rows_seen_by(enrolments: QuerySet, user, course) -> QuerySet:
    """The enrolments of a course whose names this person may read: all for its trainers, a coordinator's own city, else none."""
    rows = enrolments.filter(course_key=course.translation_key)
    if can(user, "course.author", course):
        return rows
    cities = coordinated_cities(user) if user.is_active else set()
    return rows.filter(person__city__in=cities) if cities else rows.none()


def courses_of(user) -> list[CoursePage]:
    """Every course, in its first language, of which this person may see anything; by title."""
    found: dict = {}
    for course in CoursePage.objects.filter(alias_of=None).select_related("locale", "city").order_by("pk"):
        found.setdefault(course.translation_key, course)
    return sorted((each for each in found.values() if can(user, "course.see_counts", each)), key=lambda each: each.title.casefold())


def course_for(user, key, verb: str) -> CoursePage:
    """The course with this key, if the person may do `verb` with it; otherwise it does not exist for them."""
    course = course_of(key)
    if course is None or not can(user, verb, course):
        raise Http404("course")
    return course
