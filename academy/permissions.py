"""Who may do what: the one place. Apps register a rule per verb; a verb nobody registered is refused."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from academy.models import HubWorker, RoleGrant, User
from academy.models.people import STAFF_ROLES, Role

_rules: dict[str, Callable] = {}


def rule(verb: str):
    """Register the predicate `(user, obj) -> bool` that decides `verb`, once."""
    def keep(predicate):
        if verb in _rules:
            raise ValueError(f"two rules for {verb!r}")
        _rules[verb] = predicate
        return predicate
    return keep


def can(user, verb: str, obj=None) -> bool:
    """May this person do this? Nobody signed out, erased or unknown to a rule may."""
    predicate = _rules.get(verb)
    if predicate is None or not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    return bool(user.is_superuser or predicate(user, obj))


def must(user, verb: str, obj=None) -> None:
    if not can(user, verb, obj):
        raise PermissionDenied


def verbs() -> frozenset[str]:
    return frozenset(_rules)


def grants(user: User, on: date | None = None) -> frozenset[tuple[str, int | None]]:
    """{(role, city id or None)} that hold today; read once per request object."""
    kept = getattr(user, "_current_grants", None)
    if kept is None:
        kept = frozenset(RoleGrant.objects.filter(person=user).current(on or timezone.localdate()).values_list("role", "city_id"))
        user._current_grants = kept
    return kept


def has_role(user: User, role: str, city_id: int | None = None) -> bool:
    """Does the person hold the role, anywhere (no city asked) or in that city? A grant without a city holds in every city."""
    return any(held == role and (city_id is None or city in (None, city_id)) for held, city in grants(user))


def holds_staff_role(user: User) -> bool:
    """Does this person see other people's things: by a role, or by doing orientation at a hub?"""
    return user.is_superuser or any(role in STAFF_ROLES for role, _city in grants(user)) or HubWorker.objects.current(timezone.localdate()).filter(person=user).exists()


def sees_network(user) -> bool:
    return user.is_superuser or has_role(user, Role.NETWORK_COORDINATOR)


def coordinated_city_ids(user) -> set[int]:
    """The cities this person coordinates today."""
    return {city for role, city in grants(user) if role == Role.CITY_COORDINATOR and city is not None}


# Roles a city's coordinators give in their own city; the others are the network's to give.
CITY_GIVES = {Role.LEARNER, Role.MENTOR, Role.FACILITATOR}


@rule("network.see")
def _sees_network(user, _obj) -> bool:
    return sees_network(user)


@rule("role.give")
def _gives_role(user, role_and_city) -> bool:
    """`role_and_city`: (role, PartnerCity or None). Also who may end it."""
    role, city = role_and_city
    return sees_network(user) or (role in CITY_GIVES and city is not None and city.pk in coordinated_city_ids(user))


@rule("city.coordinate")
def _coordinates_city(user, city) -> bool:
    return any(role == Role.CITY_COORDINATOR and held == city.pk for role, held in grants(user))


@rule("network.figures")
def _reads_networks_figures(user, _obj) -> bool:
    """The protected figures of all cities side by side: the network's coordinators, and those of its cities, who are in them."""
    return sees_network(user) or bool(coordinated_city_ids(user))


@rule("outbox.see")
def _sees_outbox(user, _obj) -> bool:
    """The list of what was given up, and the button that tries it again."""
    return sees_network(user)


@rule("skills.import")
def _imports_skills(user, _obj) -> bool:
    """Bring a framework into the list of skills that everybody chooses from."""
    return sees_network(user)


@rule("pathway.write")
def _writes_pathways(user, _obj) -> bool:
    """The academy's pathways, which everybody may copy, are the network's."""
    return sees_network(user)


@rule("pathway.read")
def _reads_pathways(user, _obj) -> bool:
    return sees_network(user) or bool(coordinated_city_ids(user))


@rule("hub.keep")
def _keeps_hub(user, hub) -> bool:
    """Set a hub up, say who works there, keep the directory of its city: the city's coordinators, not the network's."""
    return _coordinates_city(user, hub.city)


@rule("hub.work")
def _works_at_hub(user, hub) -> bool:
    """Read what people asked the hub, and answer: who does orientation there today."""
    from academy.models import Hub

    return Hub.objects.worked_by(user, timezone.localdate()).filter(pk=hub.pk).exists()
