"""Every address × role × method: none unclassified, none that breaks, none that lets in whom it should not."""

import re
import uuid
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from academy.models import RoleGrant, User
from academy.models.people import Role
from academy.role_groups import sync_everyone
from tests.academy.a_full_life import live_fully
from tests.academy.every_url import KIND_OF, KINDS, OPEN_BELOW_STAFF, STAFF_PREFIX, WAGTAIL_VIEWSETS
from tests.world import NOW, enrol, make_person

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
OURS = ("academy.", "courses.", "cohorts.", "mentoring.", "home.")


def all_addresses():
    """[(route, name, module of the view)], the language taken out of the route."""
    def walk(resolver, before=""):
        for pattern in resolver.url_patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, route)
            else:
                yield re.sub(r"^en/", "", route), pattern.name, pattern.callback.__module__
    return list(walk(get_resolver()))


def below_staff(route: str) -> bool:
    return route.startswith(STAFF_PREFIX)


def kind_of(route: str, name: str | None, module: str) -> str | None:
    wagtails = below_staff(route) and (not module.startswith(OURS) or route.startswith(WAGTAIL_VIEWSETS))
    if name in KIND_OF and not wagtails:
        return KIND_OF[name]
    if route in OPEN_BELOW_STAFF:
        return "entrance"
    return "staff" if wagtails else None


def media(route: str) -> bool:
    return route.startswith("^media/") or route.startswith("^static/")


def test_every_address_is_in_the_table():
    unclassified = [(route, name) for route, name, module in all_addresses() if kind_of(route, name, module) is None and not media(route)]
    assert unclassified == [], "put it into tests/academy/every_url.py"


def test_the_table_names_only_addresses_that_exist():
    names = {name for _route, name, _module in all_addresses()}
    assert set(KIND_OF) - names == set()
    assert len(KIND_OF) == sum(len(listed.split()) for listed in KINDS.values()), "an address stands in two kinds"


def test_a_new_address_would_be_noticed():
    assert kind_of("new/", "brand_new", "courses.views.new") is None
    assert kind_of("cms/new/", "brand_new", "courses.views.new") is None, "ours must be said, below the staff prefix too"


# Crawling --------------------------------------------------------------------------------------------------

@pytest.fixture
def crawl(world):
    """A world where Mouna of Mahdia has one of everything, and all others look at it from outside."""
    enrol(world.lia, world.course)
    live_fully(world, world.mouna, other=world.teo)
    sync_everyone(NOW.date())
    bare = make_person("bare", "Bare Staff")
    for role in (Role.TRAINER, Role.NETWORK_COORDINATOR):
        RoleGrant.objects.grant(bare, role, by=None, at=NOW)
    return Crawl(world, {"nobody": None, "stranger": world.stranger, "learner": world.lia, "coordinator": world.carla, "trainer": world.teo, "bare staff": bare})


class Crawl:
    def __init__(self, world, people: dict) -> None:
        self.clients = {role: Client(raise_request_exception=False) for role in people}
        for role, person in people.items():
            if person is not None:
                self.clients[role].force_login(person)
        self.cookies = {role: client.cookies.copy() for role, client in self.clients.items()}
        mouna = world.mouna
        self.samples = {
            "slug": world.course.slug, "lesson_slug": world.lessons[1].slug, "quiz_slug": world.quiz.slug, "number": 1, "key": world.key,
            "thread": mouna.posts.get(thread=None).pk, "post": mouna.posts.get(thread=None).pk, "code": mouna.certificates.get().code,
            "block_id": uuid.uuid4(), "token": "made-up", "provider_id": "made-up", "language": "fr", "kind": "single", "uidb36": "1", "pk": 1,
        }
        self.per_name = {
            "role_end": {"pk": RoleGrant.objects.filter(person=mouna).first().pk}, "my_log_deletion": {"pk": mouna.reflections.get().pk},
            "trainer_decide": {"pk": mouna.enrolments.get().pk}, "trainer_task": {"pk": mouna.tasks.get().pk},
            "trainer_revoke": {"pk": mouna.certificates.get().pk}, "mfa_remove_webauthn": {"pk": mouna.authenticator_set.get().pk},
            "mfa_edit_webauthn": {"pk": mouna.authenticator_set.get().pk}, "quiz": {"lesson_slug": world.lessons[2].slug},
            "trainer_question": {"pk": uuid.uuid4()}, "trainer_quiz": {"pk": 1},
        }

    def path(self, route: str, name: str | None) -> str | None:
        """An address to ask for, or None where the pattern is a regular expression we have no example for."""
        fixed = {"wagtaildocs_serve": "documents/1/made-up.pdf", "account_reset_password_from_key": "en/account/password/reset/key/1-made-up/", "wagtail_serve": "en/no-such-page/"}
        if name in fixed and not below_staff(route):
            return "/" + fixed[name]
        values = {**self.samples, **self.per_name.get(name, {})}
        if name and name.startswith("trainer_question") and name != "trainer_questions":
            values["pk"] = uuid.uuid4()

        def put(found) -> str:
            converter, wanted = (found.group(1) or "str").rstrip(":"), found.group(2)
            value = values.get(wanted, 1 if converter == "int" else "made-up")
            return str(uuid.uuid4() if converter == "uuid" and not isinstance(value, uuid.UUID) else value)
        made = re.sub(r"<(\w+:)?(\w+)>", put, route)
        if re.search(r"[\^$?\\(]", made):
            return None
        unprefixed = made.startswith((STAFF_PREFIX, "documents/", "identity/", "healthz", "metrics"))
        return f"/{made}" if unprefixed else f"/en/{made}"

    def ask(self, role: str, method: str, path: str):
        """The answer, with whatever it did to the database undone."""
        client = self.clients[role]
        client.cookies = self.cookies[role].copy()
        point = transaction.savepoint()
        try:
            return client.generic(method, path)
        finally:
            transaction.savepoint_rollback(point)

    def answers(self, kinds: set[str], roles, methods, ours_only: bool):
        for route, name, module in all_addresses():
            kind = kind_of(route, name, module)
            ours = not below_staff(route) or (module.startswith(OURS) and not route.startswith(WAGTAIL_VIEWSETS))
            path = self.path(route, name) if kind in kinds and ours == ours_only else None
            if path is None:
                continue
            for role in roles:
                for method in methods:
                    yield kind, f"{role} {method} {path} ({name})", self.ask(role, method, path)


