"""The night's work: it tidies up, goes on when one step fails, says so, and is marked done only when all of it is."""

from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from academy import throttle
from academy.management.commands.outbox_loop import night_before
from academy.models import Heartbeat, Intention, ThrottleCount
from home.management.commands import nightly


@pytest.mark.django_db
def test_it_forgets_what_is_old_and_keeps_what_is_not():
    long_ago = timezone.now() - timedelta(days=40)
    for key, fields in {"old": {"done_at": long_ago}, "new": {"done_at": timezone.now()}, "waiting": {}}.items():
        Intention.objects.create(key=key, kind="test", run_at=long_ago, **fields)
    throttle.hit("post", "lia", 5, 60, long_ago)
    call_command("nightly", stdout=StringIO())
    assert set(Intention.objects.values_list("key", flat=True)) == {"new", "waiting"}
    assert not ThrottleCount.objects.exists()
    assert Heartbeat.objects.get(name="nightly").at > timezone.now() - timedelta(minutes=1)


@pytest.mark.django_db
def test_it_runs_twice_as_well_as_once():
    for _night in range(2):
        call_command("nightly", stdout=StringIO())


@pytest.mark.django_db
def test_a_step_that_fails_keeps_no_other_from_running_and_the_night_is_not_done(monkeypatch):
    ran = []

    def broken(_at):
        raise RuntimeError("no")

    monkeypatch.setattr(nightly, "STEPS", [broken, lambda _at: ran.append(1) or "ran"])
    with pytest.raises(CommandError, match="broken failed"):
        call_command("nightly", stdout=StringIO())
    assert ran == [1] and not Heartbeat.objects.filter(name="nightly").exists()


@pytest.mark.parametrize(("now", "due"), [((11, 22, 2, 59), (11, 21, 3, 0)), ((11, 22, 3, 0), (11, 22, 3, 0)), ((11, 22, 23, 0), (11, 22, 3, 0))])
def test_the_night_begins_at_three_local_time(now, due):
    zone = ZoneInfo("Europe/Lisbon")
    assert night_before(datetime(2026, *now, tzinfo=zone)) == datetime(2026, *due, tzinfo=zone)
