"""The nudge to the broker is only for speed: a broker in trouble costs a visitor less than a second, once, and no work."""

import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from celery import Celery
from django.db import transaction

from academy import broker, outbox_nudge
from academy.models import Event, Intention
from academy.outbox import enqueue
from tests.outbox_work.processes import environment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def broker_at(settings, monkeypatch):
    """Point the academy at a broker; gives a function of its address."""
    def point(url: str) -> None:
        settings.CELERY_BROKER_URL = url
        app = Celery("test", set_as_current=False)
        app.config_from_object(settings, namespace="CELERY")
        monkeypatch.setattr(broker, "app", app)
        monkeypatch.setattr(outbox_nudge, "_rests_until", 0.0)
    return point


def seconds_to_enqueue(key: str) -> float:
    started = time.monotonic()
    with transaction.atomic():
        enqueue(key, "test.tally")
    return time.monotonic() - started


@contextmanager
def frozen_server():
    """A broker that takes the connection and then says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield f"redis://127.0.0.1:{listening.getsockname()[1]}/0"


def refused_url() -> str:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        return f"redis://127.0.0.1:{closed.getsockname()[1]}/0"


def best_of_three(broker_at, url: str) -> float:
    """The shortest of three first nudges: what waits on purpose waits every time, what a busy machine delays does not."""
    outbox_nudge.warm_up()
    took = []
    for turn in range(3):
        broker_at(url)
        took.append(seconds_to_enqueue(f"turn:{turn}"))
    return min(took)


def test_a_broker_that_is_down_costs_less_than_a_second_and_no_work(broker_at):
    assert best_of_three(broker_at, refused_url()) < 1
    assert Intention.objects.waiting().count() == 3


def test_a_frozen_broker_costs_about_a_second_once_and_then_nothing_for_a_while(broker_at):
    with frozen_server() as url:
        assert best_of_three(broker_at, url) < 1.3
        assert min(seconds_to_enqueue(key) for key in "bcd") < 0.1, "the nudge must rest after a failure"
    assert Intention.objects.waiting().count() == 6


def test_with_celerys_own_settings_a_frozen_broker_holds_the_visitor(broker_at, settings):
    """The opposite: without the transport options of finding 5 it takes several seconds (here: until we stop waiting)."""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {}
    with frozen_server() as url:
        broker_at(url)
        visitor = threading.Thread(target=outbox_nudge.nudge, daemon=True)
        visitor.start()
        visitor.join(2.5)
        assert visitor.is_alive(), "the frozen broker is not frozen enough to prove anything"


def test_without_a_broker_nothing_is_sent(settings, monkeypatch):
    settings.CELERY_BROKER_URL = ""
    monkeypatch.setattr(broker.app, "send_task", lambda *a, **k: pytest.fail("nothing to send to"))
    seconds_to_enqueue("a")


@pytest.mark.redis
def test_a_celery_worker_carries_out_what_was_nudged(broker_at, settings, tmp_path):
    url = settings.CELERY_BROKER_URL
    assert url, "this test is for a real broker"
    env = environment(CELERY_BROKER_URL=url, REDIS_URL=settings.REDIS_URL)
    worker = subprocess.Popen([sys.executable, "-m", "celery", "-A", "academy.celery", "worker", "--pool", "solo",
                               "--without-gossip", "--without-mingle", "-Q", broker.app.conf.task_default_queue],
                              env=env, stdout=(tmp_path / "said").open("wb"), stderr=subprocess.STDOUT)
    try:
        broker_at(url)
        done = lambda key: Event.objects.filter(verb="tallied", object_key=key).exists()  # noqa: E731
        for turn in range(25):  # the first nudges may come before the worker is there: they expire, the rows do not
            seconds_to_enqueue(f"turn:{turn}")
            ends = time.monotonic() + 1
            while time.monotonic() < ends and not done(f"turn:{turn}"):
                time.sleep(0.02)
            if done(f"turn:{turn}"):
                break
        assert done(f"turn:{turn}"), f"the worker never answered: {(tmp_path / 'said').read_text()[-3000:]}"
        # The best of five: a busy machine delays one, or makes its nudge fail and the next ones rest; a worker that is not nudged answers none.
        for turn in range(5):
            outbox_nudge._rests_until = 0.0
            seconds_to_enqueue(f"last:{turn}")
            ends = time.monotonic() + 2
            while time.monotonic() < ends and not done(f"last:{turn}"):
                time.sleep(0.01)
            if done(f"last:{turn}"):
                break
        assert done(f"last:{turn}"), "a nudge must be answered within two seconds"
    finally:
        worker.terminate()
        worker.wait(15)


def test_the_transport_gives_up_quickly_and_tasks_are_given_back(settings):
    """Finding 5 and 6: these values were measured; without them a frozen broker holds a visitor for 25 seconds."""
    conf = broker.app.conf
    assert conf.task_acks_late and conf.task_reject_on_worker_lost and conf.worker_prefetch_multiplier == 1
    assert not conf.task_publish_retry
    options = conf.broker_transport_options
    assert (options["socket_connect_timeout"], options["socket_timeout"], options["max_retries"]) == (0.3, 0.5, 0)
    assert (options["unacked_restore_interval"], options["unacked_restore_throttle"]) == (5, 1)
