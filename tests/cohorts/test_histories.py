"""A thousand random histories, step by step against the rules written down a second time (fair_queue.py).

After every step: the same people hold seats, wait, and in the same order; the same is refused; counts are what the rows say. At the end:
one notice for each change, and no other.
"""

import os
import secrets
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.db import connection, transaction

from academy import outbox
from academy.models import Intention, PartnerCity
from cohorts import promote_waitlist, registering
from cohorts.changing_seats import change_seats
from cohorts.models import Admission, Exchange, Registration, SeatQuota
from cohorts.promote_waitlist import expire_overdue_offers, lapse
from cohorts.refusals import Refused
from tests.cohorts.fair_queue import FairQueue
from tests.world import NOW, make_person

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
PARTS = 4  # so that several processes of the suite can share them
# The rules are the same; PostgreSQL is asked whether its answers are too. A thousand and more: TESSERA_HISTORIES=1000.
HISTORIES = int(os.environ.get("TESSERA_HISTORIES") or (400 if connection.vendor == "sqlite" else 80)) // PARTS
PEOPLE = {"ana": ("cascais", "coop"), "bea": ("cascais", "coop"), "caio": ("cascais", None), "dora": ("mahdia", None), "emna": ("mahdia", "coop"),
          "farid": ("larissa", None), "gil": (None, None)}

FIRST = secrets.randbelow(10**9) if os.environ.get("HYPOTHESIS_PROFILE") == "exploring" else 0
SEEN: Counter = Counter()  # what happened in all histories together: the proof is worth what it went through


def any_exchange(dice: Random) -> dict:
    return {"seats": dice.choice([1, 1, 2, 2, 3]), "per_city": dice.choice([None, None, 1]), "asks": dice.random() < 0.25,
            "shares": {whose: dice.randrange(3) for whose in ("cascais", "mahdia", "coop") if dice.random() < 0.2}}


def any_step(dice: Random, rules: FairQueue) -> tuple:
    """Mostly what somebody in that state would do, sometimes anything at all. Only the plain rules are looked at."""
    if dice.random() < 0.1:
        return "change_seats", (dice.randint(1, 5), dice.choice([None, None, 1, 2]))
    if dice.random() < 0.2:
        return dice.choice(["wait", "wait", "sleep"]), dice.choice([1, 24, 47, 48, 60])
    if dice.random() < 0.05:
        return "night", 0
    name = dice.choice(sorted(PEOPLE))
    state = rules.rows[name].state if name in rules.rows else ""
    likely = {"": ["register"], "requested": ["approve", "approve", "approve", "reject"], "registered": ["withdraw", "reject"], "offered": ["accept", "decline", "withdraw"],
              "waitlisted": ["withdraw"], "withdrawn": ["register"], "declined": ["register", "accept"], "rejected": ["approve", "register"]}
    if dice.random() < 0.15 or (state == "waitlisted" and dice.random() < 0.7):
        return dice.choice(["register", "withdraw", "accept", "decline", "approve", "reject"]), name
    return dice.choice(likely[state]), name


class Story:
    """One exchange, lived through twice: in the database and in the plain rules."""

    def __init__(self, people: dict, cities: dict, coop, *, seats, per_city, asks, shares) -> None:
        shares = {whose: min(count, seats) for whose, count in shares.items()}
        self.rules = FairQueue({name: city for name, (city, _body) in PEOPLE.items()}, {name: body for name, (_city, body) in PEOPLE.items()}, seats, per_city, shares, asks)
        self.people, self.by = people, people["caio"]
        self.exchange = Exchange.objects.create(
            slug="story", host_city=cities["cascais"], time_zone="Europe/Lisbon", seats=seats, seats_per_city=per_city, published_at=NOW,
            admission=Admission.APPROVAL if asks else Admission.FIRST_COME,
            starts_at=NOW + timedelta(hours=self.rules.begins), ends_at=NOW + timedelta(hours=self.rules.ends))
        for whose, count in shares.items():
            SeatQuota.objects.create(exchange=self.exchange, seats=count, **({"organisation": coop} if whose == "coop" else {"city": cities[whose]}))

    @property
    def at(self):
        return NOW + timedelta(hours=self.rules.now)

    def live(self, what: str, with_what) -> None:
        if what in ("wait", "sleep", "night"):
            self.rules.now += with_what
            if what != "sleep":
                self._run_out(by_night=what == "night")
            return
        expected = self.rules.change_seats(*with_what) if what == "change_seats" else getattr(self.rules, what)(with_what)
        try:
            self._do(what, with_what)
            said = ""
        except Refused as refused:
            said = refused.code
        assert said == ("" if expected in ("done", "same") else expected)
        SEEN[said] += 1

    def _do(self, what: str, with_what) -> None:
        if what == "change_seats":
            change_seats(self.exchange, seats=with_what[0], seats_per_city=with_what[1], by=self.by, at=self.at)
        elif what == "register":
            registering.register(self.exchange, self.people[with_what], at=self.at)
        elif (row := Registration.objects.filter(person=self.people[with_what]).first()) is not None:
            match what:
                case "withdraw":
                    registering.withdraw(row, by=row.person, at=self.at)
                case "accept":
                    registering.accept_offer(row, at=self.at)
                case "decline":
                    registering.decline_offer(row, at=self.at)
                case "approve":
                    registering.approve(row, self.by, self.at)
                case "reject":
                    registering.reject(row, self.by, "", self.at)

    def _run_out(self, by_night: bool) -> None:
        """As the outbox does when it is due, or the night when the outbox slept."""
        self.rules.run_out(by_place=by_night)
        if by_night:
            expire_overdue_offers(self.at)
            return
        for due in Intention.objects.filter(kind="cohorts.offer_expires", run_at__lte=self.at).order_by("run_at", "pk"):
            lapse(due.payload["registration"], self.at, revision=due.payload["revision"])

    def check(self) -> None:
        rows = list(Registration.objects.order_by("place").values_list("person__name", "state", "revision", "city_id", "organisation_id"))
        expected = sorted(self.rules.rows.items(), key=lambda item: item[1].place)
        assert [(name, state, revision) for name, state, revision, *_rest in rows] == [(name, row.state, row.revision) for name, row in expected]
        held = [row for row in rows if row[1] in ("registered", "offered")]
        seats, taken = Exchange.objects.values_list("seats", "seats_taken").get(pk=self.exchange.pk)
        assert taken == len(held) <= seats
        for city, body, most, share_taken in SeatQuota.objects.values_list("city_id", "organisation_id", "seats", "taken"):
            assert share_taken == sum((row[3] == city) if city else (row[4] == body) for row in held) <= most

    def check_notices(self) -> None:
        names = dict(Registration.objects.values_list("pk", "person__name"))
        told = [(names[payload["registration"]], payload["revision"], payload["what"]) for payload in
                Intention.objects.filter(kind="cohorts.notice").values_list("payload", flat=True)]
        assert Counter(told) == Counter(self.rules.told)
        SEEN.update(what for _name, _revision, what in told)


