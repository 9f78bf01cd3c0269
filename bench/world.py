"""A course of any length with a learner half way through it, in the academy's build and in the typical one."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from academy.models import User
from bench.typical.models import TypicalCompletion, TypicalCoursePage, TypicalLessonPage
from courses import enrolling
from courses.models import CourseIndexPage, CoursePage, LessonPage
from courses.outline import outline_for
from home.models import HomePage

PARAGRAPH = "<p>" + "A town and a co-operative sit down on the same side of the counter and ask what people need first. " * 6 + "</p>"
WORDS = PARAGRAPH * 9  # about 1,000 words


def lay(lessons: int) -> tuple[User, str]:
    """(a learner with half of the lessons done, the course's slug)."""
    locale, _made = Locale.objects.get_or_create(language_code="en")
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title="Tessera", slug="tessera", locale=locale))
        Site.objects.update(root_page=home, hostname="localhost")
        home.add_child(instance=CourseIndexPage(title="Courses", slug="courses", locale=locale, show_in_menus=True))
    index = CourseIndexPage.objects.get()
    slug = f"course-{lessons}"
    course = index.add_child(instance=CoursePage(title=f"A course of {lessons}", slug=slug, summary="For measuring.", locale=locale))
    for number in range(1, lessons + 1):
        course.add_child(instance=LessonPage(title=f"Lesson about the matter number {number}", slug=f"lesson-{number}", minutes=10, locale=locale,
                                             body=[("text", WORDS)], section_title="A section" if number % 5 == 1 else ""))
    course.save_revision().publish()
    learner = User.objects.create_user(f"learner-{lessons}@bench.example", name="Lia Learns", language="en")
    enrolment = enrolling.join(learner, course, timezone.now())
    outline = outline_for(slug, "en")
    for lesson in outline.lessons[: lessons // 2]:
        enrolment.complete(outline, lesson, "read", timezone.now())
    return learner, slug


def lay_typical(lessons: int, learner: User) -> str:
    home = HomePage.objects.get()
    course = TypicalCoursePage(title="Typical", slug=f"typical-{lessons}", show_in_menus=True)
    Page.objects.get(pk=home.pk).add_child(instance=course)
    for number in range(1, lessons + 1):
        page = course.add_child(instance=TypicalLessonPage(title=f"Lesson about the matter number {number}", slug=f"lesson-{number}", body=WORDS))
        if number <= lessons // 2:
            TypicalCompletion.objects.create(person=learner, lesson=page)
    return course.slug


def sign_in(learner: User, backend: str) -> str:
    """The key of a signed-in session."""
    session = DatabaseSession()
    session[SESSION_KEY] = str(learner.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
    session.save()
    return session.session_key
