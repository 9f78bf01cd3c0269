"""The first thing in the admin: one's courses, and who waits for an answer."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from academy.permissions import can
from courses.permissions import courses_of
from courses.views.trainer_courses import summaries


class CoursesPanel(Component):
    name = "academy_courses"
    template_name = "courses/admin/home_panel.html"
    order = 10

    def __init__(self, person) -> None:
        self.person = person

    def get_context_data(self, parent_context):
        found = courses_of(self.person)
        lines = summaries(self.person, found, timezone.localdate()) if found else []
        return {"summaries": lines, "may_begin": can(self.person, "course.create"),
                "authors_any": any(line.requests is not None for line in lines)}
