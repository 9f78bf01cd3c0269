"""Instances from a fixed statement are what the ORM would have made, on either database."""

import pytest

from academy.models import User
from academy.quick_rows import rows_of
from courses.models import Enrolment
from tests.world import enrol

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def same(one, other) -> None:
    for field in type(one)._meta.concrete_fields:
        assert getattr(one, field.attname) == getattr(other, field.attname), field.name
    assert one == other


def test_a_person_is_the_same_person(world):
    (quick,) = rows_of(User, "SELECT u.*, 'more' AS also FROM academy_user u WHERE u.id = %s", [world.lia.pk])
    same(quick, User.objects.get(pk=world.lia.pk))
    assert quick.also == "more"
    quick.name = "Lia Learns On"
    quick.save()  # an update, not a second row
    assert User.objects.filter(name="Lia Learns On").count() == 1


def test_json_dates_and_keys_come_converted(world):
    made = enrol(world.lia, world.course, done={"a": [1, 5]}, cohort_starts_on="2026-10-01")
    (quick,) = rows_of(Enrolment, "SELECT * FROM courses_enrolment WHERE id = %s", [made.pk])
    same(quick, Enrolment.objects.get(pk=made.pk))
    assert quick.done == {"a": [1, 5]}


def test_a_forgotten_column_is_said(world):
    with pytest.raises(ValueError, match="needs the columns"):
        list(rows_of(User, "SELECT id, name FROM academy_user", []))
