"""The tests' own ground: what a committing test leaves behind is gone, and what migrations wrote is there again."""

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from academy.models import Event


def _a_ledger_row() -> None:
    Event.objects.create(at=timezone.now(), verb="opened", object_kind="door", object_key="1")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_test_that_commits_to_a_ledger_finds_a_fresh_database_each_time(turn):
    assert not Event.objects.exists()
    assert Site.objects.count() == Locale.objects.count() == 1 and Page.objects.exists()
    _a_ledger_row()


@pytest.mark.postgres
def test_the_copy_has_the_ledger_triggers(db):
    _a_ledger_row()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM academy_event")


@pytest.mark.django_db(transaction=True)
def test_simultaneous_writers_meet_the_settings_they_will_meet_in_an_academy():
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's pragmas")
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys", "busy_timeout")}
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20000}
