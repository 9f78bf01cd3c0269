"""Several workers at once: no row is ever in two hands. Each proof has its opposite: the naive way must be seen to fail."""

import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from academy import outbox_drain
from academy.models import Event, Intention
from academy.outbox import enqueue
from academy.outbox_drain import drain
from tests.outbox_work.outbox_handlers import letters, letters_file
from tests.outbox_work.processes import fork, wait_for

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORKERS, ROWS = 4, 120


def queue(kind: str) -> set[str]:
    letters_file().unlink(missing_ok=True)
    with transaction.atomic():
        return {enqueue(f"{kind}:{n}", kind).key for n in range(ROWS)}


def race() -> None:
    go_at = time.time() + 0.3

    def work() -> None:
        time.sleep(max(0, go_at - time.time()))
        drain()

    wait_for([fork(work) for _worker in range(WORKERS)])


def naive_claim(pk, at):
    """Look, then take: what everybody writes first."""
    row = Intention.objects.get(pk=pk)
    if row.done_at or (row.lease_until and row.lease_until > at):
        return None
    row.lease_token, row.lease_until = "naive", at + timedelta(seconds=60)
    row.save()
    return row


def claim_without_lease(pk, at):
    """As if every lease had run out: whoever wants the row gets it, with the same token."""
    won = Intention.objects.filter(pk=pk).waiting().update(lease_token="shared")
    return Intention.objects.get(pk=pk) if won else None


def test_four_workers_send_each_letter_once():
    asked = queue("test.letter")
    race()
    assert Counter(letters()) == Counter(asked)


def test_the_naive_claim_sends_letters_twice(monkeypatch):
    asked = queue("test.letter")
    monkeypatch.setattr(outbox_drain, "claim", naive_claim)
    race()
    assert len(letters()) > len(asked), "the race is too gentle to prove anything"


def test_even_without_leases_an_internal_effect_happens_once_and_a_letter_does_not(monkeypatch):
    """The done mark shares the effect's transaction: no lease is needed for that. For what leaves the house, it is."""
    monkeypatch.setattr(outbox_drain, "claim", claim_without_lease)
    asked = queue("test.letter")
    race()
    assert len(letters()) > len(asked), "the race is too gentle to prove anything"
    asked = queue("test.tally")
    race()
    assert Counter(Event.objects.filter(verb="tallied").values_list("object_key", flat=True)) == Counter(asked)


def test_the_same_key_enqueued_by_four_at_once_is_one_intention():
    def work() -> None:
        for n in range(30):
            with transaction.atomic():
                enqueue(f"same:{n}", "test.tally", run_at=timezone.now() + timedelta(days=1))

    wait_for([fork(work) for _worker in range(WORKERS)])
    assert Intention.objects.count() == 30
