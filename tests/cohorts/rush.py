"""300 people who all press the button twice in one moment: 600 posts through the whole stack, from several processes of many threads."""

import json
import threading
import time
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections, transaction
from django.db.models import F
from django.test import Client
from django.urls import reverse

from academy.models import Intention, PartnerCity, User
from cohorts.models import Exchange, Registration, RegistrationState
from tests.outbox_work.processes import fork, wait_for

PEOPLE, SEATS, PER_CITY, CITIES = 300, 25, 5, 7
PROCESSES, THREADS = 3, 12
HOLD = {RegistrationState.REGISTERED, RegistrationState.OFFERED}


def make_crowd(people: int = PEOPLE) -> list[str]:
    """The session keys of so many signed-in people from seven cities, some larger than others."""
    cities = [PartnerCity.objects.create(slug=f"city-{number}", name=f"City {number}", country="PT", time_zone="Europe/Lisbon") for number in range(CITIES)]
    made = User.objects.bulk_create([User(email=f"rush-{number}@people.example", name=f"Person {number}", password="!", language="en",
                                          city=cities[min(number % 10, CITIES - 1)]) for number in range(people)])
    keys = []
    for person in made:
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        keys.append(session.session_key)
    return keys


def rush(exchange: Exchange, keys: list[str], folder: Path) -> tuple[Counter, float]:
    """({status, or what a 500 hid: how many}, seconds), each person twice, all at once."""
    path, go_at = reverse("registration", args=[exchange.slug]), time.time() + 1.0
    posts = [*keys, *keys]

    def work(process: int) -> None:
        found: list[int | str] = []

        def press(mine: list[str]) -> None:
            try:
                time.sleep(max(0, go_at - time.time()))
                for key in mine:
                    client = Client(raise_request_exception=False)
                    client.cookies[settings.SESSION_COOKIE_NAME] = key
                    answer = client.post(path, {"form_version": "1"})
                    found.append(answer.status_code if answer.status_code < 500 else repr(answer.exc_info[1]))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=press, args=(posts[process * THREADS + number::PROCESSES * THREADS],)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (folder / f"{process}.json").write_text(json.dumps([found, time.time()]))

    wait_for([fork(lambda process=process: work(process)) for process in range(PROCESSES)])
    said = [json.loads((folder / f"{process}.json").read_text()) for process in range(PROCESSES)]
    return Counter(status for found, _ended in said for status in found), max(ended for _found, ended in said) - go_at


def naive(exchange, person, *, at, **_rest):
    """Look, then insert. The queue number alone is given out safely, to be fair."""
    found = Registration.objects.filter(exchange=exchange, person=person).first()
    if found is not None:
        return found
    held = exchange.registrations.holding_seats()
    free = held.count() < exchange.seats and held.filter(city_id=person.city_id).count() < exchange.seats_per_city
    with transaction.atomic():
        Exchange.objects.filter(pk=exchange.pk).update(next_place=F("next_place") + 1)
        place = Exchange.objects.values_list("next_place", flat=True).get(pk=exchange.pk)
        return Registration.objects.create(exchange=exchange, person=person, city_id=person.city_id, place=place, asked_at=at, changed_at=at,
                                           state=RegistrationState.REGISTERED if free else RegistrationState.WAITLISTED)


def wrongs(exchange: Exchange, answers: Counter, people: int = PEOPLE) -> dict[str, object]:
    """What the rush left behind that must not be; {} is what we want."""
    rows = list(Registration.objects.filter(exchange=exchange).order_by("place").values_list("person_id", "city_id", "state", "pk"))
    kept = Exchange.objects.get(pk=exchange.pk)
    held = [row for row in rows if row[2] in HOLD]
    most = max(Counter(row[1] for row in held).values(), default=0)
    found = {
        "answers": dict(answers) if set(answers) != {302} or answers[302] != 2 * people else None,
        "seats": len(held) if len(held) != SEATS else None,
        "a city": most if most > PER_CITY else None,
        "lost or doubled": len(rows) if len(rows) != people or len({row[0] for row in rows}) != people else None,
        "neither in nor in line": [row for row in rows if row[2] not in HOLD | {RegistrationState.WAITLISTED}] or None,
        "order": _overtaken(rows) or None,
        "counts": kept.seats_taken if kept.seats_taken != len(held) else None,
        "shares": [share.pk for share in kept.quotas.all() if share.taken != sum(row[1] == share.city_id for row in held)] or None,
        "notices": _notices(rows) or None,
    }
    return {name: what for name, what in found.items() if what is not None}


def _overtaken(rows: list) -> list[int]:
    """Whom the order of the queue numbers would have treated otherwise."""
    seated: Counter = Counter()
    wrong = []
    for person, city, state, _pk in rows:
        due = seated.total() < SEATS and seated[city] < PER_CITY
        seated[city] += due
        if due != (state in HOLD):
            wrong.append(person)
    return wrong


def _notices(rows: list) -> dict:
    told = Counter(payload["registration"] for payload in Intention.objects.filter(kind="cohorts.notice").values_list("payload", flat=True))
    return {pk: told[pk] for *_rest, pk in rows if told[pk] != 1}
