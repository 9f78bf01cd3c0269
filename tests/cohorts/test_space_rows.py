"""What the database itself refuses of spaces and groups, whatever code writes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import GroupKind, SeatKind
from tests.space_world import delegate, hold_seat, join_group, make_group, make_seat, make_space, make_task

pytestmark = pytest.mark.django_db
DAY, BEFORE = date(2026, 11, 22), date(2026, 11, 21)


def test_the_database_refuses_what_cannot_be(world):
    space = make_space(world)
    seat, group = make_seat(space, world.cooperative), make_group(space)
    holding, member = hold_seat(seat, world.lia, BEFORE), join_group(group, world.lia)
    make_group(space, "motor", kind=GroupKind.MOTOR)
    wrong = {
        "two holders of a seat": lambda: hold_seat(seat, world.marta, DAY),
        "a holding that ends before it starts": lambda: hold_seat(make_seat(space), world.marta, DAY, BEFORE),
        "a delegation that ends before it starts": lambda: delegate(holding, world.marta, DAY, BEFORE),
        "a body's seat without its body": lambda: make_seat(space, title="x", kind=SeatKind.BODY),
        "a space that closes before it opens": lambda: make_space(world, "other", opened_on=DAY, closed_on=BEFORE),
        "a second motor group": lambda: make_group(space, "motor-2", kind=GroupKind.MOTOR),
        "a group that ends before it starts": lambda: make_group(space, "short", starts_on=DAY, ends_on=BEFORE),
        "a group closed without a word": lambda: make_group(space, "silent", closed_on=DAY),
        "in a group twice": lambda: join_group(group, world.lia),
        "done and dropped": lambda: make_task(group, "x", world.lia, DAY, done_on=DAY, dropped_on=DAY, dropped_why="no"),
        "dropped without a reason": lambda: make_task(group, "x", world.lia, DAY, dropped_on=DAY),
    }
    for what, do in wrong.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            do()
            pytest.fail(what)
    assert member.pk and join_group(group, world.marta, DAY, DAY) and join_group(group, world.marta, DAY), "who left may come back"
