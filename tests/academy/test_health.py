"""/healthz says in plain words what is wrong, never more; /metrics answers only who has the token."""

import json
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from academy import health
from academy.models import Heartbeat, beat
from academy.outbox import enqueue

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    beat("worker", timezone.now())


def ask(client, query=""):
    answer = client.get(f"/healthz{query}")
    return answer.status_code, answer.json()


def test_it_is_ok_when_all_is_well(client, worker):
    assert ask(client) == (200, {"status": "ok"})


def test_no_page_of_the_academy_is_needed_to_ask(client, worker, django_assert_num_queries):
    with django_assert_num_queries(2):
        answer = client.get("/healthz")
    assert "Set-Cookie" not in answer.headers and "no-store" in answer.headers["Cache-Control"]


def test_no_worker_yet(client):
    assert ask(client) == (200, {"status": "degraded", "reasons": ["worker: none has been seen yet"]})


def test_a_worker_that_went_away(client):
    beat("worker", timezone.now() - timedelta(minutes=7))
    assert ask(client)[1]["reasons"] == ["worker: none has been seen for 7 minutes"]


def test_work_that_waits_too_long(client, worker):
    with transaction.atomic():
        enqueue("mail:secret-looking-key", "test.tally", run_at=timezone.now() - timedelta(minutes=11))
    _status, said = ask(client)
    assert said["reasons"] == ["outbox: something has been due for 11 minutes"]
    assert "secret" not in json.dumps(said)


def test_a_night_that_failed(client, worker):
    beat("nightly", timezone.now() - timedelta(hours=40))
    assert ask(client)[1]["reasons"] == ["nightly: the nightly work has not ended well for more than a day"]


def test_a_full_disk(client, worker, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: usage(10**9, 10**9 - 5 * 1024 * 1024, 5 * 1024 * 1024))
    assert ask(client)[1]["reasons"] == ["disk: 5 MB left"]


def test_a_database_that_does_not_answer_names_no_host(client, monkeypatch):
    def down(*_args):
        raise DatabaseError("connection to server at db.internal, user tessera, failed")
    monkeypatch.setattr(type(health.Intention.objects.all()), "overdue", down)
    status, said = ask(client)
    assert (status, said["reasons"]) == (200, ["database: no answer (DatabaseError)"])


def test_a_cache_that_does_not_answer(client, worker, monkeypatch):
    def down(*_args, **_kwargs):
        raise ConnectionError("redis://:password@cache.internal")
    monkeypatch.setattr(health, "cache", type("Down", (), {"set": down})())
    assert ask(client)[1]["reasons"] == ["cache: no answer (ConnectionError)"]


def test_strict_watchers_get_a_status(client, worker):
    assert ask(client, "?strict")[0] == 200
    Heartbeat.objects.all().delete()
    assert ask(client, "?strict")[0] == 503


def test_it_refuses_the_wrong_method(client):
    assert client.post("/healthz").status_code == 405


class TestMetrics:
    def test_there_is_nothing_without_a_token(self, client, settings):
        assert client.get("/metrics").status_code == 404
        settings.METRICS_TOKEN = "let-me-see"
        assert client.get("/metrics").status_code == 404
        assert client.get("/metrics", headers={"authorization": "Bearer wrong"}).status_code == 404

    def test_an_empty_token_opens_nothing(self, client):
        assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404

    def test_it_counts_the_outbox(self, client, settings, worker):
        settings.METRICS_TOKEN = "let-me-see"
        with transaction.atomic():
            enqueue("a", "test.tally", run_at=timezone.now() - timedelta(seconds=90))
            enqueue("b", "test.tally")
        said = client.get("/metrics", headers={"authorization": "Bearer let-me-see"}).content.decode()
        assert "tessera_outbox_waiting 2.0" in said and "tessera_degraded 0.0" in said
        oldest = next(line for line in said.splitlines() if line.startswith("tessera_outbox_oldest_seconds"))
        assert 90 <= float(oldest.split()[1]) < 120
