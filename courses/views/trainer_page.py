"""The frame of every trainer screen inside Wagtail's admin: its tabs, its breadcrumbs, and the course loaded through the person."""

from dataclasses import dataclass
from functools import wraps
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from academy.permissions import can
from courses.outline import Outline, outline_for
from courses.permissions import course_for

# (name of the address, label, icon, the verb one needs)
TABS = [
    ("trainer_course", gettext_lazy("Lessons"), "list-ul", "course.author"),
    ("trainer_roster", gettext_lazy("People"), "group", "course.see_roster"),
    ("trainer_numbers", gettext_lazy("Numbers"), "table", "course.see_counts"),
    ("trainer_release", gettext_lazy("Openings"), "date", "course.author"),
    ("trainer_questions", gettext_lazy("Questions"), "help", "question.edit"),
    ("trainer_tasks", gettext_lazy("Tasks"), "form", "course.author"),
    ("trainer_skills", gettext_lazy("Skills"), "tag", "course.author"),
    ("trainer_dropoff", gettext_lazy("Where people stop"), "chart", "course.author"),
    ("trainer_checks", gettext_lazy("Checks"), "check", "course.author"),
    ("trainer_certificates", gettext_lazy("Certificates"), "certificate", "course.author"),
]


@dataclass(frozen=True)
class Tab:
    url: str
    label: str
    icon: str
    current: bool


def zone_of(person) -> ZoneInfo:
    return ZoneInfo(person.time_zone or (person.city.time_zone if person.city_id else "") or settings.TIME_ZONE)


def for_course(verb: str):
    """A view of one course for those who may do `verb` with it: `view(request, course, **kwargs)`; for others it is not there."""
    def wrap(view):
        @wraps(view)
        def gate(request, key, **kwargs):
            return view(request, course_for(request.user, key, verb), **kwargs)
        return gate
    return wrap


def published_outline(course) -> Outline | None:
    """The outline its learners see, in the reader's language; None while the course is not published."""
    try:
        return outline_for(course.slug, get_language())
    except Http404:
        return None


def page(request, template: str, title: str, course=None, tab: str = "", icon: str = "doc-full", buttons=(), status: int = 200, **context):
    """The answer: templates/courses/admin/<template>.html inside the admin's own frame."""
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": reverse("trainer_courses"), "label": _("Courses")}]
    tabs = []
    if course is not None:
        crumbs.append({"url": reverse("trainer_course", args=[course.translation_key]) if can(request.user, "course.author", course) else "", "label": course.title})
        tabs = [Tab(reverse(name, args=[course.translation_key]), label, icon_of, name == tab)
                for name, label, icon_of, verb in TABS if can(request.user, verb, course)]
    if title != (course.title if course else _("Courses")):
        crumbs.append({"url": "", "label": title})
    return render(request, f"courses/admin/{template}.html", {
        "header_title": title, "header_icon": icon, "breadcrumbs_items": crumbs, "header_buttons": list(buttons), "course": course,
        "course_key": course.translation_key if course else None, "tabs": tabs, "zone": zone_of(request.user), **context}, status=status)
