"""Reporting a post, and deciding about it."""

import pytest

from academy.models import Event, Intention
from academy.models.people import Role
from courses.models import DiscussionPost, PostReport
from tests.courses.talk_world import answer, start
from tests.world import NOW, enrol, grant, make_person

pytestmark = pytest.mark.django_db
QUEUE = "/en/talk/reports/"


@pytest.fixture
def bad(world):
    """A reply by Marta that Lia will not like."""
    enrol(world.lia, world.course)
    return answer(start(world, world.lia), world.marta, "Buy watches")


def address(world, post) -> str:
    return f"{world.path(2)}discussion/{post.thread_pk}/posts/{post.pk}/report/"


def test_a_report_waits_in_the_queue_with_its_reason(world, client, bad):
    client.force_login(world.lia)
    assert client.post(address(world, bad), {"reason": ""}).status_code == 422
    assert client.post(address(world, bad), {"reason": "An advertisement"}).status_code == 302
    client.force_login(world.teo)
    page = client.get(QUEUE).content.decode()
    assert "Buy watches" in page and "An advertisement" in page and "Lia Learns" in page


def test_one_reports_once_until_it_is_decided(world, bad):
    assert bad.report(world.lia, "One", NOW) and not bad.report(world.lia, "Two", NOW)
    bad.keep(world.teo, NOW)
    assert bad.report(world.lia, "Again", NOW)
    assert PostReport.objects.waiting().count() == 1


def test_nobody_reports_their_own_post(world, client, bad):
    enrol(world.marta, world.course)
    client.force_login(world.marta)
    assert client.get(address(world, bad)).status_code == 404


def test_hiding_needs_a_reason_closes_the_reports_and_is_logged(world, client, bad):
    bad.report(world.lia, "An advertisement", NOW)
    client.force_login(world.teo)
    refused = client.post(f"{QUEUE}{bad.pk}/", {"decision": "hide", "reason": ""})
    assert refused.status_code == 422 and f'href="#reason-{bad.pk}"' in refused.content.decode()
    client.post(f"{QUEUE}{bad.pk}/", {"decision": "hide", "reason": "No advertising here"})
    bad.refresh_from_db()
    assert bad.hidden_by == world.teo and bad.reports.get().outcome == "hidden"
    event = Event.objects.get(verb="hid")
    assert event.subject == world.teo.subject and event.details["reason"] == "No advertising here"
    assert Intention.objects.filter(kind="mail", payload__template="courses/post_hidden").count() == 1
    assert "Buy watches" not in _as(client, world.lia).get(f"{world.path(2)}discussion/{bad.thread_pk}/").content.decode()


def test_keeping_closes_the_reports_shows_it_and_is_logged(world, client, bad):
    bad.report(world.lia, "Hm", NOW)
    bad.hide(world.teo, "Too fast", NOW)
    client.force_login(world.teo)
    client.post(f"{QUEUE}{bad.pk}/", {"decision": "keep"})
    bad.refresh_from_db()
    assert bad.is_shown and bad.hidden_reason == "" and Event.objects.filter(verb="kept", subject=world.teo.subject).exists()


def test_only_moderators_of_the_course_see_the_queue(world, client, bad):
    bad.report(world.lia, "Hm", NOW)
    for person in (world.lia, world.marta, world.carla, world.stranger):
        assert _as(client, person).get(QUEUE).status_code == 404
        assert client.post(f"{QUEUE}{bad.pk}/", {"decision": "keep"}).status_code == 404
    assert bad.reports.waiting().exists()
    for person in (world.teo, world.nadia):
        assert "Buy watches" in _as(client, person).get(QUEUE).content.decode()


def test_a_trainer_of_another_city_decides_nothing_here(world, client, bad):
    from tests.world import make_course

    make_course(world.catalogue, "of-mahdia", "Of Mahdia", city=world.mahdia)
    bad.report(world.lia, "Hm", NOW)
    theirs = grant(make_person("tarek", "Tarek", world.mahdia), Role.TRAINER, world.mahdia)
    assert "Buy watches" not in _as(client, theirs).get(QUEUE).content.decode()
    assert client.post(f"{QUEUE}{bad.pk}/", {"decision": "keep"}).status_code == 404


def test_the_first_report_tells_the_moderators_the_next_ones_do_not(world, bad):
    bad.report(world.lia, "One", NOW)
    bad.report(world.stranger, "Two", NOW)
    assert Intention.objects.filter(kind="courses.post_reported").count() == 1


def test_withdrawing_closes_the_reports(world, bad):
    bad.report(world.lia, "Hm", NOW)
    bad.withdraw(NOW)
    assert bad.reports.get().outcome == "withdrawn" and not bad.hide(world.teo, "late", NOW)


def test_the_queue_asks_the_database_the_same_number_of_times(world, client, bad, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    bad.report(world.lia, "Hm", NOW)
    client.force_login(world.teo)
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        client.get(QUEUE)
    for number in range(8):
        answer(DiscussionPost.objects.get(pk=bad.thread_pk), make_person(f"q{number}", f"Q {number}")).report(world.lia, "Hm", NOW)
    with CaptureQueriesContext(connection) as many:
        client.get(QUEUE)
    assert len(many) == len(few)


def _as(client, person):
    client.force_login(person)
    return client
