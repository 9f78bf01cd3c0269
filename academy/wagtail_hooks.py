"""What floor 0 adds to Wagtail's admin: the outbox, for those who keep the academy running."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academy import people_admin  # noqa: F401  roles, organisations, cities
from academy.duties import DutiesPanel, duties
from academy.permissions import can
from academy.views import outbox


@hooks.register("register_admin_urls")
def outbox_addresses():
    return [path("outbox/", outbox.outbox, name="outbox"), path("outbox/retry/", outbox.retry, name="outbox_retry")]


class OutboxMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return can(request.user, "outbox.see")


@hooks.register("register_admin_menu_item")
def outbox_menu_item():
    return OutboxMenuItem(_("Outbox"), reverse("outbox"), name="outbox", icon_name="mail", order=900)


@hooks.register("construct_homepage_panels", order=10)  # after the courses, which are put first
def duties_panel(request, panels) -> None:
    if duties(request.user):
        panels.insert(0, DutiesPanel(request.user))
