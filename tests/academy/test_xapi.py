"""The log as xAPI statements: what they say, that no name is in them, the command, and the way to a record store."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import transaction

from academy import environment
from academy.models import Event, Intention, record
from academy.outbox_drain import drain
from academy.standards.xapi import as_data, duration
from academy.xapi_statements import statement_of
from academy.xapi_words import LEARNING
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def line(verb: str, kind: str, key="k", **details) -> Event:
    return Event(at=NOW, subject=uuid4(), verb=verb, object_kind=kind, object_key=key, details=details)


def test_a_finished_lesson_is_said_in_the_words_of_the_standard(settings):
    event = line("completed", "lesson", "one", course="two", rule="read", reason="a sentence somebody wrote")
    said = as_data(statement_of(event))
    assert said["id"] == str(event.pk) and said["timestamp"] == "2026-11-22T10:00:00.000Z" and said["version"] == "1.0.3"
    assert said["actor"] == {"objectType": "Agent", "account": {"homePage": settings.BASE_URL, "name": str(event.subject)}}
    assert said["verb"]["id"] == "http://adlnet.gov/expapi/verbs/completed" and said["result"] == {"completion": True}
    assert said["object"]["definition"]["type"] == "http://adlnet.gov/expapi/activities/lesson"
    assert said["context"]["contextActivities"]["parent"][0]["id"] == f"{settings.BASE_URL}/xapi/activities/course/two"
    assert "a sentence" not in json.dumps(said) and said["context"]["extensions"][f"{settings.BASE_URL}/xapi/extensions/rule"] == "read"
    assert as_data(statement_of(event), "2.0")["version"] == "2.0.0"


def test_a_quiz_has_a_score_and_an_hour_a_length():
    passed = as_data(statement_of(line("passed", "quiz", percent=80)))
    assert passed["result"] == {"success": True, "score": {"scaled": 0.8, "raw": 80, "min": 0, "max": 100}}
    assert as_data(statement_of(line("mentored", "mentoring_session", minutes=90)))["result"] == {"duration": "PT1H30M"}
    assert [duration(minutes) for minutes in (0, 45, 60, 61)] == ["PT0M", "PT45M", "PT1H", "PT1H1M"]


def test_every_line_of_a_log_has_a_statement_and_none_a_name(world, capsys):
    for verb, kind in [*LEARNING, ("granted", "role"), ("lifted override", "lesson")]:
        record(world.lia, verb, kind, "key", at=NOW)
    record(None, "expired", "offer", "key", at=NOW)
    call_command("export_xapi")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == Event.objects.count() >= len(LEARNING) + 3
    for text in lines:
        said = json.loads(text)
        assert said["verb"]["id"].startswith("http") and " " not in said["verb"]["id"] and said["object"]["definition"]["type"].startswith("http")
        assert not any(word in text for word in ("Lia", "lia@", "mbox"))
    call_command("export_xapi", learning=True)
    assert len(capsys.readouterr().out.splitlines()) == len(LEARNING)


def test_the_command_says_what_is_wrong_with_a_period(tmp_path):
    with pytest.raises(CommandError, match="later than --since"):
        call_command("export_xapi", since="2026-02-01", until="2026-01-01")
    with pytest.raises(CommandError, match="write a day"):
        call_command("export_xapi", since="2026-02-31")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_xapi", out=str(tmp_path / "nowhere" / "file"))


class Store(BaseHTTPRequestHandler):
    """Takes statements as a record store does, and answers what the test asks it to."""

    answers, heard = [200], []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Store.heard.append((self.path, self.headers["X-Experience-API-Version"], self.headers["Authorization"], body))
        self.send_response(Store.answers.pop(0) if len(Store.answers) > 1 else Store.answers[0])
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def store(settings):
    server = HTTPServer(("127.0.0.1", 0), Store)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.XAPI_LRS_URL = f"http://key:se%2Fcret@127.0.0.1:{server.server_port}/xapi"
    Store.answers, Store.heard = [200], []
    yield Store
    server.shutdown()


@pytest.mark.django_db(transaction=True)
def test_a_record_store_is_told_once_and_again_when_it_was_down(world, store):
    store.answers = [503, 409, 400]
    with transaction.atomic():
        kept = record(world.lia, "completed", "lesson", "one", at=NOW, details={"course": "two"})
        record(world.lia, "granted", "role", "3", at=NOW)  # nobody's business there
    drain()
    (waiting,) = Intention.objects.filter(kind="academy.xapi")
    assert waiting.done_at is None and waiting.attempts == 1, "it was down: tried again later"
    path, version, who, body = store.heard[0]
    assert (path, version, body["id"]) == ("/xapi/statements", "1.0.3", str(kept.pk)) and base64.b64decode(who.removeprefix("Basic ")) == b"key:se/cret"
    Intention.objects.update(run_at=NOW)
    drain()
    waiting.refresh_from_db()
    assert waiting.done_at is not None and len(store.heard) == 2, "it had it already: that is as good as told"
    with transaction.atomic():
        record(world.lia, "finished", "course", "two", at=NOW)
    drain()
    assert Intention.objects.filter(kind="academy.xapi", done_at=None, error__contains="refused").count() == 1


def test_nothing_waits_where_no_store_is_named(world):
    record(world.lia, "completed", "lesson", "one", at=NOW, details={"course": "two"})
    assert not Intention.objects.filter(kind="academy.xapi").exists()


def test_an_address_without_its_secret_stops_the_start(monkeypatch):
    monkeypatch.setenv("XAPI_LRS_URL", "https://lrs.example/xapi/")
    with pytest.raises(ImproperlyConfigured, match="KEY:SECRET"):
        environment.record_store("XAPI_LRS_URL", ("https",))
