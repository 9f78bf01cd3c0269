"""What the outbox promises one by one: an identity, a transaction, patience, and an end to patience."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from academy import outbox, outbox_drain
from academy.models import Event, Intention
from academy.outbox import GiveUp, enqueue
from academy.outbox_drain import MAX_ATTEMPTS, claim, drain, renew, run_one
from academy.outbox_failure import LONGEST_WAIT, describe, wait_after
from tests.outbox_work import outbox_handlers  # noqa: F401  registers test.tally, test.letter, test.never

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=1)


def at(moment):
    return lambda: moment


def queue(key: str, kind: str = "test.tally", **payload) -> Intention:
    with transaction.atomic():
        return enqueue(key, kind, payload, run_at=NOW)


def tallied() -> list[str]:
    return list(Event.objects.filter(verb="tallied").values_list("object_key", flat=True))


@pytest.mark.postgres
@pytest.mark.django_db
class TestEnqueue:
    def test_the_same_key_twice_is_the_same_intention(self):
        first, second = queue("a", n=1), queue("a", n=2)
        assert (first.pk, second.payload) == (second.pk, {"n": 1})

    def test_a_key_that_is_done_is_not_done_again(self):
        queue("a")
        drain(at(SOON))
        queue("a")
        assert drain(at(SOON)) == 0 and tallied() == ["a"]

    def test_a_rollback_takes_the_intention_with_it(self):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            enqueue("a", "test.tally")
            _ = 1 / 0
        assert not Intention.objects.exists()

    def test_a_key_too_long_is_refused_where_the_database_counts(self):
        from django.db import DataError, connection
        if connection.vendor == "postgresql":
            with pytest.raises(DataError), transaction.atomic():
                enqueue("a" * 201, "test.tally")


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_enqueue_outside_a_transaction():
    with pytest.raises(transaction.TransactionManagementError, match="inside atomic"):
        enqueue("a", "test.tally")


@pytest.mark.django_db(transaction=True)
def test_many_intentions_of_one_transaction_nudge_once(monkeypatch):
    nudges = []
    nudge = lambda: nudges.append(1)  # noqa: E731
    monkeypatch.setattr(outbox, "nudge", nudge)
    with transaction.atomic():
        for n in range(5):
            enqueue(f"n{n}", "test.tally")
        assert nudges == []
    assert nudges == [1]


@pytest.mark.postgres
@pytest.mark.django_db
class TestDrain:
    def test_it_runs_what_is_due_and_leaves_what_is_not(self):
        queue("due")
        with transaction.atomic():
            enqueue("later", "test.tally", run_at=SOON + timedelta(hours=1))
        assert drain(at(SOON)) == 1
        assert tallied() == ["due"]

    def test_a_failure_leaves_no_half_effect_and_says_why_without_addresses(self):
        row = queue("bad", "test.never")
        drain(at(SOON))
        row.refresh_from_db()
        assert not Event.objects.filter(verb="half_done").exists()
        assert row.error == "RuntimeError: this always fails for [address]"

    def test_a_poison_row_does_not_keep_the_others_waiting(self):
        queue("a-bad", "test.never")
        queue("b-good")
        queue("c-unknown", "test.nobody_knows")
        queue("d-good")
        assert drain(at(SOON)) == 2
        assert sorted(tallied()) == ["b-good", "d-good"]

    def test_it_waits_longer_after_each_failure_and_gives_up_in_the_end(self):
        row, moment, waits = queue("bad", "test.never"), SOON, []
        for _attempt in range(MAX_ATTEMPTS):
            drain(at(moment))
            row.refresh_from_db()
            if row.dead_at:
                break
            waits.append(row.run_at - moment)
            assert drain(at(row.run_at - timedelta(seconds=1))) == 0
            moment = row.run_at
        assert row.dead_at == moment and row.attempts == MAX_ATTEMPTS
        assert waits[:3] == [timedelta(seconds=10), timedelta(seconds=20), timedelta(seconds=40)]
        assert waits == sorted(waits) and waits[-1] == LONGEST_WAIT
        assert sum(waits, timedelta()) > timedelta(hours=20), "a mail server may be away for a night"
        assert not Intention.objects.claimable(moment + timedelta(days=9)).exists()

    def test_giving_up_is_at_once(self, monkeypatch):
        def refuse(_intention):
            raise GiveUp("no such person")
        monkeypatch.setitem(outbox._handlers, "test.refuse", outbox.Handler(refuse, external=True, forget=False))
        row = queue("x", "test.refuse")
        drain(at(SOON))
        row.refresh_from_db()
        assert row.dead_at == SOON and "no such person" in row.error

    def test_a_row_that_kills_its_worker_each_time_is_dead_in_the_end(self):
        row, moment = queue("killer"), SOON
        for _kill in range(MAX_ATTEMPTS):
            assert claim(row.pk, moment)  # and then the worker dies
            moment += timedelta(hours=2)
        assert drain(at(moment)) == 0
        row.refresh_from_db()
        assert row.dead_at and "death" in row.error and tallied() == []

    def test_staff_can_have_a_dead_row_tried_again(self):
        row = queue("bad", "test.never")
        Intention.objects.filter(pk=row.pk).update(dead_at=NOW, attempts=MAX_ATTEMPTS, kind="test.tally")
        assert Intention.objects.dead().retry(SOON) == 1
        assert drain(at(SOON)) == 1 and tallied() == ["bad"]

    def test_a_retry_leaves_a_row_alone_that_a_worker_has_in_hand(self):
        row = queue("busy")
        claim(row.pk, SOON)
        assert Intention.objects.filter(pk=row.pk).retry(SOON) == 0

    def test_what_was_to_be_forgotten_is_wiped_once_done(self, monkeypatch):
        monkeypatch.setitem(outbox._handlers, "test.secret", outbox.Handler(lambda _i: None, external=True, forget=True))
        row = queue("s", "test.secret", link="https://example.org/reset/abc")
        drain(at(SOON))
        row.refresh_from_db()
        assert row.done_at and row.payload == {}

    def test_old_rows_are_purged_after_thirty_days_and_waiting_ones_never(self):
        for key, fields in {"done": {"done_at": NOW}, "dead": {"dead_at": NOW}, "waiting": {}}.items():
            queue(key)
            Intention.objects.filter(key=key).update(**fields)
        assert not Intention.objects.purgeable(NOW + timedelta(days=30)).exists()
        Intention.objects.purgeable(NOW + timedelta(days=31)).delete()
        assert [row.key for row in Intention.objects.all()] == ["waiting"]


@pytest.mark.postgres
@pytest.mark.django_db
class TestLease:
    def test_a_row_in_hand_is_not_claimed_again_until_its_lease_ends(self, settings):
        settings.OUTBOX_LEASE_SECONDS = 60
        row = queue("a")
        assert claim(row.pk, SOON)
        assert claim(row.pk, SOON + timedelta(seconds=59)) is None
        assert claim(row.pk, SOON + timedelta(seconds=61))

    def test_a_worker_that_lost_its_lease_changes_nothing(self):
        row = queue("a")
        slow = claim(row.pk, SOON)
        quick = claim(row.pk, SOON + timedelta(hours=1))
        assert run_one(slow, at(SOON)) is False and tallied() == []
        assert run_one(quick, at(SOON)) is True and tallied() == ["a"]

    def test_a_long_job_keeps_its_lease_by_renewing_it(self, settings):
        settings.OUTBOX_LEASE_SECONDS = 60
        row = queue("a")
        mine = claim(row.pk, SOON)
        renew(mine, SOON + timedelta(seconds=50))
        assert claim(row.pk, SOON + timedelta(seconds=100)) is None
        assert claim(row.pk, SOON + timedelta(seconds=111))
        with pytest.raises(outbox_drain.LeaseLost):
            renew(mine, SOON + timedelta(seconds=112))


def test_waits_double_up_to_four_hours():
    assert [wait_after(n).total_seconds() for n in (1, 2, 3, 11, 12, 400)] == [10, 20, 40, 10240, 14400, 14400]


def test_an_error_is_short_and_names_nobody():
    assert describe(ValueError("550 <ana.maria@example.org>: no such user" + "x" * 900)).startswith("ValueError: 550 <[address]>: no such")
    assert len(describe(ValueError("x" * 9000))) == 500
