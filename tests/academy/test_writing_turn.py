"""Writers that come at once stand in line; the plain transaction, given the same patience, is seen to starve."""

import time

import pytest
from django.db import OperationalError, connection, transaction

from academy.models import Event, record
from academy.writing_turn import writing_turn
from tests.outbox_work.processes import fork, wait_for
from tests.world import NOW

WRITERS, HOLDS, PATIENCE = 6, 0.25, 300  # processes; seconds each writes; milliseconds SQLite waits for the one writer


def write_at_once(turn) -> int:
    """How many of the writers got through."""
    go_at = time.time() + 0.4

    def work() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        time.sleep(max(0, go_at - time.time()))
        try:
            with turn():
                record(None, "wrote", "test", "1", at=NOW)
                time.sleep(HOLDS)
        except OperationalError:
            return

    wait_for([fork(work) for _writer in range(WRITERS)])
    return Event.objects.filter(verb="wrote").count()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_all_get_their_turn_however_long_it_takes():
    assert write_at_once(writing_turn) == WRITERS


@pytest.mark.django_db(transaction=True)
def test_without_a_line_some_starve_on_sqlite():
    assert connection.vendor != "sqlite" or write_at_once(transaction.atomic) < WRITERS


@pytest.mark.django_db(transaction=True)
def test_what_fails_in_its_turn_leaves_nothing_and_gives_the_turn_back():
    for _try in range(2):
        with pytest.raises(ZeroDivisionError), writing_turn():
            record(None, "wrote", "test", "1", at=NOW)
            raise ZeroDivisionError
    assert not Event.objects.filter(verb="wrote").exists()


@pytest.mark.django_db(transaction=True)
def test_who_writes_already_does_not_wait_for_a_turn():
    """A worker inside its own transaction must not wait for somebody who waits for it."""
    with writing_turn(), writing_turn():
        record(None, "wrote", "test", "1", at=NOW)
    assert Event.objects.filter(verb="wrote").count() == 1
