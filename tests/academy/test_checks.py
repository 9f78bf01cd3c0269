"""SQLite's options are looked at in the living connection: a misplaced one is ignored in silence by Django and SQLite alike."""

import sqlite3

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from academy import checks


@pytest.fixture
def sqlite_with(tmp_path, settings, monkeypatch):
    """A connection to a fresh SQLite file with these OPTIONS, under the alias `trial`."""
    def make(options: dict, **more):
        settings_dict = {**connections.settings["default"], "ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "trial.sqlite3"),
                         "OPTIONS": options, **more}
        monkeypatch.setitem(connections.settings, "trial", settings_dict)
        made = connections.create_connection("trial")
        connections["trial"] = made
        return made
    yield make
    if hasattr(connections._connections, "trial"):
        connections["trial"].close()
        del connections["trial"]


def faults(django_db_blocker) -> str:
    with django_db_blocker.unblock():
        return " ".join(fault.msg for fault in checks.sqlite_is_set_for_many_writers(databases=["trial"]))


def test_our_own_options_pass(sqlite_with, django_db_blocker, settings):
    from academy.settings import DATABASES
    if connection.vendor == "sqlite":
        sqlite_with(DATABASES["default"]["OPTIONS"])
        assert faults(django_db_blocker) == ""


def test_djangos_defaults_do_not(sqlite_with, django_db_blocker):
    sqlite_with({})
    said = faults(django_db_blocker)
    assert "journal_mode is delete" in said and "not IMMEDIATE" in said and "busy_timeout is 5000" in said


@pytest.mark.parametrize(("options", "says"), [
    ({"transaction_mode": "IMMEDIATE", "timeout": 20}, "journal_mode"),
    ({"timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}, "IMMEDIATE"),
    ({"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"}, "busy_timeout"),
    ({"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=OFF"}, "foreign_keys"),
])
def test_each_one_that_is_forgotten_is_named(sqlite_with, django_db_blocker, options, says):
    sqlite_with(options)
    said = faults(django_db_blocker)
    assert says in said and said.count(":") == 1, "only what is wrong"


def test_a_transaction_per_request_is_refused(sqlite_with, django_db_blocker):
    sqlite_with({"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}, ATOMIC_REQUESTS=True)
    assert "ATOMIC_REQUESTS" in faults(django_db_blocker)


def test_a_file_that_is_no_database_is_named(sqlite_with, django_db_blocker, tmp_path):
    (tmp_path / "trial.sqlite3").write_text("this is no database, whatever its name says" * 40)
    sqlite_with({"timeout": 20})
    assert "does not open" in faults(django_db_blocker)


@pytest.mark.django_db
def test_the_running_academy_passes_its_own_check():
    assert run_checks(tags=["database"], databases=["default"]) == []


def test_a_web_or_worker_process_does_not_start_on_a_wrong_database(monkeypatch):
    monkeypatch.setattr(checks, "sqlite_is_set_for_many_writers", lambda **_kw: [checks.Error("journal_mode is delete")])
    monkeypatch.setattr(checks.connections, "close_all", lambda: None)
    with pytest.raises(ImproperlyConfigured, match="journal_mode is delete"):
        checks.refuse_a_wrong_database()


def test_sqlite_here_is_new_enough_for_vacuum_into():
    assert sqlite3.sqlite_version_info >= (3, 27)
