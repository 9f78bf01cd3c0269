"""The register of decisions: public, narrowed by city, space and state, and its follow-up kept by those who may."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from academy.models import Event
from cohorts.models import Decided, GroupKind, ParticipatedSpace
from tests.cohorts.ballot_world import make_hall
from tests.space_world import join_group, make_group
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def decide(hall, title: str, **fields) -> Decided:
    return Decided.objects.create(space=hall.space, group=hall.group, title=title, **{"outcome": "adopted", "decided_on": date(2026, 1, 15), "changed_at": NOW, **fields})


@pytest.fixture
def hall(world):
    return make_hall(world.cascais)


def titles(client, **wanted) -> list[str]:
    return [decided.title for decided, _state in client.get(reverse("decisions"), wanted).context["rows"]]


def test_everybody_reads_it_narrowed_to_a_city_a_space_or_a_state(client, hall, world):
    today, away = timezone.localdate(), make_hall(world.mahdia, 2, slug="mahdia-hall")
    decide(hall, "Open", due_on=today + timedelta(days=9))
    decide(hall, "Late", due_on=today - timedelta(days=2), owner="The market office")
    decide(hall, "Done", done_on=today, due_on=today - timedelta(days=9))
    decide(hall, "Dropped", dropped_on=today, dropped_why="No money.")
    decide(hall, "Refused", outcome="not_adopted")
    decide(away, "Elsewhere")
    for wanted, found in (({}, 6), ({"city": "mahdia"}, ["Elsewhere"]), ({"space": "hall", "state": "open"}, ["Open"]), ({"state": "late"}, ["Late"]), ({"state": "done"}, ["Done"]),
                          ({"state": "dropped"}, ["Dropped"]), ({"state": "none"}, ["Refused"]), ({"city": "nowhere", "state": "odd"}, 6), ({"city": "mahdia", "space": "hall"}, [])):
        assert (len(titles(client, **wanted)) if isinstance(found, int) else titles(client, **wanted)) == found
    assert "No money." in client.get(reverse("decision", args=[Decided.objects.get(title="Dropped").pk])).content.decode()
    ParticipatedSpace.objects.filter(pk=away.space.pk).update(opened_on=None)
    assert len(titles(client)) == 5
    assert client.get(reverse("decision", args=[Decided.objects.get(title="Elsewhere").pk])).status_code == 404
    client.force_login(world.mouna)
    assert len(titles(client)) == 6


def test_organisers_the_motor_group_and_the_citys_coordinators_keep_the_follow_up(client, hall, world):
    join_group(make_group(hall.space, "motor", kind=GroupKind.MOTOR), world.lia)
    decided = decide(hall, "Open the market")
    address = reverse("decision_follow_up", args=[decided.pk])
    assert client.get(address).status_code == 302
    for person in (world.stranger, world.mouna, world.nadia, hall.people[3]):
        client.force_login(person)
        assert [client.get(address).status_code, client.post(address, {"state": "done"}).status_code] == [404, 404]
    for person in (hall.people[0], world.lia, world.carla):
        client.force_login(person)
        assert client.get(address).status_code == 200
    given = {"owner": "The market office", "due_on": "2026-12-01", "state": "dropped", "words": ""}
    for wrong in ({}, {"state": "odd"}, {"due_on": "soon"}, {"owner": "two\x00lines", "words": "x"}):
        assert client.post(address, {**given, **wrong}).status_code == 422
    assert client.post(address, {**given, "words": "No money."}).status_code == 302
    decided.refresh_from_db()
    assert (decided.dropped_why, decided.owner, decided.due_on, decided.changed_by) == ("No money.", "The market office", date(2026, 12, 1), world.carla)
    client.post(address, {**given, "state": "done", "words": "It opens on Mondays."})
    decided.refresh_from_db()
    assert (decided.dropped_on, decided.done_words) == (None, "It opens on Mondays.") and Event.objects.filter(verb="followed_up").count() == 2
    refused = decide(hall, "Refused", outcome="no_quorum")
    assert client.get(reverse("decision_follow_up", args=[refused.pk])).status_code == 404


@pytest.mark.postgres  # constraints
def test_the_database_refuses_what_cannot_be(hall):
    decided = decide(hall, "Open the market")
    for fields in ({"done_on": NOW, "dropped_on": NOW, "dropped_why": "x"}, {"dropped_on": NOW}, {"outcome": "not_adopted", "due_on": NOW}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decided.objects.filter(pk=decided.pk).update(**fields)


def test_the_list_asks_as_often_for_two_as_for_twenty(client, hall):
    asked = []
    for more in (2, 18):
        for number in range(more):
            decide(hall, f"Number {number}")
        client.get(reverse("decisions"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("decisions"))
        asked.append(len(queries))
    assert asked[0] == asked[1]
