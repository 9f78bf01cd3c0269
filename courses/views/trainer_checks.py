"""What to look at before publishing: every finding of a course, lesson by lesson."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.tree import course_tree
from courses.views.trainer_page import for_course, page, zone_of


@require_safe
@for_course("course.author")
def checks(request, course):
    tree = course_tree(course, zone_of(request.user))
    return page(request, "checks", _("Checks"), course, "trainer_checks", "check", tree=tree,
                found=[each for each in tree.lessons if each.findings])
