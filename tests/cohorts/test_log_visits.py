"""Visits and hosting in the log: under the person who did it, once, and taken back exactly."""

from datetime import timedelta

import pytest

from academy.counting_events import count_all
from academy.erasure import erase_person
from academy.models import Event, Tally
from academy.recounting_events import recount
from cohorts import attending
from cohorts.attending import let_in, mark_one
from cohorts.logging_visits import log_hosting
from cohorts.models import Attendance
from tests.gatherings import BEGINS, make_exchange, seat

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def visit(world):
    return make_exchange(world, created_by=world.carla)


def mark(world, session, one, there: bool, at, key: str) -> None:
    mark_one(session, one, there, world.carla, at, key=key)


def lines(verb: str) -> list[tuple]:
    return list(Event.objects.filter(verb=verb, object_kind="exchange").order_by("at").values_list("subject", "object_key", "city"))


def held(measure: str, about: str = "") -> list[tuple]:
    count_all()
    return list(Tally.objects.exclude(people=0, amount=0).filter(measure=measure, about=about, period="2026-12").values_list("city_number", "people", "amount"))


def test_who_was_there_has_a_line_of_their_own_and_counts_in_their_city(world, visit):
    guest, neighbour = seat(visit, world.mouna), seat(visit, world.lia)
    first, second = visit.sessions.all()
    assert first.starts_at.strftime("%Y-%m") == "2026-12"
    for session in (first, second):
        mark(world, session, guest, True, session.starts_at, f"g{session.pk}")
    mark(world, first, neighbour, True, first.starts_at, "n")
    mark(world, first, neighbour, True, first.starts_at, "n")
    assert lines("attended") == [(world.mouna.subject, str(visit.key), world.mahdia.pk), (world.lia.subject, str(visit.key), world.cascais.pk),
                                 (world.mouna.subject, str(visit.key), world.mahdia.pk)]
    assert Event.objects.filter(verb="attended").first().details.keys() == {"session", "host", "on"}
    assert held("met") == [(world.cascais.pk, 1, 1), (world.mahdia.pk, 1, 2)]
    assert held("visited") == held("visited", f"city:{world.cascais.pk}") == [(world.mahdia.pk, 1, 2)]


def test_a_mark_taken_back_after_they_moved_leaves_nothing(world, visit):
    guest, neighbour = seat(visit, world.mouna), seat(visit, world.lia)
    session = visit.sessions.first()
    for one in (guest, neighbour):
        mark(world, session, one, True, session.starts_at, f"on{one.pk}")
    assert held("met") == [(world.cascais.pk, 1, 1), (world.mahdia.pk, 1, 1)]
    world.mouna.city = world.cascais
    world.mouna.save()
    for one in (guest, neighbour):
        mark(world, session, one, False, session.starts_at + timedelta(days=40), f"off{one.pk}")
        mark(world, session, one, False, session.starts_at + timedelta(days=41), f"again{one.pk}")
    assert held("met") == held("visited") == held("active") == []
    assert recount(session.starts_at, mends=False).differences == 0


def test_people_without_an_account_and_former_members_have_no_line(world, visit):
    session, lia = visit.sessions.first(), seat(visit, world.lia)
    let_in(session, "Walk Inn", world.mahdia, world.carla, session.starts_at)
    erase_person(world.lia, at=BEGINS - timedelta(days=2))
    lia.refresh_from_db()
    mark_one(session, lia, True, world.carla, session.starts_at, key="late")
    assert Attendance.objects.exists()
    assert lines("attended") == []


def test_hosting_is_logged_once_when_the_lists_have_come_to_rest(world, visit):
    one, session = seat(visit, world.mouna), visit.sessions.first()
    over = visit.ends_at + timedelta(days=3)
    assert log_hosting(over) == 0, "nobody was there"
    mark(world, session, one, True, session.starts_at, "on")
    assert log_hosting(visit.ends_at + timedelta(days=1)) == 0, "the lists may still change"
    assert [log_hosting(over), log_hosting(over)] == [1, 0]
    assert lines("hosted") == [(world.carla.subject, str(visit.key), world.cascais.pk)]
    mark(world, session, one, False, over, "off")
    assert [log_hosting(over), log_hosting(over)] == [1, 0]
    assert lines("unhosted") == lines("hosted")
    mark(world, session, one, True, over + timedelta(hours=1), "on again")
    assert [log_hosting(over + timedelta(days=1)), log_hosting(over + timedelta(days=1))] == [1, 0]
    assert held("active") == [(world.cascais.pk, 1, 1), (world.mahdia.pk, 1, 1)]


def test_many_exchanges_are_looked_through_in_the_queries_of_one(world, visit, django_assert_num_queries):
    over = visit.ends_at + timedelta(days=3)
    with django_assert_num_queries(5):  # two of them begin and end the transaction
        log_hosting(over)
    make_exchange(world, "second", created_by=world.mouna)
    make_exchange(world, "third", created_by=world.carla)
    with django_assert_num_queries(5):
        log_hosting(over)
    assert attending.on_list_of(world.carla, visit).count() == 0
