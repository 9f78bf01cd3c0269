"""Workers are killed at random while work keeps coming; afterwards nothing is missing and no internal effect is doubled."""

import os
import random
import signal
import time
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import transaction

from academy.models import Event, Intention
from academy.outbox import enqueue
from tests.outbox_work.outbox_handlers import letters, letters_file
from tests.outbox_work.processes import fork, kill, wait_for

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
KILLS, ROWS_A_TURN = 40, 12


def work_loop() -> None:
    call_command("outbox_loop", every=0.01)


def stop(pid: int) -> None:
    os.kill(pid, signal.SIGTERM)
    wait_for([pid])


def until(condition, seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def test_forty_kills_lose_nothing_and_double_no_internal_effect(settings):
    settings.OUTBOX_LEASE_SECONDS = 1
    letters_file().unlink(missing_ok=True)
    chance, asked, died_at_work = random.Random(20261122), [], 0
    for turn in range(KILLS):
        worker = fork(work_loop)
        with transaction.atomic():
            for n in range(ROWS_A_TURN):
                kind = "test.letter" if n % 3 == 0 else "test.tally"
                asked.append((kind, enqueue(f"{kind}:{turn}:{n}", kind, {"takes": chance.uniform(0, 0.02)}).key))
        time.sleep(chance.uniform(0.02, 0.15))
        kill(worker)
        died_at_work += Intention.objects.waiting().filter(lease_until__isnull=False).count() > 0
    assert died_at_work > KILLS / 4, "the kills must hit workers in the middle of something, or this test shows nothing"

    worker = fork(work_loop)
    healed = until(lambda: not Intention.objects.waiting().exists(), 30)
    stop(worker)
    assert healed, f"{Intention.objects.waiting().count()} rows were never done"
    tallied = Counter(Event.objects.filter(verb="tallied").values_list("object_key", flat=True))
    assert tallied == Counter(key for kind, key in asked if kind == "test.tally"), "lost or doubled"
    sent = Counter(letters())
    assert set(sent) == {key for kind, key in asked if kind == "test.letter"}, "a letter was lost"
    assert sum(sent.values()) - len(sent) <= KILLS, "a kill may double at most the one letter in hand"
    assert not Intention.objects.dead().exists()


def test_told_to_stop_it_finishes_the_row_in_hand(settings):
    letters_file().unlink(missing_ok=True)
    with transaction.atomic():
        for n in range(3):
            enqueue(f"slow:{n}", "test.letter", {"takes": 0.4})
    worker = fork(work_loop)
    assert until(lambda: letters() != [], 10)
    stop(worker)
    assert Intention.objects.filter(done_at__isnull=False).count() == 1 and len(letters()) == 1
    assert not Intention.objects.waiting().filter(lease_until__isnull=False).exists(), "nothing is left half in hand"
