"""A backup is taken while people write, checked by restoring it, refused when damaged, and brings nobody back who was erased."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from academy import backup_postgres
from academy.erasure import erase_person
from academy.models import Event, PartnerCity, User
from academy.outbox_drain import drain
from tests.outbox_work.processes import database_url
from tests.services import postgres

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
RESTORED = f"restored_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"  # two processes restore at once


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    """pg_dump must be as new as the server: take it from where the test's server comes from."""
    if connection.vendor == "postgresql" and (folder := postgres.programs()):
        monkeypatch.setenv("PG_BIN", str(folder))


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "served"  # other tests keep certificates in the common one
    folder = Path(settings.MEDIA_ROOT)
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "images" / "port é.png").write_bytes(b"\x89PNG pretend")
    return folder


def backup(folder: Path, *options: str) -> Path:
    call_command("backup", str(folder), *options, stdout=StringIO())
    (made,) = folder.iterdir()
    return made


def target_url(tmp_path: Path) -> str:
    """An empty database to restore into."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path}/restored.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {RESTORED} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {RESTORED} TEMPLATE template0")
    return database_url().replace(connection.settings_dict["NAME"], RESTORED)


def ask(url: str, question: str) -> list[tuple]:
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as opened:
            return opened.execute(question).fetchall()
    with backup_postgres._connect({**connection.settings_dict, "NAME": RESTORED}) as opened:
        return opened.execute(question).fetchall()


@pytest.fixture
def own_environment(monkeypatch):
    """The commands that `restore` starts use the test's folder too."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "academy.settings")
    monkeypatch.setenv("VAR_DIR", str(settings.VAR_DIR))


def test_what_is_backed_up_comes_back_but_nobody_who_was_erased_since(tmp_path, media, own_environment):
    PartnerCity.objects.create(slug="cascais", name="Cascais", country="PT", time_zone="Europe/Lisbon")
    person = User.objects.create_user("lia@example.org", name="Lia Learns")
    assert person.subject  # she has a place in the ledgers
    made, url = backup(tmp_path / "backups"), target_url(tmp_path)
    manifest = json.loads((made / "manifest.json").read_text())
    assert manifest["checked"] and list(manifest["media"]) == ["images/port é.png"]
    erase_person(person, at=datetime.now(UTC))
    drain()

    said = StringIO()
    call_command("restore", str(made), into=url, media=tmp_path / "media", stdout=said)
    assert ask(url, "SELECT slug FROM academy_partnercity") == [("cascais",)]
    assert (tmp_path / "media" / "images" / "port é.png").read_bytes() == b"\x89PNG pretend"
    assert "Erased again: 1" in said.getvalue()
    assert ask(url, "SELECT name, email FROM academy_user WHERE erased_at IS NOT NULL") == [("", f"erased-{person.pk}@erased.invalid")]
    assert ask(url, "SELECT count(*) FROM academy_user WHERE email = 'lia@example.org'") == [(0,)]
    if connection.vendor == "sqlite":  # the triggers came back too
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as opened:
            opened.execute("DELETE FROM academy_event")


def test_it_is_whole_while_people_write(tmp_path, media):
    stop, written = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            written.append(Event.objects.create(at=datetime.now(UTC), verb="wrote", object_kind="test", object_key=str(len(written))))
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _wait in range(600):  # until they really write, however slow the machine
            if len(written) > 20:
                break
            time.sleep(0.05)
        for turn in range(3):
            made = backup(tmp_path / str(turn))  # raises if one row is missing or too many
    finally:
        stop.set()
        writer.join()
    rows = json.loads((made / "manifest.json").read_text())["rows"]
    counted = rows.get("academy_event") or rows["public.academy_event"]
    assert 0 < counted <= len(written) and len(written) > 20


def test_a_damaged_backup_is_refused_before_anything_is_written(tmp_path, media):
    made = backup(tmp_path / "backups")
    (dump,) = made.glob("database.*")
    whole = dump.read_bytes()
    dump.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError, match="damaged"):
        call_command("restore", str(made), into=target_url(tmp_path))
    assert not (tmp_path / "restored.sqlite3").exists()


def test_half_a_dump_is_found_by_the_check(tmp_path, media, monkeypatch):
    """The check itself must be able to fail: what is written is cut short before it looks."""
    from academy.management.commands import backup as command
    way = command.database_way(connection.vendor)
    kept = way.dump

    def cut_short(config, target):
        counts = kept(config, target)
        dump = target / way.FILE
        dump.write_bytes(dump.read_bytes()[:-20_000])
        return counts

    monkeypatch.setattr(way, "dump", cut_short)
    with pytest.raises(CommandError, match="not whole"):
        backup(tmp_path / "backups")
    assert [path.suffix for path in (tmp_path / "backups").iterdir()] == [".unfinished"]


def test_a_lost_row_is_found_by_the_check(tmp_path, media, monkeypatch):
    from academy.management.commands import backup as command
    way = command.database_way(connection.vendor)
    kept, table = way.dump, "academy_event" if connection.vendor == "sqlite" else "public.academy_event"
    monkeypatch.setattr(way, "dump", lambda config, target: {**kept(config, target), table: 7})
    with pytest.raises(CommandError, match=f"{table}: 7 rows before, 0 after"):
        backup(tmp_path / "backups")


def test_a_database_that_holds_something_is_never_written_over(tmp_path, media):
    made = backup(tmp_path / "backups")
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(made), into=database_url())


def test_a_backup_of_the_other_kind_is_refused_in_a_sentence(tmp_path, media):
    made = backup(tmp_path / "backups")
    other = "postgres://nobody@localhost/none" if connection.vendor == "sqlite" else f"sqlite:///{tmp_path}/x.sqlite3"
    with pytest.raises(CommandError, match="This is a backup of"):
        call_command("restore", str(made), into=other)


def test_without_the_right_to_make_a_database_it_fails_unless_told(tmp_path, media, monkeypatch):
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP ROLE IF EXISTS tessera_plain")
        cursor.execute("CREATE ROLE tessera_plain LOGIN NOCREATEDB IN ROLE pg_read_all_data")
    monkeypatch.setitem(connection.settings_dict, "USER", "tessera_plain")
    with pytest.raises(CommandError, match="CREATEDB"):
        backup(tmp_path / "backups")
    backup(tmp_path / "unchecked", "--unchecked")


def test_the_command_line_works_with_no_database_to_look_at(tmp_path):
    """`restore --help`, and a clear sentence for a folder that is no backup."""
    done = subprocess.run([sys.executable, "manage.py", "restore", str(tmp_path), "--into", "sqlite:////nowhere/x"],
                          env={**os.environ, "DJANGO_SETTINGS_MODULE": "academy.settings", "VAR_DIR": str(tmp_path)},
                          capture_output=True, text=True, cwd=settings.BASE_DIR)
    assert done.returncode == 1 and "is no backup of ours" in done.stderr
