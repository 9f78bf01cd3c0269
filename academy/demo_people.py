"""The eight demo cities and the six demo people, all plainly fictional: laid by `manage.py demo`, shown by the personas page."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from academy.demo_sign_in import DEMO_DOMAIN
from academy.models import Organisation, PartnerCity, RoleGrant, User
from academy.models.people import Role
from academy.role_groups import sync_groups

# slug: (name, country, time zone, languages, tradition)
CITIES = {
    "cascais": ("Cascais", "PT", "Europe/Lisbon", ["pt"], "azulejo"),
    "pordenone": ("Pordenone", "IT", "Europe/Rome", ["it"], "opus"),
    "pamplona": ("Pamplona", "ES", "Europe/Madrid", ["es", "eu"], "brick"),
    "garges-les-gonesse": ("Garges-lès-Gonesse", "FR", "Europe/Paris", ["fr"], "pavement"),
    "barcelona": ("Barcelona", "ES", "Europe/Madrid", ["ca", "es"], "panot"),
    "mahdia": ("Mahdia", "TN", "Africa/Tunis", ["ar", "fr"], "zellige"),
    "sidi-bouzid": ("Sidi Bouzid", "TN", "Africa/Tunis", ["ar", "fr"], "zellige"),
    "larissa": ("Larissa", "GR", "Europe/Athens", ["el"], "opus"),
}
ORGANISATIONS = [
    ("cascais", "The Tide Table (demo canteen co-operative)"), ("cascais", "Demo City Hall, social economy desk"),
    ("pordenone", "Second Thread (demo sewing co-operative)"), ("pamplona", "Green Hinge (demo repair workshop)"),
    ("garges-les-gonesse", "The Common Shelf (demo library of things)"), ("barcelona", "Eight Corners (demo housing co-operative)"),
    ("mahdia", "Olive and Loom (demo women's co-operative)"), ("mahdia", "Demo hub for the social economy"),
    ("sidi-bouzid", "Three Wells (demo farmers' group)"), ("larissa", "Plain Bread (demo bakery co-operative)"),
]


@dataclass(frozen=True)
class Persona:
    login: str
    name: str
    city: str
    organisation: str
    language: str
    languages: tuple[str, ...]
    entry_path: str
    roles: tuple[tuple[str, str], ...]
    who: str
    try_this: str
    starts_at: str = "my"

    @property
    def email(self) -> str:
        return self.login + DEMO_DOMAIN


PERSONAS = (
    Persona("learner", "Lua Demo", "cascais", "The Tide Table (demo canteen co-operative)", "en", ("pt", "en"), "starting",
            ((Role.LEARNER, "cascais"),),
            _("Works in a canteen co-operative in Cascais. She has finished a short course, been on a visit, and had a mentor."),
            _("Open the course on co-production and follow it to the certificate. Then look at My skills and My badges, at My mentoring, and at your place in the line for “Open kitchens”.")),
    Persona("mentor", "Mentor Demo", "pordenone", "Second Thread (demo sewing co-operative)", "en", ("it", "pt", "en"), "practising",
            ((Role.MENTOR, "pordenone"), (Role.LEARNER, "pordenone")),
            _("Runs a sewing co-operative in Pordenone, gladly shares what she knows, and has questions of her own."),
            _("Open My mentoring: one mentorship is under way, and your entry for the winter round is filled in and not sent. Send it in, and look at your hours.")),
    Persona("coordinator-cascais", "Cora Demo", "cascais", "Demo City Hall, social economy desk", "en", ("pt", "en"), "",
            ((Role.CITY_COORDINATOR, "cascais"),),
            _("Looks after the academy for Cascais, at the city hall."),
            _("Open the desk of Cascais: publish an exchange of your own, or move a day of “Open kitchens” and see what people are told. Mentoring says who of Cascais takes part."), "my"),
    Persona("coordinator-mahdia", "Munir Demo", "mahdia", "Demo hub for the social economy", "ar", ("ar", "fr", "en"), "",
            ((Role.CITY_COORDINATOR, "mahdia"),),
            _("Looks after the academy for Mahdia, and reads it in Arabic."),
            _("Switch the academy to Arabic; then try to reach what belongs to Cascais, and see that you cannot."), "my"),
    Persona("coordinator-barcelona", "Bru Demo", "barcelona", "Eight Corners (demo housing co-operative)", "en", ("ca", "es", "en"), "",
            ((Role.CITY_COORDINATOR, "barcelona"),),
            _("Looks after the academy for Barcelona, and sits in the motor group of its participated space."),
            _("Open the space’s board: which group is late, and with what? Then the register of decisions, and recount a secret ballot."), "my"),
    Persona("coordinator-larissa", "Lena Demo", "larissa", "Plain Bread (demo bakery co-operative)", "en", ("el", "en"), "",
            ((Role.CITY_COORDINATOR, "larissa"),),
            _("Looks after the academy for Larissa, and its plan for the social economy."),
            _("Open the plan at the desk of Larissa: an empty building waits to be matched with an answer to the call."), "my"),
    Persona("hubworker", "Hanen Demo", "mahdia", "Demo hub for the social economy", "en", ("ar", "fr", "en"), "practising",
            ((Role.LEARNER, "mahdia"),),
            _("Does orientation at the hub of Mahdia: listens, suggests, passes people on, and sees to it that nobody is dropped."),
            _("Open the queue of the hub: who waits, for what, and until when? Suggest a service, a course or a mentor."), "my"),
    Persona("trainer", "Tam Demo", "barcelona", "Eight Corners (demo housing co-operative)", "en", ("ca", "es", "en"), "practising",
            ((Role.TRAINER, ""),),
            _("Writes courses, and looks after those who follow them."),
            _("Open the editing pages, look at the course tree, and write a lesson of your own. In My mentoring somebody would like you as their mentor: nobody has a name yet."), "wagtailadmin_home"),
    Persona("network", "Nika Demo", "larissa", "Plain Bread (demo bakery co-operative)", "en", ("el", "en", "fr"), "",
            ((Role.NETWORK_COORDINATOR, ""),),
            _("Coordinates the whole network of cities."),
            _("Open Mentoring rounds: simulate the winter round by its rules and by others, and hold the two side by side. Cities and roles are yours, too."), "wagtailadmin_home"),
)


@transaction.atomic
def lay_people(at: datetime) -> dict[str, User]:
    """The demo cities, bodies and people as they should stand, made or mended; {login: person}. Run it as often as you like."""
    cities = {slug: PartnerCity.objects.update_or_create(slug=slug, defaults=dict(zip(
        ("name", "country", "time_zone", "languages", "tradition"), about, strict=True)))[0] for slug, about in CITIES.items()}
    bodies = {name: Organisation.objects.get_or_create(name=name, city=cities[city])[0] for city, name in ORGANISATIONS}
    sync_groups()
    return {one.login: _lay_person(one, cities, bodies, at) for one in PERSONAS}


def _lay_person(one: Persona, cities: dict, bodies: dict, at: datetime) -> User:
    person = User.objects.filter(email=one.email).first() or User(email=one.email, joined_at=at)
    person.name, person.language, person.languages, person.entry_path = one.name, one.language, list(one.languages), one.entry_path
    person.city, person.organisation, person.is_active = cities[one.city], bodies[one.organisation], True
    person.time_zone = cities[one.city].time_zone
    person.set_unusable_password()  # DemoBackend lets demo people in, in demo mode; nothing is stored that could outlive it
    person.save()
    EmailAddress.objects.filter(user=person).exclude(email=one.email).delete()
    EmailAddress.objects.update_or_create(user=person, email=one.email, defaults={"verified": True, "primary": True})
    Authenticator.objects.filter(user=person).delete()  # a visitor may have tried one, and would lock the next one out
    for role, city in one.roles:
        RoleGrant.objects.grant(person, role, cities[city] if city else None, by=None, at=at)
    return person
