"""Measures at the desk: kept by the city's coordinators, step by step, in their order, out of an exchange or a practice in two clicks."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from academy.models import Event
from cohorts.models import Measure, MeasureSupport
from cohorts.plan import measuring
from cohorts.plan.planning import WrittenMeanwhile
from cohorts.practice_writing import begin, publish
from cohorts.refusals import Refused
from tests.cohorts.plan_world import DUE, make_measure, make_plan
from tests.gatherings import make_exchange
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
DESK = "/en/city/cascais/plan/"
TYPED = {"title": "A repair van", "words": "It goes from street to street.", "owner": "Repair co-operative", "due_on": "2027-06-30", "organisation": "", "organised_as": "worker"}


def verbs(measure) -> list[str]:
    return list(Event.objects.filter(object_kind="measure", object_key=str(measure.pk)).order_by("at", "pk").values_list("verb", flat=True))


def test_steps_turn_once_and_are_told_in_the_log(world):
    plan = make_plan(world, published=False)
    one, by = make_measure(world, plan), {"by": world.carla, "at": NOW}
    assert measuring.start(one, on=date(2026, 3, 1), **by) and not measuring.start(one, on=date(2026, 4, 1), **by)
    with pytest.raises(Refused):
        measuring.finish(one, on=date(2026, 2, 28), **by)
    assert measuring.finish(one, on=date(2026, 3, 1), **by) and not measuring.finish(one, on=date(2026, 5, 1), **by)
    assert not measuring.drop(one, on=date(2026, 6, 1), why="Late", **by), "what is done is not dropped"
    assert measuring.take_up_again(one, **by) and one.done_on is None and one.begun_on == date(2026, 3, 1)
    with pytest.raises(Refused):
        measuring.drop(one, on=date(2026, 6, 1), why="  ", **by)
    assert measuring.drop(one, on=date(2026, 6, 1), why="No room was found.", **by) and one.dropped_why == "No room was found."
    assert sorted(verbs(one)) == ["began", "dropped", "finished", "reopened", "started"]
    for wrong in ({"done_on": DUE}, {"dropped_why": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Measure.objects.filter(pk=one.pk).update(**wrong)
    with pytest.raises(WrittenMeanwhile):
        measuring.change_measure(one, seen=NOW.replace(year=2020), title="Other", **by)


def test_measures_change_places(world):
    plan = make_plan(world, published=False)
    first, _second, third = (make_measure(world, plan, name) for name in "abc")
    assert measuring.put_in_place(plan, third, "up", by=world.carla, at=NOW) and not measuring.put_in_place(plan, first, "up", by=world.carla, at=NOW)
    assert [each.title for each in plan.measures.all()] == ["a", "c", "b"]


def test_the_desk_writes_a_measure_and_its_steps_and_keeps_what_was_typed(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    make_plan(world)
    client.force_login(world.carla)
    wrong = client.post(f"{DESK}measures/new/", {**TYPED, "due_on": "2031-01-01", "owner": ""})
    assert wrong.status_code == 422 and "It goes from street to street." in wrong.content.decode() and "Choose a day within the plan." in wrong.content.decode()
    assert client.post(f"{DESK}measures/new/", TYPED).status_code == 302
    one = Measure.objects.get(title="A repair van")
    page = f"{DESK}measures/{one.pk}/"
    assert "planned, not begun" in client.get(page).content.decode()
    assert client.post(page, {**TYPED, "title": "Two vans", "seen": "2020-01-01T00:00:00+00:00"}).status_code == 409
    assert client.post(page, {**TYPED, "title": "Two vans", "seen": one.changed_at.isoformat()}).status_code == 302
    assert client.post(f"{page}step/", {"do": "start", "on": "2026-11-23"}).status_code == 422, "tomorrow has not been"
    assert client.post(f"{page}step/", {"do": "start", "on": "2026-11-22"}).status_code == 302
    unsaid = client.post(f"{page}step/", {"do": "drop", "on": "2026-11-22"})
    assert unsaid.status_code == 422 and "Say why it was dropped." in unsaid.content.decode()
    client.post(f"{page}step/", {"do": "drop", "on": "2026-11-22", "why": "The van was sold."})
    assert "The van was sold." in client.get("/en/cities/cascais/plan/").content.decode()
    client.post(f"{page}again/")
    one.refresh_from_db()
    assert (one.title, one.dropped_on, one.begun_on) == ("Two vans", None, NOW.date())
    assert client.post(f"{page}place/", {"way": "up"}).status_code == 302 and client.post(f"{page}place/", {"way": "sideways"}).status_code == 404
    assert client.post(f"{page}step/", {"do": "burn"}).status_code == 404


def test_a_practice_or_an_exchange_becomes_a_measure_in_two_clicks(world, client, time_machine, django_assert_num_queries):
    time_machine.move_to(NOW, tick=False)
    exchange = make_exchange(world)
    practice = begin(world.mahdia, title="A desk for three streets", summary="Neighbours answer.", text="How.", language="en", exchange=None, by=world.mouna, at=NOW)
    publish(practice, by=world.mouna, at=NOW)
    client.force_login(world.carla)
    pages = ("/en/exchanges/neighbourhood-services/", f"/en/practices/{practice.slug}/")
    assert all("Make it a measure" not in client.get(each).content.decode() for each in pages), "a city without a plan has none to put it in"
    plan = make_plan(world)
    for each, door, link in zip(pages, (f"exchange/{exchange.slug}", f"practice/{practice.slug}"), ("exchange", "practice"), strict=True):
        assert f"{DESK}measures/from/{door}/" in client.get(each).content.decode()
        form = client.get(f"{DESK}measures/from/{door}/").context["form"]
        filled = {name: form[name].value() for name in TYPED if form[name].value()}
        assert client.post(f"{DESK}measures/from/{door}/", {**filled, "due_on": filled["due_on"].isoformat()}).status_code == 302
        made = plan.measures.order_by("-pk").first()
        assert getattr(made, link) == (exchange if link == "exchange" else practice) and made.title in ("How neighbours run services", "A desk for three streets")
    assert client.get(f"{DESK}measures/from/exchange/none/").status_code == client.get(f"{DESK}measures/from/course/x/").status_code == 404
    public = client.get("/en/cities/cascais/plan/").content.decode()
    assert all(each in public for each in pages)
    client.force_login(world.lia)
    with django_assert_num_queries(0):
        from cohorts.plan.measure_origin import doors

        world.lia._current_grants = frozenset()
        assert doors(world.lia, "exchange", "x") == []
    assert "Make it a measure" not in client.get(pages[0]).content.decode()


def test_supports_are_attached_once_taken_off_and_led_to(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    plan = make_plan(world)
    one = plan.measures.get()
    page = f"{DESK}measures/{one.pk}/"
    client.force_login(world.carla)
    assert f'value="course:{world.key}"' in client.get(f"{page}?support=doing things").content.decode()
    for _twice in range(2):
        client.post(f"{page}supports/", {"way": f"course:{world.key}"})
    client.post(f"{page}supports/", {"way": "course:no-such"})
    kept = MeasureSupport.objects.get()
    client.logout()
    assert "Doing things together" in client.get("/en/cities/cascais/plan/").content.decode()
    led = client.get(f"/en/cities/cascais/plan/supports/{kept.pk}/")
    assert led.status_code == 302 and "/courses/co-production/" in led.url
    MeasureSupport.objects.update(kind="gone-kind")
    assert client.get(f"/en/cities/cascais/plan/supports/{kept.pk}/").status_code == 410
    client.force_login(world.carla)
    client.post(f"{page}supports/{kept.pk}/removal/")
    assert client.get(f"/en/cities/cascais/plan/supports/{kept.pk}/").status_code == 404
