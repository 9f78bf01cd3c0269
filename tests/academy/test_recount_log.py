"""The numbers of the dashboards are held against the log: whatever was changed behind its back is found, mended and an alarm."""

import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from academy.append_only import _statements
from academy.counting_events import count_all
from academy.metrics import _collected
from academy.models import CountingTurn, Event, PersonCell, Tally, Uncounted, record
from academy.recounting_events import recount
from tests.academy.test_count_events import COURSE, state
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(world):
    """Some lines, counted; and the rules known, so that a difference is an alarm."""
    for number, person in enumerate((world.lia, world.lia, world.marta, world.mouna)):
        record(person, "completed", "lesson", number, at=NOW, details={"course": COURSE})
    count_all()
    recount(NOW)
    return state()


def lose_line():
    """As somebody with the keys of the database could: the triggers away, a line gone, the triggers back."""
    make, unmake = _statements(Event._meta.db_table, connection.vendor)
    gone = Event.objects.filter(verb="completed", details__course=COURSE).order_by("object_key").values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        for statement in unmake:
            cursor.execute(statement)
        Event.objects.filter(pk=gone).delete()
        for statement in make:
            cursor.execute(statement)


def cell_changed():
    PersonCell.objects.filter(pk=PersonCell.objects.filter(amount__gt=0).order_by("pk").values("pk")[:1]).update(amount=77)


def cell_lost():
    PersonCell.objects.filter(measure="lessons", about="").order_by("pk").first().delete()


def cell_too_many():
    PersonCell.objects.create(subject=uuid.UUID(int=(1 << 128) - 1), period="2026-11", measure="finished", city_number=1, amount=3)


def tally_changed():
    row = Tally.objects.order_by("pk").first()
    row.people, row.amount = row.people + 5, 0
    row.save()


def tally_lost():
    Tally.objects.filter(measure="lessons").delete()


def tally_too_many():
    Tally.objects.create(city_number=4, period="2026", measure="finished", people=9, amount=9)


def wait_lost():
    """A line that was never put in line."""
    subject = Event.objects.filter(details__course=COURSE).values_list("subject", flat=True)[0]
    Event.objects.create(at=NOW, subject=subject, verb="completed", object_kind="lesson", object_key="n", details={"course": COURSE})


TAMPERED = {cell_changed: True, cell_lost: True, cell_too_many: True, tally_changed: True, tally_lost: True, tally_too_many: True, wait_lost: False, lose_line: False}


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda tamper: tamper.__name__)
def test_it_finds_what_was_changed_behind_the_logs_back_and_mends_it(counted, tamper):
    assert recount(NOW).differences == 0
    tamper()
    before = state()
    checked = recount(NOW, mends=False)
    assert checked.is_alarming
    assert state() == before, "a check changes nothing"
    mended = recount(NOW, lines_a_slice=1)
    assert (mended.cells, mended.tallies) == (checked.cells, checked.tallies) or not mended.tallies
    assert mended.is_alarming
    assert CountingTurn.objects.get().differences == mended.differences > 0
    assert recount(NOW).differences == 0
    if TAMPERED[tamper]:  # the log is whole: so are the numbers again
        assert state() == counted
    else:
        assert state() != counted


def test_the_alarm_stands_in_the_log_the_exit_code_and_the_metrics(counted, monkeypatch):
    told = []
    monkeypatch.setattr("academy.recounting_events.log.error", lambda event, **said: told.append((event, said)))
    out = StringIO()
    call_command("recount", quiet=True, stdout=out)
    assert (out.getvalue(), told) == ("", [])
    tally_lost()
    with pytest.raises(CommandError) as refused:
        call_command("recount", check=True)
    assert refused.value.returncode == 1
    assert told[-1][0] == "counts_differed_from_log"
    call_command("recount", stdout=out)
    assert "and were mended" in out.getvalue()
    assert told[-1][1]["sums"] > 0
    assert _collected(NOW).get_sample_value("tessera_recount_differences") == told[-1][1]["sums"]
    call_command("recount", check=True, stdout=out)


def test_lines_that_wait_are_left_to_the_counting(counted, world):
    record(world.lia, "finished", "course", COURSE, at=NOW)
    assert recount(NOW).differences == 0
    assert count_all() == 1
    assert Tally.objects.filter(measure="finished").exists()
    assert recount(NOW).differences == 0


def test_new_rules_count_everything_anew_without_an_alarm(counted, monkeypatch):
    PersonCell.objects.all().delete()
    Tally.objects.all().delete()
    CountingTurn.objects.all().delete()
    found = recount(NOW, lines_a_slice=2)  # an academy that kept its log before it counted
    assert found.anew
    assert not found.is_alarming
    assert found.differences
    assert state() == counted
    monkeypatch.setattr("academy.measures.RULES", 2)
    assert recount(NOW).anew
    assert not recount(NOW).anew


def test_a_waiting_line_whose_event_is_gone_is_found_too(counted):
    Uncounted.objects.create(event_id=uuid.uuid4())
    assert count_all() == 0
    assert recount(NOW).lost == 1
    assert not Uncounted.objects.exists()
