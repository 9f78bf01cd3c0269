"""The real services of the tests: started when they can be, missed aloud when they cannot, never left running."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import __main__ as beside
from tests.services import postgres, valkey

SHOW = [sys.executable, "-c", "import os; print(os.environ.get('TEST_DATABASE_URL'), os.environ.get('TEST_REDIS_URL'))"]


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    for name in ("TEST_DATABASE_URL", "TEST_REDIS_URL", "CI"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def no_wheels(monkeypatch):
    monkeypatch.setattr(postgres, "programs", lambda: None)
    monkeypatch.setattr(valkey, "program", lambda: None)


def test_it_uses_what_is_given(no_wheels, monkeypatch, capfd):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://somewhere/else")
    monkeypatch.setenv("TEST_REDIS_URL", "redis://somewhere/1")
    assert beside.main(SHOW) == 0
    assert "postgres://somewhere/else redis://somewhere/1" in capfd.readouterr().out


def test_without_them_it_says_so_in_one_line_and_goes_on(no_wheels, capfd):
    assert beside.main(SHOW) == 0
    said = capfd.readouterr().out.splitlines()
    assert len(said) == 1 and said[0].startswith("SKIPPED") and "PostgreSQL" in said[0] and "Redis" in said[0]


def test_without_them_ci_fails(no_wheels, monkeypatch, capfd):
    monkeypatch.setenv("CI", "true")
    assert beside.main(SHOW) == 1
    assert capfd.readouterr().out.startswith("FAILED")


def test_it_gives_back_the_code_of_the_command(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://somewhere/else")
    monkeypatch.setenv("TEST_REDIS_URL", "redis://somewhere/1")
    assert beside.main([sys.executable, "-c", "raise SystemExit(7)"]) == 7


@pytest.mark.skipif(postgres.programs() is None or valkey.program() is None, reason="the wheels are not for this platform")
def test_the_real_ones_answer_and_leave_nothing(tmp_path):
    asked = tmp_path / "ask.py"
    asked.write_text("import os, psycopg, redis\n"
                     "folder = os.environ['TEST_DATABASE_URL'].partition('host=')[2]\n"
                     "with psycopg.connect(host=folder, user='postgres', dbname='postgres') as line:\n"
                     "    assert line.execute('SELECT 6 * 7').fetchone() == (42,)\n"
                     "assert redis.Redis.from_url(os.environ['TEST_REDIS_URL']).set('a', 1)\n"
                     "print(folder, os.environ['TEST_REDIS_URL'].removeprefix('unix://'))\n")
    said = subprocess.run([sys.executable, "-m", "tests.services", sys.executable, str(asked)], capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stderr
    folder, socket = said.stdout.split()[-2:]
    assert not Path(folder).exists() and not Path(socket).exists()
