"""What the academy adds to Wagtail's admin: the trainers' screens, their menu, and who may touch which course."""

from django.core.exceptions import PermissionDenied
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from academy.permissions import can
from courses import wagtail_hooks_quizzes  # noqa: F401  registers itself
from courses.admin_home import CoursesPanel
from courses.editor_warnings import warn
from courses.models import CoursePage, LessonPage

# What trainers have no use for in the side menu; superusers keep it all.
NOT_FOR_TRAINERS = {"help", "reports", "redirects", "snippets", "settings"}


@hooks.register("register_admin_urls")
def trainer_addresses():
    return [path("academy-courses/", include("courses.trainer_urls")), path("question-bank/", include("courses.question_bank_urls"))]


class CoursesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return can(request.user, "course.see_any")


@hooks.register("register_admin_menu_item")
def courses_menu_item():
    return CoursesMenuItem(_("Courses"), reverse("trainer_courses"), name="academy-courses", icon_name="doc-full-inverse", order=50)


@hooks.register("construct_main_menu")
def only_what_is_used(request, menu_items) -> None:
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name not in NOT_FOR_TRAINERS]


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/tessera.css"))


@hooks.register("register_icons")
def icons(found):
    return [*found, *(f"courses/admin/icons/{name}.svg" for name in ("chart", "certificate", "tessera"))]


@hooks.register("construct_homepage_panels")
def home_panels(request, panels) -> None:
    panels.insert(0, CoursesPanel(request.user))


@hooks.register("construct_homepage_summary_items", order=1000)  # after those that add
def home_summary(request, items) -> None:
    """The number of pages, images and files tells a trainer nothing."""
    items.clear()


# Pages of a course ------------------------------------------------------------------------------------

def _course_of_page(page) -> CoursePage | None:
    """The course (in its first language) a page is or stands in."""
    kind = page.specific_class
    if kind is LessonPage:
        page = page.get_parent()
    elif kind is not CoursePage:
        return None
    course = page.specific
    return CoursePage.objects.filter(translation_key=course.translation_key, alias_of=None).order_by("pk").first() or course


def _guard(user, page) -> None:
    course = _course_of_page(page)
    if course is not None and not can(user, "course.edit", course):
        raise PermissionDenied


@hooks.register("before_edit_page")
@hooks.register("before_delete_page")
@hooks.register("before_publish_page")
@hooks.register("before_unpublish_page")
@hooks.register("before_copy_page")
def within_reach(request, page):
    _guard(request.user, page)


@hooks.register("before_create_page")
def within_reach_of_the_parent(request, parent_page, page_class):
    _guard(request.user, parent_page)


@hooks.register("before_move_page")
def both_ends_within_reach(request, page, destination):
    _guard(request.user, page)
    _guard(request.user, destination)


@hooks.register("before_bulk_action")
def each_within_reach(request, action_type, objects, action_class_instance):
    for page in objects:
        if hasattr(page, "specific_class"):
            _guard(request.user, page)


@hooks.register("register_page_header_buttons")
def to_the_course(page, user, next_url=None, **kwargs):
    course = _course_of_page(page)
    if course is not None and can(user, "course.author", course):
        yield Button(_("Course overview"), reverse("trainer_course", args=[course.translation_key]), icon_name="list-ul", priority=5)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_comes_next(request, page):
    """Said when a person saves, not when the editor saves by itself every moment."""
    if not request.accepts("text/html"):
        return
    if isinstance(page, LessonPage):
        warn(request, page)
    elif isinstance(page, CoursePage) and not page.get_children_count():
        to_lessons = messages.button(reverse("trainer_course", args=[page.translation_key]), _("To its lessons"))
        messages.info(request, _("The course has no lessons yet: they come next."), buttons=[to_lessons])
