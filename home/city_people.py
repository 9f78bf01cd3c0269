"""The people of one city, for its coordinators: searched, a page at a time, with the roles they hold there. Constant queries."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from academy.models import PartnerCity, RoleGrant, User
from academy.models.people import Role

A_PAGE = 50


def people_of(city: PartnerCity, asked: str = "") -> QuerySet:
    """Those who named this city in their profile and still have an account, by name. `asked` is looked for in name, address and organisation."""
    people = User.objects.filter(city=city, erased_at__isnull=True, is_active=True)
    for word in asked.split()[:5]:
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(organisation__name__icontains=word))
    return people.order_by("name", "pk")


def with_roles(people: QuerySet, city: PartnerCity, on) -> QuerySet:
    """The same, loaded with organisation and the roles that hold in the city on that day: three queries for any number."""
    here = RoleGrant.objects.filter(city=city).current(on).order_by("started_on", "pk")
    return people.select_related("organisation").prefetch_related(Prefetch("role_grants", queryset=here, to_attr="roles_here"))


def role_counts(city: PartnerCity, on, *, without: Iterable[Role] = ()) -> list[tuple[str, int]]:
    """[(role in words, how many hold it in the city)], in the order of the roles: what the network sees in place of names. `without`: of no interest here."""
    counted = dict(RoleGrant.objects.filter(city=city).current(on).order_by().values_list("role").annotate(count=Count("person", distinct=True)))
    return [(str(Role(role).label), counted[role]) for role in Role.values if role in counted and role not in without]


def as_table(people: Iterable[User]) -> list[tuple]:
    """The list as it is taken out, with its heads; people from `with_roles`."""
    heads = (_("Name"), _("E-mail"), _("Organisation"), _("Roles in the city"), _("Joined on"))
    return [heads, *((person.name, person.email, person.organisation.name if person.organisation else "",
                      ", ".join(str(grant.get_role_display()) for grant in person.roles_here), person.joined_at.date().isoformat()) for person in people)]
