"""Cohorts at a city's desk and in the admin: opened, changed, seats, facilitators."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from academy.models import PartnerCity
from academy.models.people import Role
from cohorts import joining, timetable
from cohorts.models import CitySeats, Cohort, CohortFacilitator, CohortMembership, JoinWay, TimetableLine
from courses.outline import outline_for
from tests.cohort_world import make_cohort, make_facilitator, put_in
from tests.gatherings import make_exchange
from tests.world import NOW, grant, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


def facts(world, **typed):
    return {"name": "Winter", "course_key": str(world.key), "starts_on": "2026-12-07", "ends_on": "2027-01-31", "published_on": "2026-11-22", "join_way": "request", **typed}


NEW = "/en/city/cascais/cohorts/new/"
EDIT = "/en/city/cascais/cohorts/winter/"


@pytest.mark.parametrize("address", ["/en/city/cascais/cohorts/", NEW, EDIT])
def test_only_the_citys_own_coordinators_find_it(world, client, address):
    make_cohort(world)
    assert "/account/login/" in client.get(address).url
    for person in (world.stranger, world.lia, world.teo, world.mouna, world.nadia):
        client.force_login(person)
        assert client.get(address).status_code == 404, person
        assert client.post(address, facts(world)).status_code in (404, 405), person
    client.force_login(world.carla)
    assert client.get(address).status_code == 200


def test_a_coordinator_opens_one_for_a_course_they_do_not_train(world, client):
    fausta = grant(make_person("fausta", "Fausta", world.cascais), Role.FACILITATOR, world.cascais)
    client.force_login(world.carla)
    answer = client.post(NEW, facts(world, facilitator_people=[fausta.pk], seats="20", seats_per_city="5", **{f"seats_of_{world.mahdia.pk}": "8"}))
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    made = Cohort.objects.get()
    assert (made.slug, made.city, made.course_key, made.is_public(NOW)) == ("winter", world.cascais, world.key, True)
    assert Cohort.objects.led_by(fausta, NOW.date()).get() == made
    assert CitySeats.objects.get().seats == 8
    assert client.get(answer.url).status_code == 200


def test_the_same_name_twice_gets_a_short_name_of_its_own(world, client):
    client.force_login(world.carla)
    for _again in range(2):
        client.post(NEW, facts(world))
    assert set(Cohort.objects.values_list("slug", flat=True)) == {"winter", "winter-2"}


def test_a_series_of_exchanges_without_a_course(world, client):
    exchange = make_exchange(world)
    client.force_login(world.carla)
    assert client.post(NEW, facts(world, course_key="", exchanges=[exchange.pk])).status_code == 302
    made = Cohort.objects.get()
    assert (made.course_key, list(made.exchanges.all())) == (None, [exchange])
    assert "How neighbours run services" in client.get(reverse("cohort", args=["winter"])).content.decode()


@pytest.mark.parametrize(("typed", "words"), [
    ({"ends_on": "2026-12-01"}, "cannot end before it starts"), ({"course_key": ""}, "Choose a course, or at least one exchange"), ({"join_way": "code"}, "Write the code people join with"),
    ({"joining_closes_on": "2027-03-01"}, "cannot close after the cohort has ended"), ({"seats": "5", "seats_per_city": "6"}, "cannot be more than the seats in all"),
    ({"seats": "0"}, "at least one seat"), ({"name": "Two\u2028lines"}, "one line"), ({"name": "دفعة", "slug": ""}, "Latin letters"), ({"course_key": "made-up"}, "valid choice")])
def test_what_cannot_be_is_said_and_nothing_is_lost(world, client, typed, words):
    client.force_login(world.carla)
    answer = client.post(NEW, facts(world, description="All about winter", **typed))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert "All about winter" in html
    assert not Cohort.objects.exists()


def test_city_seats_above_all_seats_are_refused(world, client):
    client.force_login(world.carla)
    answer = client.post(NEW, facts(world, seats="5", **{f"seats_of_{world.mahdia.pk}": "6"}))
    assert "more than the seats in all" in answer.content.decode()


def test_seats_are_not_lowered_under_those_who_are_in_it(world, client):
    cohort = make_cohort(world, seats=5)
    for person in (world.lia, world.marta):
        put_in(cohort, person)
    client.force_login(world.carla)
    for typed, words in (({"seats": "1"}, "2 people are in it"), ({"seats": "5", "seats_per_city": "1"}, "One city has 2 people"),
                         ({"seats": "5", f"seats_of_{world.cascais.pk}": "1"}, "2 people of this city")):
        answer = client.post(EDIT, facts(world, **typed))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert Cohort.objects.get().seats == 5


def test_more_seats_let_those_in_line_in_and_saving_keeps_the_counts(world, client):
    cohort = make_cohort(world, join_way=JoinWay.CODE, code="c", seats=1)
    for person in (world.lia, world.marta):
        joining.ask(person, cohort, NOW, code="c")
    client.force_login(world.carla)
    client.post(EDIT, facts(world, join_way="code", code="c", seats="2"))
    found = Cohort.objects.get()
    assert (found.seats_taken, CohortMembership.objects.members().count()) == (2, 2)


def test_a_default_per_city_counts_who_is_in_it_already(world, client):
    cohort = make_cohort(world, join_way=JoinWay.CODE, code="c")
    joining.ask(world.lia, cohort, NOW, code="c")
    client.force_login(world.carla)
    client.post(EDIT, facts(world, join_way="code", code="c", seats_per_city="1"))
    assert joining.ask(world.marta, cohort, NOW, code="c").state == "waiting"


def test_saving_an_old_copy_does_not_undo_who_came_in_meanwhile(world):
    old = make_cohort(world, join_way=JoinWay.CODE, code="c")
    joining.ask(world.lia, old, NOW, code="c")
    old.name = "Another name"
    old.save()
    assert Cohort.objects.get().seats_taken == 1


def test_a_facilitator_taken_off_leads_no_more(world, client):
    cohort = make_cohort(world)
    fausta = make_facilitator(world, cohort)
    client.force_login(world.carla)
    client.post(EDIT, facts(world))
    assert CohortFacilitator.objects.get().finished_on == NOW.date()
    assert not Cohort.objects.led_by(fausta, NOW.date()).exists()
    client.post(EDIT, facts(world, facilitator_people=[fausta.pk]))
    assert Cohort.objects.led_by(fausta, NOW.date()).get() == cohort


def test_who_holds_no_role_here_cannot_be_made_to_lead(world, client):
    farid = grant(make_person("farid", "Farid", world.mahdia), Role.FACILITATOR, world.mahdia)
    client.force_login(world.carla)
    for person in (farid, world.marta):
        assert client.post(NEW, facts(world, facilitator_people=[person.pk])).status_code == 422


def test_a_moved_start_moves_the_timetable_and_says_so(world, client):
    cohort = make_cohort(world)
    timetable.lay(cohort, outline_for("co-production", "en"), 7, world.carla, NOW)
    client.force_login(world.carla)
    answer = client.post(EDIT, facts(world, starts_on="2026-12-14"), follow=True)
    assert "The timetable moved along with the start." in answer.content.decode()
    assert TimetableLine.objects.order_by("opens_on").first().opens_on == date(2026, 12, 14)


def test_the_course_and_the_short_name_stand_once_there_is_a_cohort(world, client):
    make_cohort(world)
    client.force_login(world.carla)
    client.post(EDIT, facts(world, slug="another", course_key=""))
    found = Cohort.objects.get()
    assert (found.slug, found.course_key) == ("winter", world.key)


def test_the_networks_coordinators_open_one_for_any_published_course_in_the_admin(world, client):
    from academy.role_groups import sync_everyone, sync_groups

    sync_groups()
    sync_everyone(NOW.date())
    farid = grant(make_person("farid", "Farid", world.mahdia), Role.FACILITATOR, world.mahdia)
    client.force_login(world.nadia)
    address = reverse("wagtailsnippets_cohorts_cohort:add")
    assert "Doing things together" in client.get(address).content.decode()
    answer = client.post(address, {"course_key": str(world.key), "name": "All", "slug": "all", "city": "", "starts_on": "2027-03-01", "ends_on": "2027-05-31", "join_way": "request",
                                   "facilitator_people": [farid.pk]})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert Cohort.objects.led_by(farid, NOW.date()).get().slug == "all"
    wrong = client.post(address, {"course_key": str(world.key), "name": "Ours", "slug": "ours", "city": world.cascais.pk, "starts_on": "2027-03-01", "ends_on": "2027-05-31",
                                  "join_way": "request", "facilitator_people": [farid.pk]})
    assert wrong.status_code == 200
    assert not Cohort.objects.filter(slug="ours").exists()


def test_the_list_takes_as_many_queries_for_many_as_for_few(world, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(world.carla)
    counts = []
    for size in (2, 12):
        for number in range(size):
            make_cohort(world, slug=f"one-{size}-{number}")
        client.get("/en/city/cascais/cohorts/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/en/city/cascais/cohorts/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert PartnerCity.objects.count() == 2
