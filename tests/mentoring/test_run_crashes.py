"""A worker killed at any moment of a run leaves all of its pairs or none, and the next one takes it over."""

import os
import signal
import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from academy.models import Intention
from academy.outbox_drain import drain
from mentoring import running
from mentoring.models import MatchingRun, MatchProposal
from mentoring.playing import play_input
from mentoring.publishing import publish
from mentoring.running import ask_for_run
from tests.outbox_work.processes import fork, kill, wait_for
from tests.rounds import make_round, take_part
from tests.world import NOW, make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def run():
    world = make_world()
    made = make_round(world, closed=True)
    take_part(made, world.marta, offers={"bookkeeping": 4})
    take_part(made, world.lia, wants={"bookkeeping": (1, 3)})
    with transaction.atomic():
        return ask_for_run(made, rules=made.rules, at=NOW)


def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def later(hours: int = 1):
    """The clock of a worker that comes when every lease is over."""
    return lambda: timezone.now() + timedelta(hours=hours)


def taken_over(run) -> MatchingRun:
    MatchingRun.objects.filter(pk=run.pk).update(lease_until=NOW)  # its lease has run out
    assert drain(later()) == 1
    run.refresh_from_db()
    return run


def test_killed_while_it_works_the_next_worker_plays_the_same_input(run, monkeypatch, tmp_path):
    began = tmp_path / "began"

    def slow(given, progress):
        began.write_text("yes")
        time.sleep(30)

    with monkeypatch.context() as patched:
        patched.setattr(running, "play_input", slow)
        pid = fork(drain)
        ends = time.monotonic() + 20
        while not began.exists() and time.monotonic() < ends:
            time.sleep(0.02)
        kill(pid)
    run.refresh_from_db()
    given = run.input
    assert given and run.result is None and run.finished_at is None
    assert len(taken_over(run).result["pairs"]) == 1
    assert (run.input, run.attempts) == (given, 2)


def test_killed_as_it_writes_its_result_nothing_of_it_is_there(run, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(MatchingRun, "refresh_from_db", die)  # after the update, before the commit
        _pid, status = os.waitpid(fork(drain), 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    assert MatchingRun.objects.get(pk=run.pk).result is None
    assert len(taken_over(run).result["pairs"]) == 1


def test_killed_right_after_it_the_result_stands_and_is_written_once(run, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(running.log, "info", die, raising=False)
        _pid, status = os.waitpid(fork(drain), 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    before = MatchingRun.objects.values().get(pk=run.pk)
    assert before["finished_at"] and not Intention.objects.get(kind=running.KIND).done_at
    assert drain(later()) == 1
    assert MatchingRun.objects.values().get(pk=run.pk) == before


def test_three_workers_at_once_play_it_once(run, monkeypatch, tmp_path):
    def counted(given, progress):
        (tmp_path / f"{os.getpid()}").write_text("played")
        time.sleep(0.3)
        return play_input(given, progress)

    monkeypatch.setattr(running, "play_input", counted)
    pk = run.pk

    def work() -> None:
        mine = running.take(pk, timezone.now())
        if mine is not None:
            running.play(mine)

    wait_for([fork(work) for _ in range(3)])
    run.refresh_from_db()
    assert len(list(tmp_path.iterdir())) == 1 and run.attempts == 1 and run.finished_at


def test_two_who_publish_at_once_publish_once(run):
    drain()
    run.refresh_from_db()
    nadia = run.round.created_by
    go_at = time.time() + 0.3

    def work() -> None:
        time.sleep(max(0, go_at - time.time()))
        publish(run.round, run, by=nadia, at=timezone.now())

    wait_for([fork(work) for _ in range(2)])
    assert MatchProposal.objects.count() == 1
    run.round.refresh_from_db()
    assert run.round.published_run_id == run.pk
