"""A call at the city's desk: written from nothing to published, judged; and who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.models import CallAnswer, CallOfInterest
from tests.call_world import AFTER, answered, make_call, make_plan
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DESK = "/en/city/cascais/plan/calls/"
TYPED = {"title": "Empty doors, new hands", "words": "We look for neighbours.", "who": "Anybody.", "language": "en", "opens_on": "2026-11-01", "opens_time": "09:00",
         "closes_on": "2027-03-28", "closes_time": "18:00"}


def test_a_coordinator_writes_a_call_from_nothing_to_published(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(world.carla)
    assert "Begin the plan first" in client.get(DESK).content.decode() and client.post(f"{DESK}new/", TYPED).url == DESK
    make_plan(world)
    wrong = client.post(f"{DESK}new/", {**TYPED, "closes_on": "2026-10-01"})
    assert wrong.status_code == 422 and "We look for neighbours." in wrong.content.decode()
    jumped = client.post(f"{DESK}new/", {**TYPED, "closes_time": "01:30"})
    assert jumped.status_code == 422 and "there is no 01:30" in jumped.content.decode(), "the clocks go forward that night in Lisbon"
    assert client.post(f"{DESK}new/", TYPED).status_code == 302
    call = CallOfInterest.objects.get()
    here = f"{DESK}{call.slug}/"
    assert call.closes_at.hour == 17, "18:00 summer time in Lisbon"
    client.post(f"{here}publication/")
    call.refresh_from_db()
    assert not call.is_public, "not without a criterion"
    client.post(f"{here}criteria/", {"words-0": "It serves the quarter.", "weight-0": "3", "words-1": "", "weight-1": "1"})
    assert list(call.criteria.values_list("words", "weight")) == [("It serves the quarter.", 3)]
    assert client.post(f"{here}form/new/", {"label": "Day?", "kind": "one", "options": "Mon"}).status_code == 422
    for label in ("Day?", "Hour?"):
        client.post(f"{here}form/new/", {"label": label, "kind": "one", "options": "One\nTwo", "required": "on"})
    second = call.questions.get(label="Hour?")
    client.post(f"{here}form/{second.key}/place/", {"to": "up"})
    assert [each.label for each in call.questions.all()] == ["Hour?", "Day?"]
    client.post(f"{here}form/{second.key}/retirement/")
    assert [each.label for each in call.questions.all()] == ["Day?"]
    for page in ("", "edit/", "criteria/", "form/", f"form/{call.questions.get().key}/", "form/preview/", "answers/", "results/"):
        assert client.get(here + page).status_code == 200, page
    assert client.get(f"{here}days/").status_code == 404, "a draft's days are in its words"
    client.post(f"{here}publication/")
    call.refresh_from_db()
    assert call.is_public
    assert client.post(f"{here}edit/", {**TYPED, "title": "Other", "seen": "2020-01-01T00:00:00+00:00"}).status_code == 409
    assert client.post(f"{here}edit/", {**TYPED, "title": "Other", "opens_on": "2026-12-24", "seen": call.changed_at.isoformat()}).status_code == 302
    was = call.opens_at
    call.refresh_from_db()
    assert call.title == "Other" and call.opens_at == was, "a published call opens when it said"
    assert client.post(f"{here}days/", {"do": "extend", "until_on": "2027-01-01", "until_time": "10:00"}).status_code == 422
    assert client.post(f"{here}days/", {"do": "close", "why": "Enough came."}).status_code == 302
    call.refresh_from_db()
    assert call.is_over(NOW) and call.closed_early_why == "Enough came."


def test_a_coordinator_judges_and_publishes(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    call = make_call(world)
    answer = answered(call)
    here = f"{DESK}{call.slug}/"
    first, second = call.criteria.all()
    client.force_login(world.carla)
    page = f"{here}answers/{answer.key}/"
    assert "Bea Baker" in client.get(page).content.decode() and "points missing" in client.get(f"{here}answers/").content.decode()
    assert client.post(page, {"do": "score", f"points-{first.pk}": "2"}).status_code == 422
    assert client.post(page, {"do": "decide", "result": "taken_up", "reason": "Yes."}).status_code == 422, "it is still open"
    assert client.post(page, {"do": "score", f"points-{first.pk}": "2", f"words-{first.pk}": "A bit.", f"points-{second.pk}": "3", f"words-{second.pk}": "Tomorrow."}).status_code == 302
    time_machine.move_to(AFTER, tick=False)
    client.force_login(world.carla)
    assert client.post(f"{here}results/", {"words": ""}).status_code == 422
    assert client.post(page, {"do": "decide", "result": "taken_up", "reason": "Yes, and soon."}).status_code == 302
    assert CallAnswer.objects.get().reason == "Yes, and soon." and client.get(page).status_code == 200
    assert client.post(f"{here}results/", {"words": "Thanks."}).status_code == 302
    assert "7 of 9 points" in client.get(f"/en/cities/cascais/plan/calls/{call.slug}/").content.decode()


def test_only_the_citys_coordinators_look_after_calls_and_read_answers(world, client):
    call = make_call(world)
    answer = answered(call)
    here = f"{DESK}{call.slug}/"
    pages = [DESK, f"{DESK}new/", here, f"{here}edit/", f"{here}criteria/", f"{here}form/", f"{here}form/new/", f"{here}form/preview/", f"{here}publication/", f"{here}days/",
             f"{here}answers/", f"{here}answers/{answer.key}/", f"{here}results/"]
    for page in pages:
        assert client.get(page).status_code in (302, 405) and client.post(page).status_code in (302, 405)
    for person in (world.mouna, world.lia, world.stranger):
        client.force_login(person)
        for page in pages:
            assert client.get(page).status_code in (404, 405) and client.post(page).status_code in (404, 405), (person, page)
    client.force_login(world.mouna)
    assert client.get(here.replace("cascais", "mahdia")).status_code == 404
    client.force_login(world.carla)
    assert "1 answer<" in client.get(DESK).content.decode()
    client.force_login(world.nadia)
    listed = client.get(DESK)
    assert listed.status_code == 200 and "answer<" not in listed.content.decode(), "how many answered is the city's, until it publishes the result"
    assert all(client.get(page).status_code in (404, 405) for page in pages[1:]), "the network reads the list, no answers"


def test_the_list_of_answers_asks_the_same_number_of_questions_of_the_database(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    call = make_call(world)
    client.force_login(world.carla)
    page = f"{DESK}{call.slug}/answers/"
    answered(call)
    client.get(page)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(page)
        return len(seen)

    few = asked()
    for number in range(8):
        answered(call, f"Body {number}")
    assert asked() == few
