"""Roles are granted and end by date; Wagtail's groups follow them."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from wagtail.models import GroupPagePermission

from academy.models import Event, RoleGrant, User
from academy.models.people import Role
from academy.permissions import can
from academy.role_groups import GROUPS, sync_everyone, sync_groups
from tests.world import NOW, make_person

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def fresh(person) -> User:
    return User.objects.get(pk=person.pk)


def test_granting_writes_the_log_without_a_name(world):
    made = RoleGrant.objects.grant(world.stranger, Role.TRAINER, by=world.nadia, at=NOW)
    event = Event.objects.get(verb="granted", object_key=str(made.pk))
    assert event.subject == world.nadia.subject
    assert event.details == {"role": "trainer", "city": None, "to": str(world.stranger.subject)}


def test_granting_twice_is_granting_once(world):
    first = RoleGrant.objects.grant(world.stranger, Role.TRAINER, by=world.nadia, at=NOW)
    assert RoleGrant.objects.grant(world.stranger, Role.TRAINER, by=world.nadia, at=NOW) == first
    assert Event.objects.filter(verb="granted").count() == 1


def test_the_database_itself_refuses_the_same_role_twice(world):
    row = {"person": world.stranger, "role": Role.TRAINER, "started_on": date(2026, 1, 1)}
    RoleGrant.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(**row)


@pytest.mark.parametrize("bad", ["finished_on = '2020-01-01'", "role = 'city_coordinator', city_id = NULL"])
def test_raw_sql_cannot_break_a_grant(world, bad):
    made = RoleGrant.objects.grant(world.stranger, Role.TRAINER, by=None, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE academy_rolegrant SET {bad} WHERE id = %s", [made.pk])


def test_a_trainer_gets_into_the_editing_pages_and_can_write_courses(world):
    RoleGrant.objects.grant(world.stranger, Role.TRAINER, by=world.nadia, at=NOW)
    trainer = fresh(world.stranger)
    assert trainer.has_perm("wagtailadmin.access_admin")
    assert world.catalogue.permissions_for_user(trainer).can_add_subpage()
    assert world.lessons[0].permissions_for_user(trainer).can_edit()
    assert world.course.permissions_for_user(trainer).can_publish()
    assert not world.home.permissions_for_user(trainer).can_edit()
    assert not trainer.is_superuser and not trainer.has_perm("academy.add_rolegrant")


def test_a_role_that_ended_takes_the_rights_along(world):
    made = RoleGrant.objects.grant(world.stranger, Role.TRAINER, by=world.nadia, at=NOW)
    assert made.end(by=world.nadia, at=NOW + timedelta(days=3))
    assert not made.end(by=world.nadia, at=NOW + timedelta(days=3)), "a double click changes nothing"
    assert not fresh(world.stranger).has_perm("wagtailadmin.access_admin")
    assert Event.objects.filter(verb="ended").count() == 1


def test_it_may_be_granted_again_after_it_ended(world):
    RoleGrant.objects.grant(world.stranger, Role.TRAINER, by=world.nadia, at=NOW).end(by=world.nadia, at=NOW)
    RoleGrant.objects.grant(world.stranger, Role.TRAINER, by=world.nadia, at=NOW)
    assert RoleGrant.objects.filter(person=world.stranger).count() == 2


def test_the_night_ends_what_ends_by_date(world):
    RoleGrant.objects.grant(world.stranger, Role.TRAINER, by=world.nadia, at=NOW)
    RoleGrant.objects.filter(person=world.stranger).update(finished_on=NOW.date() + timedelta(days=5))
    sync_everyone(NOW.date() + timedelta(days=4))
    assert fresh(world.stranger).groups.exists()
    sync_everyone(NOW.date() + timedelta(days=5))
    assert not fresh(world.stranger).groups.exists()


def test_laying_the_groups_twice_changes_nothing(world):
    sync_groups()
    before = (Group.objects.count(), GroupPagePermission.objects.count(), sum(group.permissions.count() for group in Group.objects.all()))
    sync_groups()
    assert before == (Group.objects.count(), GroupPagePermission.objects.count(), sum(group.permissions.count() for group in Group.objects.all()))
    assert {"Trainers", "City coordinators", "Network coordinators"} <= set(Group.objects.values_list("name", flat=True))


def test_every_right_of_the_table_exists(world):
    """A right that no longer exists would silently be left out."""
    from academy.role_groups import _model_permissions, _single_permissions

    for name, _pages, _files, models, single in GROUPS.values():
        assert len(_model_permissions(models)) == sum(len(acts) for acts in models.values()), name
        assert len(_single_permissions(single)) == len(single), name


@pytest.mark.parametrize(("who", "role", "where", "may"), [
    ("carla", Role.MENTOR, "cascais", True), ("carla", Role.FACILITATOR, "cascais", True), ("carla", Role.MENTOR, "mahdia", False),
    ("carla", Role.TRAINER, "cascais", False), ("carla", Role.CITY_COORDINATOR, "cascais", False), ("carla", Role.MENTOR, None, False),
    ("carla", Role.NETWORK_COORDINATOR, None, False), ("mouna", Role.MENTOR, "cascais", False), ("nadia", Role.NETWORK_COORDINATOR, None, True),
    ("nadia", Role.CITY_COORDINATOR, "mahdia", True), ("teo", Role.LEARNER, "cascais", False), ("lia", Role.LEARNER, "cascais", False),
])
def test_who_gives_which_role_where(world, who, role, where, may):
    assert can(getattr(world, who), "role.give", (role, getattr(world, where) if where else None)) is may


# The pages in the editors' admin -------------------------------------------------------------------------

@pytest.fixture
def groups(world):
    sync_everyone(NOW.date())
    return world


def test_a_city_sees_its_own_roles_only(groups, client):
    client.force_login(groups.carla)
    page = client.get("/cms/roles/").content.decode()
    assert groups.marta.name in page
    assert groups.mouna.name not in page and groups.teo.name not in page


def test_the_network_sees_all_roles(groups, client):
    client.force_login(groups.nadia)
    page = client.get("/cms/roles/").content.decode()
    assert groups.marta.name in page and groups.mouna.name in page


def test_a_coordinator_gives_a_role_by_address(groups, client):
    client.force_login(groups.carla)
    done = client.post("/cms/roles/new/", {"email": groups.lia.email, "role": "mentor", "city": groups.cascais.pk})
    assert done.status_code == 302
    assert RoleGrant.objects.filter(person=groups.lia, role="mentor", city=groups.cascais, granted_by=groups.carla).exists()


@pytest.mark.parametrize(("email", "role"), [("nobody@people.example", "mentor"), ("lia@people.example", "trainer"), ("mouna@people.example", "mentor")])
def test_what_a_coordinator_may_not_give_is_refused_in_the_form(groups, client, email, role):
    client.force_login(groups.carla)
    before = RoleGrant.objects.count()
    page = client.post("/cms/roles/new/", {"email": email, "role": role, "city": groups.cascais.pk})
    assert page.status_code == 422
    assert f'value="{email}"' in page.content.decode()
    assert RoleGrant.objects.count() == before


def test_another_citys_role_is_not_there(groups, client):
    of_mahdia = RoleGrant.objects.grant(make_person("amel", "Amel", groups.mahdia), Role.MENTOR, groups.mahdia, by=groups.mouna, at=NOW)
    client.force_login(groups.carla)
    assert client.post(f"/cms/roles/{of_mahdia.pk}/end/").status_code == 404
    of_mahdia.refresh_from_db()
    assert of_mahdia.finished_on is None


def test_a_coordinator_cannot_end_the_role_the_network_gave(groups, client):
    own = RoleGrant.objects.get(person=groups.carla)
    client.force_login(groups.carla)
    assert client.post(f"/cms/roles/{own.pk}/end/").status_code == 404


def test_a_coordinator_ends_a_role_of_the_own_city(groups, client):
    of_marta = RoleGrant.objects.get(person=groups.marta)
    client.force_login(groups.carla)
    assert client.get(f"/cms/roles/{of_marta.pk}/end/").status_code == 405
    assert client.post(f"/cms/roles/{of_marta.pk}/end/").status_code == 302
    of_marta.refresh_from_db()
    assert of_marta.finished_on is not None


@pytest.mark.parametrize("address", ["/cms/roles/", "/cms/roles/new/"])
def test_a_trainer_finds_no_roles_page(groups, client, address):
    client.force_login(groups.teo)
    assert client.get(address).status_code == 404


def test_organisations_of_another_city_are_not_there(groups, client):
    from academy.models import Organisation

    theirs = Organisation.objects.create(name="Loom", city=groups.mahdia)
    client.force_login(groups.carla)
    listing = client.get("/cms/organisations/").content.decode()
    assert "Pottery Co-operative" in listing and "Loom" not in listing
    assert client.get(f"/cms/organisations/edit/{groups.cooperative.pk}/").status_code == 200
    for act in ("edit", "delete", "history", "usage"):
        assert client.get(f"/cms/organisations/{act}/{theirs.pk}/").status_code == 404, act


def test_an_organisation_cannot_be_moved_to_another_city(groups, client):
    client.force_login(groups.carla)
    client.post(f"/cms/organisations/edit/{groups.cooperative.pk}/", {"name": "Moved", "city": groups.mahdia.pk})
    groups.cooperative.refresh_from_db()
    assert groups.cooperative.city == groups.cascais


def test_only_the_network_changes_cities(groups, client):
    client.force_login(groups.carla)
    assert client.get(f"/cms/cities/edit/{groups.cascais.pk}/").status_code in (302, 403, 404)
    client.force_login(groups.nadia)
    assert client.get(f"/cms/cities/edit/{groups.cascais.pk}/").status_code == 200
