"""What the editors' admin gets for looking after people: roles, organisations, partner cities."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from academy.city_desk import OrganisationViewSet, PartnerCityViewSet
from academy.skill_desk import SkillViewSet
from academy.views.roles import may_keep_roles


@hooks.register("register_admin_viewset")
def people_viewsets():
    return [OrganisationViewSet(), PartnerCityViewSet(), SkillViewSet()]


@hooks.register("register_admin_urls")
def role_addresses():
    return [path("roles/", include("academy.views.roles"))]


class RolesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_keep_roles(request.user)


@hooks.register("register_admin_menu_item")
def roles_menu_item():
    return RolesMenuItem(_("Roles"), reverse("roles"), name="roles", icon_name="user", order=300)