def to_sign_in(answer) -> bool:
    return answer.status_code == 302 and ("/account/login/" in answer.url or "/account/reauthenticate/" in answer.url)


def to_second_factor(answer) -> bool:
    return answer.status_code == 302 and "/account/second-factor/needed/" in answer.url


ALL_KINDS = set(KINDS)
METHODS = ("GET", "POST", "PUT", "DELETE")


def leads_to_reading(answer) -> bool:
    """A page of a course sends those who do not take part to the course itself."""
    return answer.status_code == 302 and "/courses/co-production/" in answer.url


def faults(role: str, kind: str, answer) -> list[str]:
    """What is wrong with an answer that this role got; one walk over all addresses asks everything of each."""
    code, found = answer.status_code, []
    if code >= 500:
        found.append("breaks")
    if code in (301, 302) and re.match(r"(https?:)?//(?!testserver)", answer.url):
        found.append("leads to another host")
    if role == "nobody" and kind in ("signed_in", "own", "staff") and not (to_sign_in(answer) or code in (403, 404, 405) or leads_to_reading(answer)):
        found.append("gets past sign-in")
    if role in ("stranger", "coordinator") and kind == "own" and not (code in (403, 404, 405) or leads_to_reading(answer) or to_sign_in(answer)):
        found.append("finds what is somebody else's")
    if role in ("stranger", "learner") and kind == "staff" and code < 300:
        found.append("opens a staff page")
    if role in ("nobody", "trainer") and kind == "demo" and code != 404:
        found.append("finds the demo's page")
    return found


@pytest.mark.parametrize("role", ["nobody", "stranger", "learner", "coordinator", "trainer"])
def test_every_address_gives_each_role_what_is_theirs_and_nothing_breaks(crawl, role):
    before = User.objects.filter(erased_at=None).count(), RoleGrant.objects.count()
    wrong = [f"{asked}: {fault}" for kind, asked, answer in crawl.answers(ALL_KINDS, [role], METHODS, ours_only=True) for fault in faults(role, kind, answer)]
    assert wrong == []
    assert before == (User.objects.filter(erased_at=None).count(), RoleGrant.objects.count()), "crawling left something behind"


@pytest.mark.parametrize(("role", "kind", "url", "fault"), [
    ("nobody", "own", "", "gets past sign-in"), ("stranger", "own", "", "finds what is somebody else's"), ("learner", "staff", "", "opens a staff page"),
    ("trainer", "demo", "", "finds the demo's page"), ("learner", "public", "//evil.example/", "leads to another host")])
def test_a_fault_would_be_noticed(role, kind, url, fault):
    assert faults(role, kind, SimpleNamespace(status_code=302 if url else 200, url=url)) == [fault]
    assert "breaks" in faults(role, kind, SimpleNamespace(status_code=500, url=""))


@pytest.mark.parametrize("role", ["nobody", "learner"])
def test_wagtails_own_pages_are_closed_too(crawl, role):
    opened = [asked for _kind, asked, answer in crawl.answers({"staff"}, [role], ("GET", "POST"), ours_only=False) if answer.status_code < 300]
    assert opened == []


@pytest.mark.parametrize("ours_only", [True, False])
def test_a_role_without_its_second_factor_opens_no_staff_page(crawl, ours_only):
    opened = [asked for _kind, asked, answer in crawl.answers({"staff"}, ["bare staff"], ("GET", "POST"), ours_only=ours_only)
              if not to_second_factor(answer) and answer.status_code not in (404, 405)]
    assert opened == []
