"""What floor 3 adds to Wagtail's admin: the desk of the academy's pathways."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academy.permissions import can
from home.views import pathway_desk


@hooks.register("register_admin_urls")
def pathway_addresses():
    return [path("pathways/", pathway_desk.pathways, name="pathways_desk"), path("pathways/new/", pathway_desk.new, name="pathway_desk_new"),
            path("pathways/<slug:slug>/", pathway_desk.pathway, name="pathway_desk")]


class PathwaysMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return can(request.user, "pathway.read")


@hooks.register("register_admin_menu_item")
def pathways_menu_item():
    return PathwaysMenuItem(_("Pathways"), reverse("pathways_desk"), name="pathways", icon_name="list-ol", order=335)
