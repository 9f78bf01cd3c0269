"""A person's private learning log, by course: for the screen and as a text file."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.models import CoursePage, Enrolment, LessonPage, ReflectionEntry


def by_course(person) -> list[dict]:
    """[{title, slug, entries: [{entry, lesson_slug}]}]: courses in the order they were begun, entries as they were written.

    Slugs are empty where the course or lesson is not published any more; titles are those kept with the entry.
    """
    entries = list(ReflectionEntry.objects.of(person).written().order_by("written_at", "pk"))
    courses = _slugs(CoursePage, {entry.course_key for entry in entries})
    lessons = _slugs(LessonPage, {entry.lesson_key for entry in entries})
    titles = dict(Enrolment.objects.of(person).values_list("course_key", "course_title"))
    found: dict = {}
    for entry in entries:
        slug, title = courses.get(entry.course_key, ("", ""))
        course = found.setdefault(entry.course_key, {"title": title or titles.get(entry.course_key, ""), "slug": slug, "entries": []})
        course["entries"].append({"entry": entry, "lesson_slug": lessons.get(entry.lesson_key, ("", ""))[0]})
    return list(found.values())


def as_text(person, at: datetime) -> str:
    """The log as plain text, to keep or to print."""
    lines = [_("My learning log"), date_format(at, "DATE_FORMAT"), ""]
    for course in by_course(person):
        lines += [course["title"], "=" * max(len(course["title"]), 3), ""]
        for each in course["entries"]:
            entry = each["entry"]
            lines += [entry.lesson_title, "-" * max(len(entry.lesson_title), 3), entry.prompt, date_format(entry.changed_at, "DATE_FORMAT"), "",
                      entry.text, ""]
    return "\n".join(lines)


def _slugs(model, keys: set) -> dict:
    """{key: (slug, title)} of published pages, in the reader's language where there is one."""
    found: dict = {}
    pages = model.objects.live().public().filter(translation_key__in=keys).select_related("locale").order_by("pk")
    for page in pages:
        if page.translation_key not in found or page.locale.language_code == get_language():
            found[page.translation_key] = (page.slug, page.title)
    return found
