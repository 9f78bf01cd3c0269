"""A city's plan: begun and published at its desk, read by everybody, said to be late when it is."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from academy.models import Event
from cohorts.models import CityPlan, PlanPhase, PlanStudy
from cohorts.plan import measuring
from cohorts.plan.planning import begin_plan
from cohorts.refusals import Refused
from tests.cohorts.plan_world import make_indicator, make_measure, make_plan
from tests.gatherings import make_exchange
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
DESK, PUBLIC = "/en/city/cascais/plan/", "/en/cities/cascais/plan/"
TYPED = {"title": "Together in Cascais", "summary": "What stands idle is put to use.", "language": "en", "starts_on": "2025-01-01", "ends_on": "2028-12-31"}


def test_a_coordinator_begins_a_plan_walks_its_phases_and_publishes_it(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(world.carla)
    assert "Begin a plan" in client.get(DESK).content.decode() and "Begin a plan" in client.get(PUBLIC).content.decode()
    wrong = client.post(f"{DESK}new/", {**TYPED, "ends_on": "2024-12-31"})
    assert wrong.status_code == 422 and "cannot end before it starts" in wrong.content.decode() and TYPED["summary"] in wrong.content.decode()
    assert client.post(f"{DESK}new/", TYPED).status_code == 302
    plan = CityPlan.objects.get()
    assert client.post(f"{DESK}new/", {**TYPED, "starts_on": "2028-12-31", "ends_on": "2030-01-01"}).status_code == 422, "one plan at a time"
    assert client.post(f"{DESK}words/", {**TYPED, "title": "Other", "seen": "2020-01-01T00:00:00+00:00"}).status_code == 409
    assert client.post(f"{DESK}words/", {**TYPED, "title": "Renamed", "seen": plan.changed_at.isoformat()}).status_code == 302

    late = {"words": "Asked everybody.", "starts_on": "2025-01-01", "ends_on": "2026-11-21", "done_on": ""}
    assert client.post(f"{DESK}phases/call/", {**late, "ends_on": "2024-01-01"}).status_code == 422
    assert client.post(f"{DESK}phases/call/", {**late, "done_on": "2027-01-01"}).status_code == 422
    assert client.post(f"{DESK}phases/call/", late).status_code == 302 and client.get(f"{DESK}phases/party/").status_code == 404
    assert PlanPhase.objects.get(kind="call").words == "Asked everybody." and plan.phases.count() == 6
    event = make_exchange(world)
    client.post(f"{DESK}consultation/", {"exchange": [str(event.pk), "999999", "x"]})
    assert list(plan.consultations.all()) == [event]

    client.post(f"{DESK}publication/", {"do": "publish"})
    plan.refresh_from_db()
    assert not plan.is_public, "a plan without a measure is none"
    make_measure(world, plan)
    client.post(f"{DESK}publication/", {"do": "publish"})
    client.logout()
    page = client.get(PUBLIC).content.decode()
    assert "Renamed" in page and "phase-line__step--late" in page and "How neighbours run services" in page and "A shared kitchen" in page
    assert PUBLIC in client.get("/en/cities/cascais/").content.decode()
    client.force_login(world.carla)
    client.post(f"{DESK}publication/", {"do": "take_back"})
    assert client.get(PUBLIC).status_code == 200 and client.post(f"{DESK}publication/", {"do": "burn"}).status_code == 404
    client.logout()
    assert client.get(PUBLIC).status_code == 404 and PUBLIC not in client.get("/en/cities/cascais/").content.decode()
    said = set(Event.objects.filter(object_kind="city_plan").values_list("verb", flat=True))
    assert said == {"began", "changed", "wrote_phase", "chose_consultations", "published", "took_back"}


def test_only_the_citys_coordinators_write_and_the_networks_read(world, client):
    plan = make_plan(world)
    one, counted = plan.measures.get(), make_indicator(world, plan, values={date(2026, 1, 1): "4"})
    value = counted.values.get()
    both = [f"{DESK}{each}" for each in ("new/", "words/", "phases/call/", "consultation/", "studies/new/", "measures/new/", f"measures/{one.pk}/", "indicators/new/",
                                         f"indicators/{counted.pk}/", f"indicators/{counted.pk}/values/{value.pk}/")]
    posts = [f"{DESK}{each}" for each in ("publication/", "studies/1/removal/", f"measures/{one.pk}/step/", f"measures/{one.pk}/again/", f"measures/{one.pk}/place/",
                                          f"measures/{one.pk}/supports/", f"measures/{one.pk}/supports/1/removal/", f"indicators/{counted.pk}/values/")]
    for address in [DESK, *both, *posts]:
        assert "/account/login/" in (client.get if address not in posts else client.post)(address).url, address
    before = Event.objects.count()
    for person in (world.mouna, world.lia, world.nadia):
        client.force_login(person)
        for address in [*both, *posts]:
            assert client.post(address, TYPED).status_code == 404, (person, address)
        answer = client.get(DESK)
        assert answer.status_code == (200 if person == world.nadia else 404)
        assert DESK.replace("/plan/", "/hub/").encode() not in answer.content and b"Other plans" not in answer.content, "no way that leads nowhere, no heading over nothing"
    client.force_login(world.mouna)
    for address in (f"measures/{one.pk}/", f"indicators/{counted.pk}/", f"?plan={plan.pk}"):
        assert client.get(f"/en/city/mahdia/plan/{address}").status_code == 404, "through one's own desk neither"
    assert Event.objects.count() == before
    client.force_login(world.carla)
    for address in posts:
        assert client.get(address).status_code == 405, address
    for odd in ("?plan=x", "?plan=99999999999", "?plan=%00"):
        assert client.get(DESK + odd).status_code == 404
    assert client.post(PUBLIC).status_code == 405


def test_the_page_says_plainly_what_is_late_and_costs_the_same_at_any_length(world, client, time_machine, django_assert_num_queries):
    time_machine.move_to(NOW, tick=False)
    plan = make_plan(world)
    event = make_exchange(world)
    plan.consultations.add(event)

    def more(number: int) -> None:
        late = make_measure(world, plan, f"Late {number}", due_on=date(2026, 11, 21), exchange=event, organised_as="worker", organisation=world.cooperative)
        measuring.start(late, on=date(2026, 1, 1), by=world.carla, at=NOW)
        make_measure(world, plan, f"Due today {number}", due_on=NOW.date())
        late.supports.create(kind="course", key=str(number), title="A course")
        make_indicator(world, plan, f"Counted {number}", values={date(2026, 1, 1): "4", date(2026, 6, 1): "5"}, measure=late)
        PlanStudy.objects.create(plan=plan, title=f"Study {number}", authors="Office", year=2025, says="Much.")

    more(1)
    client.get(PUBLIC)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        page = client.get(PUBLIC).content.decode()
    assert "This plan is late: 1 measure was due and is not done." in page and "Year 2 of 4".lower() in page.lower()
    assert "late: it was due on 21 November 2026, 1 day ago" in page and page.count('class="plan-measure__state plan-measure__state--late"') == 1
    assert "0 of 3 measures are done, 1 is under way, 2 are planned." in page
    for number in range(2, 6):
        more(number)
    with django_assert_num_queries(len(one)):
        page = client.get(PUBLIC).content.decode()
    assert page.count("plan-measure__state--late") == 5 and page.count("indicator-line__target") == 5
    assert client.get("/ar/cities/cascais/plan/").status_code == client.get(f"{PUBLIC}models/").status_code == 200


def test_a_study_brings_a_document_that_is_what_it_says(world, client, time_machine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(NOW, tick=False)
    make_plan(world)
    client.force_login(world.carla)
    said = {"title": "Who begins here", "authors": "Institute", "year": "2025", "says": "No room, then no money.", "url": ""}
    fake = SimpleUploadedFile("study.pdf", b"MZ not a pdf")
    assert client.post(f"{DESK}studies/new/", {**said, "file": fake}).status_code == 422 and client.post(f"{DESK}studies/new/", {**said, "year": "2031"}).status_code == 422
    assert client.post(f"{DESK}studies/new/", {**said, "url": "javascript:alert(1)"}).status_code == 422
    assert client.post(f"{DESK}studies/new/", {**said, "file": SimpleUploadedFile("study.txt", b"Words.")}).status_code == 302
    study = PlanStudy.objects.get()
    client.logout()
    got = client.get(f"{PUBLIC}studies/{study.pk}/")
    assert b"".join(got.streaming_content) == b"Words." and "attachment" in got["Content-Disposition"] and got["X-Content-Type-Options"] == "nosniff"
    client.force_login(world.carla)
    client.post(f"{DESK}studies/{study.pk}/removal/")
    assert client.get(f"{PUBLIC}studies/{study.pk}/").status_code == 404 and PlanStudy.objects.get().removed_at == NOW


def test_two_plans_of_a_city_never_meet_and_the_one_that_began_last_is_shown(world):
    make_plan(world)
    with pytest.raises(Refused):
        begin_plan(world.cascais, title="x", summary="", language="en", starts_on=date(2028, 12, 31), ends_on=date(2032, 1, 1), by=world.carla, at=NOW)
    coming = make_plan(world, starts_on=date(2029, 1, 1), ends_on=date(2032, 12, 31))
    rows = CityPlan.objects.public().filter(city=world.cascais)
    assert rows.one_for(NOW.date()) != coming and rows.one_for(date(2029, 1, 1)) == coming
