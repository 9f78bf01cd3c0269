"""Cohorts in the admin: kept as snippets, told to courses by its hooks, and filled from the roster."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from academy.permissions import can
from cohorts.cohort_form import CohortForm
from cohorts.models import Cohort
from cohorts.views import trainer
from courses.cohorts_known import KnownCohort
from courses.permissions import courses_of


class CohortViewSet(SnippetViewSet):
    model = Cohort
    icon = "group"
    menu_label = _("Cohorts")
    menu_name = "cohorts"
    menu_order = 60
    add_to_admin_menu = True
    list_display = ["name", "city", "starts_on", "ends_on"]
    list_filter = ["city"]
    search_fields = ["name"]

    edit_handler = ObjectList([FieldPanel(name) for name in (
        "course_key", "exchanges", "name", "slug", "description", "city", "time_zone", "starts_on", "ends_on", "published_on", "join_way", "code", "joining_closes_on",
        "seats", "seats_per_city", "facilitator_people")], base_form_class=CohortForm)

    def get_queryset(self, request):
        """Cohorts of the courses the person trains; whoever sees the network sees all."""
        if can(request.user, "network.see"):
            return Cohort.objects.all()
        mine = [each.translation_key for each in courses_of(request.user) if can(request.user, "course.author", each)]
        return Cohort.objects.filter(course_key__in=mine)


register_snippet(CohortViewSet)


@hooks.register("cohorts_of_course")
def cohorts_of_course(course_key):
    return [KnownCohort(each.slug, each.name, each.starts_on) for each in Cohort.objects.filter(course_key=course_key)]


@hooks.register("roster_actions")
def roster_actions(user, course):
    return [{"label": _("Put into a cohort"), "url": reverse("trainer_admit", args=[course.translation_key])}]


@hooks.register("register_admin_urls")
def addresses():
    return [path("academy-courses/<uuid:key>/people/cohort/", trainer.admit, name="trainer_admit")]
