"""After a lesson is saved: what to look at in it, said once, never in the way of saving."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext
from wagtail.admin import messages

from courses.checks import Facts, check_lesson

MOST_SAID = 4


def warn(request, lesson) -> None:
    course = lesson.get_parent().specific
    found = check_lesson(lesson, Facts.of(course, [lesson]))
    if not found:
        return
    words = format_html("{} {}", ngettext("One thing to look at:", "%(count)d things to look at:", len(found)) % {"count": len(found)},
                        format_html_join(" ", "{}", ((one.words,) for one in found[:MOST_SAID])))
    to_all = [messages.button(reverse("trainer_checks", args=[course.translation_key]), ngettext("See it", "See all", len(found)))]
    messages.warning(request, words, buttons=to_all)
