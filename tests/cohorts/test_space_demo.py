"""The demo's space: laid once, with something of every state, and nobody real in it."""

import pytest

from academy.demo_people import lay_people
from academy.models import User
from cohorts.models import GroupKind, ParticipatedSpace, SeatDelegation, WorkingGroup
from cohorts.spaces.board import board_of
from cohorts.spaces.sitting import members, voices
from home.demo.space import lay_space
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_space_of_barcelona_is_laid_once():
    lay_people(NOW)
    assert lay_space(NOW) and not lay_space(NOW)
    space = ParticipatedSpace.objects.get()
    heard, on = voices(space, NOW.date()), NOW.date()
    assert (space.seats.count(), len(heard), sum(each.is_delegated for each in heard), SeatDelegation.objects.count()) == (10, 8, 1, 1)
    board = board_of(space, NOW)
    assert [(row.group.slug, row.late_tasks, row.asking) for row in board] != [] and {row.group.slug: row.late_tasks for row in board} == {
        "barcelona-motor": 1, "barcelona-communication": 1, "barcelona-procurement": 2}
    motor = WorkingGroup.objects.get(kind=GroupKind.MOTOR)
    assert User.objects.get(email="coordinator-barcelona@demo.example").pk in members(motor, on)
    assert WorkingGroup.objects.get(slug="barcelona-census").closing_words
    assert not User.objects.exclude(email__endswith="demo.example").exists()
