"""What a coordinator can do at the desk, in sentences that lead there: the first thing they meet in the admin."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from academy.models import PartnerCity
from academy.permissions import coordinated_city_ids, sees_network


@dataclass(frozen=True)
class Duty:
    words: str
    label: str
    url: str


def duties(person) -> list[Duty]:
    """Empty for people who coordinate nothing."""
    network = sees_network(person)
    if not network and not coordinated_city_ids(person):
        return []
    desks = [Duty(_("Look after %(city)s: people, team, invitations, exchanges, mentoring, and what needs you now.") % {"city": city.name}, _("Desk of %(city)s") % {"city": city.name},
                  reverse("city_desk", args=[city.slug])) for city in PartnerCity.objects.filter(pk__in=coordinated_city_ids(person))]
    made = [
        *desks,
        Duty(_("See how courses go: how many take part, city by city and lesson by lesson, without names.") if network
             else _("See how the people of your city get on in each course, and who is stuck."), _("Courses"), reverse("trainer_courses")),
        Duty(_("Give and end anybody’s role, in one city or in the whole network.") if network
             else _("Give the roles of learner, mentor and facilitator in your city, and end them."), _("Roles"), reverse("roles")),
        Duty(_("Keep the list of organisations.") if network else _("Keep the list of your city’s organisations."), _("Organisations"), reverse("organisations:index")),
    ]
    if network:
        made += [Duty(_("Open mentoring rounds of the network: calls, simulations, proposals."), _("Mentoring rounds"), reverse("network_mentoring")),
                 Duty(_("Keep the partner cities: their names, languages and time zones."), _("Partner cities"), reverse("cities:index")),
                 Duty(_("Keep the frameworks of skills: what people learn, offer and ask for."), _("Skills"), reverse("skills:index")),
                 Duty(_("Write the pathways people begin with: courses, exchanges and mentoring in an order."), _("Pathways"), reverse("pathways_desk")),
                 Duty(_("Write the badges of the network, and read what earns them."), _("Badges of the network"), reverse("network_badges")),
                 Duty(_("Compare the partner cities, month by month, without names."), _("The network in figures"), reverse("network")),
                 Duty(_("See what could not be sent, and try it again."), _("Outbox"), reverse("outbox"))]
    return made


class DutiesPanel(Component):
    name = "academy_duties"
    template_name = "academy/admin/duties.html"
    order = 5

    def __init__(self, person) -> None:
        self.person = person

    def get_context_data(self, parent_context):
        cities = list(PartnerCity.objects.filter(pk__in=coordinated_city_ids(self.person)).values_list("name", flat=True))
        return {"duties": duties(self.person), "network": sees_network(self.person), "cities": get_text_list(cities, _("and"))}
