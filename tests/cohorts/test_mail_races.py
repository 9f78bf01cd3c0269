"""Several workers at once, and workers that are killed: everybody hears of it, nobody twice, no line of a daily mail is lost or doubled."""

import random
import time
from collections import Counter
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.db import transaction
from django.utils import timezone

from academy.models import Intention
from academy.outbox_drain import drain
from cohorts import notices
from cohorts.digest_news import gather_news
from cohorts.due_mails import queue_due_mails
from cohorts.models import DigestLine, ExchangeSession, MailChoice, RegistrationState
from tests.gatherings import make_exchange, make_visitors, seat
from tests.outbox_work.processes import fork, kill, wait_for

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORKERS, PEOPLE = 4, 24


@pytest.fixture
def hall(world, settings, tmp_path):
    """An exchange in five days with 24 people in it, half of them waiting and reading one mail a day; mails are files."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "academy.mail_files.EmailBackend", tmp_path / "mail"
    settings.OUTBOX_LEASE_SECONDS = 1
    now = timezone.now()
    exchange = make_exchange(world, sessions=1, seats=200, published_at=now - timedelta(days=30))
    ExchangeSession.objects.update(starts_at=now + timedelta(days=5), ends_at=now + timedelta(days=5, hours=2))
    exchange.refresh_span()
    for number, person in enumerate(make_visitors(world.mahdia, PEOPLE)):
        waits = number % 2
        seat(exchange, person, RegistrationState.WAITLISTED if waits else RegistrationState.REGISTERED, at=now - timedelta(days=20))
        MailChoice.objects.create(person=person, daily_digest=bool(waits))
    exchange.folder = tmp_path / "mail"
    return exchange


def letters(exchange) -> Counter:
    """{(Message-ID, to): how often it left}"""
    found = Counter()
    for path in exchange.folder.glob("*.eml"):
        message = message_from_bytes(path.read_bytes())
        found[message["Message-ID"], message["To"]] += 1
    return found


def work_at(moment: float) -> None:
    time.sleep(max(0, moment - time.time()))
    drain()


def change(exchange) -> None:
    with transaction.atomic():
        notices.tell_everyone(exchange, notices.CHANGED, timezone.now())


def test_four_workers_tell_each_person_once(hall):
    change(hall)
    go = time.time() + 0.3
    wait_for([fork(lambda: work_at(go)) for _worker in range(WORKERS)])
    drain()
    sent = letters(hall)
    assert len({to for _id, to in sent}) == PEOPLE // 2 and set(sent.values()) == {1}
    assert Counter(DigestLine.objects.values_list("person_id", flat=True)).most_common(1)[0][1] == 1 and DigestLine.objects.count() == PEOPLE // 2
    assert not Intention.objects.waiting().exists()


def test_four_that_ask_what_is_due_at_once_queue_it_once(hall):
    now = hall.starts_at - timedelta(days=1)
    go = time.time() + 0.3

    def ask() -> None:
        time.sleep(max(0, go - time.time()))
        queue_due_mails(now)

    wait_for([fork(ask) for _worker in range(WORKERS)])
    assert Intention.objects.filter(key__startswith="reminder:").count() == PEOPLE // 2


def test_two_that_look_first_and_then_write_would_say_it_twice(hall):
    """Why a reminder has a name that the database keeps unique: the same race over a plain table."""
    go = time.time() + 0.3

    def naive() -> None:
        time.sleep(max(0, go - time.time()))
        for person in hall.registrations.order_by("pk").values_list("person_id", flat=True):
            if not DigestLine.objects.filter(person_id=person).exists():
                time.sleep(0.01)
                DigestLine.objects.create(person_id=person, template="x", key=f"{person}:{random.SystemRandom().random()}", made_at=timezone.now())

    wait_for([fork(naive) for _worker in range(2)])
    assert DigestLine.objects.count() > PEOPLE, "the race is too gentle to prove anything"


def test_killed_again_and_again_nobody_is_left_out(hall):
    change(hall)
    chance = random.Random(20261122)
    for _killed in range(8):
        worker = fork(drain)
        time.sleep(chance.uniform(0.01, 0.12))
        kill(worker)
    deadline = time.monotonic() + 30
    while Intention.objects.waiting().exists() and time.monotonic() < deadline:
        drain(lambda: timezone.now() + timedelta(minutes=10))
    sent = letters(hall)
    assert not Intention.objects.waiting().exists()
    assert len({to for _id, to in sent}) == len(sent) == PEOPLE // 2, "one Message-ID for each person, however often it had to be tried"
    assert DigestLine.objects.count() == PEOPLE // 2


def test_a_daily_mail_gathered_by_four_at_once_has_each_line_once(hall):
    now = timezone.now()
    make_exchange_of_mahdia(hall, now)
    lines = gather_news(now)
    with transaction.atomic():
        from academy.outbox import enqueue
        for person in DigestLine.objects.values_list("person_id", flat=True).distinct():
            enqueue(f"digest:{person}:today", "cohorts.digest", {"person": person})
    go = time.time() + 0.3
    wait_for([fork(lambda: work_at(go)) for _worker in range(WORKERS)])
    told = [pk for payload in Intention.objects.filter(kind="mail").values_list("payload", flat=True) for pk in payload["ids"]["lines"]]
    assert len(told) == len(set(told)) == lines == PEOPLE // 2
    assert set(letters(hall).values()) == {1} and len(letters(hall)) == PEOPLE // 2


def make_exchange_of_mahdia(hall, now) -> None:
    from cohorts.models import Exchange, ExchangeIndexPage, ExchangePage
    from tests.world import publish_under

    city = hall.registrations.first().city
    made = Exchange.objects.create(slug="new", host_city=city, time_zone=city.time_zone, languages=["fr"], published_at=now)
    ExchangeSession.objects.create(exchange=made, title="One", starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=9, hours=1))
    made.refresh_span()
    publish_under(ExchangeIndexPage.objects.first(), ExchangePage(title="New", slug="new", summary="New.", exchange=made, translation_key=made.key))
