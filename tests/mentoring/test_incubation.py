"""Incubation at a hub: who begins, reads and writes what; hours and their day of grace; documents behind the door; projects, niches and training."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from academy.models import Organisation
from academy.refusals import Refused
from mentoring.incubation import advising, journeys, milestones
from mentoring.incubation.forgetting import forget
from mentoring.models import AdviceGiven, CapacityOffer, CoProject, IncubationJourney, JourneyDocument, Niche
from tests.home.hub_world import make_entry
from tests.mentoring.help_world import make_hub, make_worker
from tests.world import works_at_hub

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DESK = "/en/city/mahdia/desk/incubation/"


@pytest.fixture
def hub(world):
    return make_hub(world.mahdia)


@pytest.fixture
def hanen(world, hub):
    return works_at_hub(make_worker(world.mahdia), hub)


def begin(hub, by, leads, **fields) -> IncubationJourney:
    now = timezone.now()
    return journeys.begin(hub, email=leads.email, by=by, at=now, **{"title": "Bags from nets", "words": "Five of us sew.", "stage": "idea", "started_on": now.date() - timedelta(days=30),
                                                                   "place": None, **fields})


def test_a_worker_begins_goes_along_and_ends_a_journey(client, world, hub, hanen):
    place = make_entry(world.mahdia).places.get()
    client.force_login(hanen)
    today = hub.city.day_of(timezone.now())
    filled = {"email": "nobody@people.example", "title": "Bags", "words": "We sew.", "stage": "idea", "started_on": (today - timedelta(days=9)).isoformat(), "place": place.pk}
    wrong = client.post(f"{DESK}new/", filled)
    assert wrong.status_code == 422 and "Nobody has an account with this address" in wrong.content.decode() and "We sew." in wrong.content.decode()
    url = client.post(f"{DESK}new/", {**filled, "email": world.lia.email.upper()}).url
    journey = IncubationJourney.objects.get()
    assert (journey.led_by, journey.place) == (world.lia, place) and str(journey.key) in url

    def act(do, about="", **fields):
        name = f"{do}{about}"
        return client.post(url, {"do": do, "about": about, **{f"{name}-{field}": value for field, value in fields.items()}})
    assert act("milestone", title="Twenty bags", due_on=today.isoformat()).status_code == 302
    step = journey.milestones.get()
    late = act("reached", step.pk, on=(today + timedelta(days=1)).isoformat())
    assert late.status_code == 422 and "when it has come" in late.content.decode()
    act("reached", step.pk, on=today.isoformat())
    assert act("adviser", email=world.lia.email, field="legal").status_code == 422, "who leads it is no adviser of it"
    act("adviser", email=world.marta.email, field="marketing")
    assert act("adviser", email=world.marta.email, field="legal").status_code == 422
    page = client.get(url).content.decode()
    assert "1 of 1 milestone reached" in page and world.marta.name in page and place.name in page and "<svg" in page
    assert act("finish", on=(today + timedelta(days=1)).isoformat(), ended_as="founded", words="").status_code == 422
    assert act("finish", on=today.isoformat(), ended_as="founded", words="Five members.").status_code == 302
    journey.refresh_from_db()
    assert (journey.ended_as, journey.place, journey.advisers.get().finished_on) == ("founded", None, today)
    over = client.get(url).content.decode()
    assert "Five members." in over and 'value="milestone"' not in over and client.post(url, {"do": "unknown"}).status_code == 404
    with pytest.raises(Refused):
        milestones.add(journey, title="More", due_on=today, by=hanen, at=timezone.now())


def test_only_those_inside_find_a_journey_and_its_documents(client, world, hub, hanen, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    journey = begin(hub, hanen, world.lia)
    adviser = advising.name_adviser(journey, email=world.marta.email, field="legal", by=hanen, at=timezone.now())
    desk, mine = f"{DESK}{journey.key}/", f"/en/my/incubation/{journey.key}/"
    client.force_login(world.marta)
    bad = SimpleUploadedFile("plan.pdf", b"<html>")
    assert client.post(mine, {"do": "document", "document-title": "Plan", "document-file": bad}).status_code == 422
    client.post(mine, {"do": "document", "document-title": "Plan", "document-file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")})
    document = JourneyDocument.objects.get()
    sent = client.get(f"{mine}documents/{document.pk}/")
    assert b"".join(sent.streaming_content) == b"%PDF-1.7 plan" and sent["Content-Security-Policy"] == "default-src 'none'; sandbox" and "attachment" in sent["Content-Disposition"]
    second = make_hub(world.cascais)
    elsewhere = works_at_hub(make_worker(world.cascais, "elsewhere", "Works Elsewhere"), second)
    for who in (world.stranger, world.mouna, world.carla, world.nadia, elsewhere):
        client.force_login(who)
        codes = {client.get(url).status_code for url in (desk, mine, f"{mine}documents/{document.pk}/", f"{desk}documents/{document.pk}/")}
        assert codes <= {302, 404} and client.get(mine).status_code == 404 and client.post(mine, {"do": "document_away", "about": document.pk}).status_code == 404, who
    client.force_login(elsewhere)
    assert client.get(desk).status_code == client.get(DESK).status_code == 404
    client.force_login(world.lia)
    assert client.get(mine).status_code == 200 and client.get(desk).status_code != 200
    assert client.post(mine, {"do": "document_away", "about": document.pk}).status_code == 404, "another person's document"
    assert client.post(mine, {"do": "milestone", "milestone-title": "x", "milestone-due_on": "2026-12-01"}).status_code == 404, "no button of theirs"
    client.force_login(hanen)
    assert client.get(f"{desk}documents/{document.pk}/").status_code == 200 and client.post(desk, {"do": "let_go", "about": adviser.pk}).status_code == 302
    client.force_login(world.marta)
    assert client.get(mine).status_code == client.get(f"{mine}documents/{document.pk}/").status_code == 404, "no longer an adviser"
    client.logout()
    assert {client.get(url).status_code for url in (desk, mine, DESK, "/en/my/incubation/")} == {302} and client.put(mine).status_code in (302, 405)
    forget(world.lia, timezone.now())
    journey.refresh_from_db()
    assert (journey.title, journey.led_by, journey.ended_as) == ("", None, "stopped") and not JourneyDocument.objects.exists()
    client.force_login(hanen)
    assert client.get(DESK).status_code == client.get(desk).status_code == 200


def test_time_is_written_by_the_adviser_and_corrected_for_a_day(client, world, hub, hanen):
    now = timezone.now()
    journey = begin(hub, hanen, world.lia)
    adviser = advising.name_adviser(journey, email=world.marta.email, field="legal", by=hanen, at=now - timedelta(days=25))
    today, mine = hub.city.day_of(now), f"/en/my/incubation/{journey.key}/"
    client.force_login(world.marta)
    assert client.post(mine, {"do": "time", "time-on": today.isoformat(), "time-minutes": "4", "time-about": ""}).status_code == 422
    client.post(mine, {"do": "time", "time-on": today.isoformat(), "time-minutes": "90", "time-about": "Prices"})
    line = AdviceGiven.objects.get()
    client.post(mine, {"do": "correct", "about": line.pk, f"correct{line.pk}-on": today.isoformat(), f"correct{line.pk}-minutes": "75", f"correct{line.pk}-about": "Prices"})
    page = client.get(mine).content.decode()
    assert AdviceGiven.objects.values_list("minutes", flat=True).get() == 75 and "1:15 hours in all" in page and "75 minutes" in page
    refused = {"not_yet": (today + timedelta(days=1), 30), "too_early": (today - timedelta(days=15), 30), "too_long": (today, 700)}
    for code, (on, minutes) in refused.items():
        with pytest.raises(Refused) as why:
            advising.write_time(adviser, on=on, minutes=minutes, about="", at=now)
        assert why.value.code == code
    AdviceGiven.objects.update(told_at=now - timedelta(hours=25))
    line.refresh_from_db()
    with pytest.raises(Refused):
        advising.take_time_back(line, by=world.marta, at=now)
    assert "Correct it" not in client.get(mine).content.decode()
    AdviceGiven.objects.update(told_at=now)
    client.post(mine, {"do": "time_away", "about": line.pk})
    assert not AdviceGiven.objects.exists()
    client.force_login(world.lia)
    assert client.post(mine, {"do": "time", "time-on": today.isoformat(), "time-minutes": "60", "time-about": ""}).status_code == 404


def test_lists_ask_the_same_few_questions_however_long(client, world, hub, hanen, django_assert_num_queries):
    from mentoring.incubation.lists import at_desk, own

    def grow(many):
        for number in range(many):
            journey = begin(hub, hanen, world.lia, title=f"Journey {number}")
            adviser = advising.name_adviser(journey, email=world.marta.email, field="legal", by=hanen, at=timezone.now())
            adviser.advice.create(on=date(2026, 11, 20), minutes=60)
            milestones.add(journey, title="One", due_on=date(2026, 12, 1), by=hanen, at=timezone.now())
    for many in (1, 3):
        grow(many)
        with django_assert_num_queries(2):
            at_desk(hub)
        with django_assert_num_queries(3):
            own(world.marta, timezone.now())


def test_a_project_is_written_published_and_taken_back(client, world, hub, hanen):
    entry = make_entry(world.mahdia)
    client.force_login(hanen)
    filled = {"title": "A market", "summary": "Once a month.", "language": "en", "started_on": "2026-10-01", "finished_on": "2026-09-01"}
    assert client.post("/en/city/mahdia/desk/projects/new/", filled).status_code == 422
    url = client.post("/en/city/mahdia/desk/projects/new/", {**filled, "finished_on": ""}).url
    project = CoProject.objects.get()
    public = f"/en/desk/projects/{project.key}/"
    assert client.get(public).status_code == 404
    assert client.post(url, {"do": "partner", "partner-organisation": "", "partner-name": "", "partner-part": "Stalls"}).status_code == 422
    client.post(url, {"do": "partner", "partner-organisation": entry.organisation_id, "partner-name": "", "partner-part": "Stalls"})
    client.post(url, {"do": "partner", "partner-organisation": "", "partner-name": "Harbour <office>", "partner-part": ""})
    client.post(url, {"do": "step", "step-title": "Agree", "step-owner": "The port", "step-due_on": "2026-11-01"})
    step = project.steps.get()
    client.post(url, {"do": "done", "about": step.pk, f"done{step.pk}-on": "2026-11-02", f"done{step.pk}-result": "Every Saturday."})
    client.post(url, {"do": "publish"})
    elsewhere = Organisation.objects.create(city=world.mahdia, name="Not in the directory")
    assert client.post(url, {"do": "partner", "partner-organisation": elsewhere.pk, "partner-name": "", "partner-part": ""}).status_code == 422
    client.force_login(world.mouna)
    assert client.get(url).status_code == 404, "a coordinator is no worker of the hub"
    client.logout()
    page = client.get(public).content.decode()
    assert "Every Saturday." in page and "Harbour &lt;office&gt;" in page and f"/desk/directory/{entry.key}/" in page
    assert f"/desk/projects/{project.key}/" in client.get("/en/desk/mahdia/").content.decode()
    client.force_login(hanen)
    client.post(url, {"do": "take_back"})
    assert client.get(public).status_code == 404 and client.get(url).status_code == 200


def test_niches_and_training_are_kept_at_the_hub_and_read_by_everybody(client, world, hub, hanen):
    client.force_login(hanen)
    url = "/en/city/mahdia/desk/niches/"
    client.post(url, {"do": "add", "add-title": "Drying fruit", "add-why": "Figs are thrown away.", "add-language": "en", "add-call": ""})
    assert client.post(url, {"do": "add", "add-title": "x", "add-why": "y", "add-language": "en", "add-call": "made-up"}).status_code == 422
    niche = Niche.objects.get()
    training = "/en/city/mahdia/desk/training/"
    assert client.post(training, {"do": "add", "add-what": "service:made-up", "add-whom": ""}).status_code == 422
    client.post(training, {"do": "add", "add-what": f"course:{world.key}", "add-whom": "Advisers"})
    assert client.post(training, {"do": "add", "add-what": f"course:{world.key}", "add-whom": ""}).status_code == 422, "once"
    page = client.get("/en/desk/mahdia/").content.decode()
    assert "Figs are thrown away." in page and world.course.title in page and "Advisers" in page and client.get(training).status_code == client.get(url).status_code == 200
    client.post(url, {"do": "close", "about": niche.pk})
    client.post(training, {"do": "drop", "about": CapacityOffer.objects.get().pk})
    after = client.get("/en/desk/mahdia/").content.decode()
    assert "Figs are thrown away." not in after and world.course.title not in after
    for who in (world.mouna, world.stranger):
        client.force_login(who)
        assert client.get(url).status_code != 200 and client.post(training, {"do": "add"}).status_code != 200
