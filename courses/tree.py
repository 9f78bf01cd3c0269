"""A course as its trainer sees it: every lesson in order, drafts too, with its state, languages and findings."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from courses import release
from courses.checks import Facts, Finding, check_course, check_lesson
from courses.models.content import CoursePage, LessonPage
from courses.release_words import rule_words

STATES = {
    "live": _("Published"), "changed": _("Published, with changes waiting"), "draft": _("Draft"), "scheduled": _("Scheduled"),
    "in_review": _("In review"), "expired": _("Taken down"),
}


@dataclass(frozen=True)
class TreeLesson:
    """`page` is what stands in the database; findings are about its latest draft, which is what would be published next."""

    page: LessonPage
    number: int
    section: str
    starts_section: bool
    state: str
    opens: str
    languages: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def state_words(self):
        return STATES[self.state]

    @property
    def musts(self) -> int:
        return sum(one.weight == "must" for one in self.findings)


@dataclass(frozen=True)
class CourseTree:
    course: CoursePage
    state: str
    languages: tuple[str, ...]
    findings: tuple[Finding, ...]
    lessons: tuple[TreeLesson, ...]

    @property
    def state_words(self):
        return STATES[self.state]

    @property
    def minutes(self) -> int:
        return sum(each.page.minutes for each in self.lessons)

    @property
    def sections(self) -> list[tuple[str, list[TreeLesson]]]:
        """[(section title, its lessons)] in order; lessons before the first section stand under ""."""
        made: list[tuple[str, list[TreeLesson]]] = []
        for lesson in self.lessons:
            if not made or lesson.starts_section:
                made.append((lesson.section, []))
            made[-1][1].append(lesson)
        return made

    @property
    def all_findings(self) -> int:
        return len(self.findings) + sum(len(each.findings) for each in self.lessons)


@dataclass(frozen=True)
class Underway:
    """Which pages (by pk) are in review, and which wait for their hour."""

    in_review: frozenset[int]
    scheduled: frozenset[int]

    @classmethod
    def among(cls, pages) -> "Underway":
        these = {"base_content_type": ContentType.objects.get_for_model(Page), "object_id__in": [str(page.pk) for page in pages]}
        return cls(
            in_review=frozenset(map(int, WorkflowState.objects.filter(status__in=["in_progress", "needs_changes"], **these).values_list("object_id", flat=True))),
            scheduled=frozenset(map(int, Revision.objects.filter(approved_go_live_at__isnull=False, **these).values_list("object_id", flat=True))))

    def state_of(self, page) -> str:
        if page.pk in self.in_review:
            return "in_review"
        if page.pk in self.scheduled:
            return "scheduled"
        if page.live:
            return "changed" if page.has_unpublished_changes else "live"
        return "expired" if page.expired else "draft"


def lessons_of(course: CoursePage) -> list[LessonPage]:
    """Every lesson of the course in order, drafts too."""
    return list(LessonPage.objects.child_of(course).select_related("locale", "latest_revision").order_by("path"))


def course_tree(course: CoursePage, zone: ZoneInfo) -> CourseTree:
    """Gathered in a number of queries that does not grow with the lessons, but for drafts that differ from what is live."""
    lessons = lessons_of(course)
    keys = [course.translation_key, *(each.translation_key for each in lessons)]
    languages: dict = {}
    for model in (CoursePage, LessonPage):
        for key, code in model.objects.filter(translation_key__in=keys, alias_of=None).values_list("translation_key", "locale__language_code").order_by("pk"):
            languages.setdefault(key, []).append(code)
    underway = Underway.among([course, *lessons])
    drafts = [latest(each) for each in lessons]
    facts = Facts.of(course, drafts)
    made, section = [], ""
    for number, (lesson, draft) in enumerate(zip(lessons, drafts, strict=True), 1):
        section = lesson.section_title or section
        made.append(TreeLesson(
            page=lesson, number=number, section=section, starts_section=bool(lesson.section_title), state=underway.state_of(lesson),
            opens=rule_words(release.parse(lesson.release_rule()), zone), languages=tuple(languages.get(lesson.translation_key, ())),
            findings=tuple(check_lesson(draft, facts))))
    return CourseTree(course=course, state=underway.state_of(course), languages=tuple(languages.get(course.translation_key, ())),
                      findings=tuple(check_course(course, lessons)), lessons=tuple(made))


def latest(lesson: LessonPage) -> LessonPage:
    """The draft if it differs from the row, else the row itself."""
    if lesson.has_unpublished_changes and lesson.latest_revision_id:
        return lesson.latest_revision.as_object()
    return lesson