@pytest.fixture
def cast(world, monkeypatch):
    """The people of the stories, made once. Nothing is ever committed, so nobody is nudged."""
    monkeypatch.setattr(outbox, "_nudge_once_after_commit", lambda: None)
    larissa = PartnerCity.objects.create(slug="larissa", name="Larissa", country="GR", time_zone="Europe/Athens")
    cities = {"cascais": world.cascais, "mahdia": world.mahdia, "larissa": larissa}
    bodies = {"coop": world.cooperative, None: None}
    return {name: make_person(name, name, cities.get(city), organisation=bodies[body]) for name, (city, body) in PEOPLE.items()}, cities, world.cooperative


def live_through(cast, exchange: dict, history) -> None:
    """`history`: the steps; or a dice that makes them up on the way."""
    with transaction.atomic():
        story, lived = Story(*cast, **exchange), []
        try:
            for number in range(history.randint(8, 18)) if isinstance(history, Random) else range(len(history)):
                lived.append(any_step(history, story.rules) if isinstance(history, Random) else history[number])
                story.live(*lived[-1])
                story.check()
            story.check_notices()
        except AssertionError as wrong:
            raise AssertionError(f"{exchange}\n{lived}\n{wrong}") from wrong
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("part", range(PARTS))
def test_it_is_always_the_first_who_may(cast, part):
    SEEN.clear()
    for seed in range(FIRST + part * HISTORIES, FIRST + (part + 1) * HISTORIES):
        dice = Random(seed)
        live_through(cast, any_exchange(dice), dice)
        SEEN["history"] += 1
    assert SEEN["history"] == HISTORIES
    often = {"registered", "waitlisted", "requested", "offered", "offer_lapsed", "withdrawn", "rejected", "not_admitted", "no_offer", "seats_in_use", "share_above_all",
             "city_needed"}
    assert connection.vendor != "sqlite" or {what for what in often if SEEN[what] < HISTORIES / 40} == set(), SEEN


OPEN = {"seats": 1, "per_city": None, "asks": False, "shares": {}}
LINE = [("register", "ana"), ("register", "dora"), ("register", "bea"), ("withdraw", "ana")]


def last_in_line(exchange, **kwargs):
    waiting = exchange.registrations.in_line().select_related("person") if exchange.seats_taken < exchange.seats else Registration.objects.none()
    return waiting.last()


@pytest.mark.parametrize(("fault", "instead", "exchange"), [
    ("next_eligible", last_in_line, OPEN),
    ("city_has_share_left", lambda *_args: False, {**OPEN, "shares": {"cascais": 1}}),
    ("give_back_seat", lambda *_args: None, OPEN),
], ids=["the last in line is chosen", "the city that freed the seat is forgotten", "a seat is not given back"])
def test_it_would_notice(cast, monkeypatch, fault, instead, exchange):
    """Each rule broken on purpose: the comparison must see it."""
    live_through(cast, exchange, LINE)
    monkeypatch.setattr(promote_waitlist, fault, instead)
    if fault == "give_back_seat":
        monkeypatch.setattr(registering, fault, instead)
    with pytest.raises(AssertionError):
        live_through(cast, exchange, LINE)
