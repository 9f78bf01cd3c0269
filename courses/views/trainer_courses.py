"""All courses a person sees something of, and one course as a tree to order."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.widgets.button import HeaderButton

from academy.permissions import can
from academy.small_counts import in_words
from courses.models import CourseIndexPage, CoursePage, Enrolment, LessonPage, TaskSubmission
from courses.models.records import EnrolmentState
from courses.numbers import together_protected
from courses.permissions import coordinated_cities, courses_of
from courses.publishing import CannotPublish, publish_all, waiting_pages
from courses.stuck import stuck
from courses.tree import STATES, Underway, course_tree
from courses.views.trainer_page import for_course, page, zone_of


@dataclass(frozen=True)
class Summary:
    """One line of the list. The counts of people who wait for the trainer are None for those who are not its trainer; those who are not read of other
    cities no small number and no exact one (courses/numbers.py), so theirs are words."""

    course: CoursePage
    state: str
    lessons: int
    taking_part: int | str
    finished: int | str
    requests: int | None
    tasks: int | None
    stuck: int | None

    @property
    def state_words(self):
        return STATES[self.state]


def summaries(person, courses: list[CoursePage], on) -> list[Summary]:
    """The lines for these courses, in seven queries whatever their number."""
    keys = [course.translation_key for course in courses]
    underway = Underway.among(courses)
    lessons = Counter(path[:-LessonPage.steplen] for path in LessonPage.objects.values_list("path", flat=True))
    people: dict = defaultdict(lambda: {"active": {}, "done": {}, "requested": {}})
    for row in Enrolment.objects.filter(course_key__in=keys).order_by().values("course_key", "person__city").annotate(
            active=Count("pk", filter=Q(state=EnrolmentState.ACTIVE)), done=Count("pk", filter=Q(finished_at__isnull=False)),
            requested=Count("pk", filter=Q(state=EnrolmentState.REQUESTED))):
        for name, cities in people[row["course_key"]].items():
            cities[row["person__city"]] = row[name]
    tasks = dict(TaskSubmission.objects.filter(course_key__in=keys, answered_at=None).order_by().values_list("course_key").annotate(Count("pk")))
    held_up = dict(stuck(Enrolment.objects.filter(course_key__in=keys), on).order_by().values_list("course_key").annotate(Count("pk")))
    own, made = coordinated_cities(person), []
    for course in courses:
        key, counts, mine = course.translation_key, people[course.translation_key], can(person, "course.author", course)
        made.append(Summary(
            course=course, state=underway.state_of(course), lessons=lessons[course.path],
            **{name: sum(cities.values()) if mine else in_words(together_protected(cities, own)) for name, cities in (("taking_part", counts["active"]), ("finished", counts["done"]))},
            requests=sum(counts["requested"].values()) if mine else None, tasks=tasks.get(key, 0) if mine else None, stuck=held_up.get(key, 0) if mine else None))
    return made


@require_safe
def courses(request):
    found = courses_of(request.user)
    may_begin = can(request.user, "course.create")
    if not can(request.user, "course.see_any"):
        raise Http404("courses")
    catalogue = CourseIndexPage.objects.filter(alias_of=None).order_by("pk").first() if may_begin else None
    buttons = [HeaderButton(_("New course"), reverse("wagtailadmin_pages:add", args=["courses", "coursepage", catalogue.pk]), icon_name="plus")] if catalogue else []
    return page(request, "courses", _("Courses"), icon="doc-full-inverse", buttons=buttons, catalogue=catalogue,
                summaries=summaries(request.user, found, timezone.localdate()), authors_any=any(can(request.user, "course.author", one) for one in found),
                has_city=bool(coordinated_cities(request.user)))


@require_safe
@for_course("course.see_counts")
def course(request, course):
    if not can(request.user, "course.author", course):
        return redirect("trainer_roster" if can(request.user, "course.see_roster", course) else "trainer_numbers", key=course.translation_key)
    tree = course_tree(course, zone_of(request.user))
    key = course.translation_key
    buttons = [
        HeaderButton(_("New lesson"), reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", course.pk]), icon_name="plus", priority=10),
        HeaderButton(_("Edit the course"), reverse("wagtailadmin_pages:edit", args=[course.pk]), icon_name="edit", priority=20),
        HeaderButton(_("Duplicate"), reverse("trainer_duplicate", args=[key]), icon_name="copy", priority=30),
    ]
    return page(request, "course", course.title, course, "trainer_course", "list-ul", buttons, tree=tree, waiting=len(waiting_pages(course)))


@require_POST
@for_course("course.author")
def move(request, course):
    """One lesson one place up or down."""
    chosen = request.POST.get("lesson", "")
    lesson = get_object_or_404(LessonPage.objects.child_of(course), pk=chosen if chosen.isdigit() else 0)
    up = request.POST.get("way") == "up"
    beside = lesson.get_prev_sibling() if up else lesson.get_next_sibling()
    if beside is not None:
        lesson.move(beside, pos="left" if up else "right", user=request.user)
        messages.success(request, _("“%(title)s” moved up.") % {"title": lesson.title} if up else _("“%(title)s” moved down.") % {"title": lesson.title})
    return redirect(reverse("trainer_course", args=[course.translation_key]) + f"#lesson-{lesson.pk}")


@require_POST
@for_course("course.author")
def publish(request, course):
    """The course and all its drafts, at once."""
    try:
        count = publish_all(course, request.user)
    except CannotPublish as refused:
        messages.error(request, _("Nothing is published: “%(title)s” is not ready. %(words)s") % {"title": refused.page.title, "words": refused.words})
    else:
        messages.success(request, ngettext("%(count)d page is published.", "%(count)d pages are published.", count) % {"count": count})
    return redirect("trainer_course", key=course.translation_key)
