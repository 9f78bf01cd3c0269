"""Practices: written at a city's desk, read by everybody, adapted by whoever is signed in."""

import pytest

from academy.models import Event, Skill, SkillBuilt
from cohorts.models import Practice, PracticeAdaptation
from cohorts.practice_writing import begin, publish
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
DESK = "/en/city/cascais/practices/"
TYPED = {"title": "A desk for three streets", "summary": "Neighbours and the town answer together.", "text": "## Why\n\nNobody knew whom to ask.\n\n<script>x</script>",
         "language": "en", "exchange": ""}
SAID = {"place": "Market hall of Mahdia", "changed": "We open in the evening.", "started_on": "2026-09-01"}


def skill(code: str = "mobilising-others") -> Skill:
    return Skill.objects.create(code=f"t-{code}", labels={"en": code.title()})


def told(world, title: str = "A desk for three streets", **fields) -> Practice:
    made = begin(world.cascais, title=title, summary="In short.", text="How it works.", language="en", exchange=None, by=world.carla, at=NOW, **fields)
    publish(made, by=world.carla, at=NOW)
    return made


def built(practice: Practice) -> list[tuple[str, int]]:
    return list(SkillBuilt.objects.current().filter(object_kind="practice", object_key=str(practice.key)).values_list("skill__code", "level").order_by("pk"))


def test_a_coordinator_writes_publishes_and_takes_back(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(world.carla)
    mobilising = skill()
    wrong = client.post(f"{DESK}new/", {**TYPED, "title": "", "builds-skill_0": str(mobilising.pk), "builds-level_0": ""})
    assert wrong.status_code == 422 and "Nobody knew whom to ask." in wrong.content.decode() and "Say to which level" in wrong.content.decode()
    client.post(f"{DESK}new/", {**TYPED, "summary": "", "do": "publish"})
    draft = Practice.objects.get()
    assert not draft.is_public and draft.text and "<script" not in draft.text and "<h4>Why</h4>" in draft.text
    page = f"{DESK}{draft.slug}/"
    assert client.get(DESK).status_code == client.get(page).status_code == client.get(f"/en/practices/{draft.slug}/").status_code == 200

    kept = {**TYPED, "builds-skill_0": str(mobilising.pk), "builds-level_0": "3", "do": "publish"}
    assert client.post(page, {**kept, "seen": "2020-01-01T00:00:00+00:00"}).status_code == 409
    assert client.post(page, {**kept, "seen": draft.changed_at.isoformat()}).status_code == 302
    draft.refresh_from_db()
    assert draft.is_public and built(draft) == [("t-mobilising-others", 3)]
    assert "to level 3" in client.get(f"/en/practices/{draft.slug}/").content.decode()
    twice = {**kept, "seen": draft.changed_at.isoformat(), "builds-skill_1": str(mobilising.pk), "builds-level_1": "2"}
    assert client.post(page, twice).status_code == 422 and built(draft) == [("t-mobilising-others", 3)]

    client.post(page, {**kept, "seen": draft.changed_at.isoformat(), "do": "take_back"})
    client.logout()
    assert client.get(f"/en/practices/{draft.slug}/").status_code == 404
    verbs = set(Event.objects.filter(object_kind="practice").values_list("verb", flat=True))
    assert verbs == {"began", "changed", "published", "said_skills", "took_back"}


def test_only_the_citys_coordinators_write(world, client):
    made = told(world)
    addresses = (DESK, f"{DESK}new/", f"{DESK}{made.slug}/")
    for address in addresses:
        assert "/account/login/" in client.get(address).url
    for person in (world.mouna, world.lia, world.stranger):
        client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code == 404 and client.post(address, TYPED).status_code in (404, 405), (person, address)
    client.force_login(world.mouna)
    assert client.get(f"/en/city/mahdia/practices/{made.slug}/").status_code == 404, "through one's own desk neither"
    client.force_login(world.nadia)
    assert client.get(DESK).status_code == 200 and f"{DESK}{made.slug}/" not in client.get(DESK).content.decode()
    assert client.post(f"{DESK}{made.slug}/", TYPED).status_code == 404
    client.force_login(world.carla)
    assert client.delete(f"{DESK}{made.slug}/").status_code == 405
    assert client.post(f"{DESK}{made.slug}/", {**TYPED, "seen": made.changed_at.isoformat(), "do": "burn"}).status_code == 404


def test_somebody_adapts_a_practice_changes_the_words_and_takes_it_back(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    made = told(world)
    form, back = f"/en/practices/{made.slug}/adaptation/", f"/en/practices/{made.slug}/adaptation/withdrawal/"
    assert "/account/login/" in client.get(form).url and "/account/login/" in client.post(back).url
    client.force_login(world.stranger)
    assert client.get(back).status_code == 405 and client.post(back).status_code == 404
    client.force_login(world.mouna)
    wrong = client.post(form, {**SAID, "started_on": "2031-01-01"})
    assert wrong.status_code == 422 and "We open in the evening." in wrong.content.decode()
    client.post(form, SAID)
    client.post(form, {**SAID, "place": "Library of Mahdia"})
    assert PracticeAdaptation.objects.get().place == "Library of Mahdia"
    client.logout()
    page = client.get(f"/en/practices/{made.slug}/").content.decode()
    assert "Library of Mahdia" in page and "Mahdia (1)" in page and "1 person" in page and "Mouna" not in page, "a name only where it was ticked"
    client.force_login(world.mouna)
    client.post(form, {**SAID, "shows_name": "on"})
    assert "Mouna Coordinates" in client.get(f"/en/practices/{made.slug}/").content.decode()
    client.post(back)
    client.post(back)
    client.post(form, SAID)
    lines = Event.objects.filter(object_kind="practice", object_key=str(made.key), subject=world.mouna.subject).order_by("at", "pk")
    assert sorted(lines.values_list("verb", flat=True)) == ["adapted", "adapted", "unadapted"]
    assert (PracticeAdaptation.objects.count(), PracticeAdaptation.objects.standing().count()) == (2, 1)
    Practice.objects.update(published_at=None)
    assert "Market hall of Mahdia" in client.get("/en/practices/").content.decode(), "there one finds it when the practice is shown no longer"
    assert client.post(form, SAID).status_code == 404 and client.post(back).status_code == 302, "what one told is one's own, also afterwards"


def test_erasing_somebody_leaves_a_number(world):
    from cohorts.adapting import adapt
    from cohorts.practice_list import adapted_by
    from cohorts.practice_personal_data import adaptations, erase

    made = told(world)
    adapt(made, world.mouna, place="Library", changed="Evenings", started_on=NOW.date(), shows_name=True, at=NOW)
    assert [row["place"] for row in adaptations(world.mouna)] == ["Library"]
    erase(world.mouna, NOW)
    left = adapted_by(made)
    assert (left.count, left.cities, left.told) == (1, [("Mahdia", 1)], []) and not list(adaptations(world.mouna))


def test_the_list_narrows_by_city_and_skill_and_costs_the_same_at_any_length(world, client, django_assert_num_queries):
    mobilising = skill()
    first = told(world)
    SkillBuilt.objects.create(object_kind="practice", object_key=str(first.key), skill=mobilising, level=2, started_at=NOW)
    client.get("/en/practices/")
    with django_assert_num_queries(2):
        client.get("/en/practices/")
    for number in range(6):
        told(world, f"Another one {number}")
    with django_assert_num_queries(2):
        page = client.get("/en/practices/").content.decode()
    assert page.count("exchange-row__words") == 7
    narrowed = client.get("/en/practices/?skill=t-mobilising-others&city=cascais").content.decode()
    assert narrowed.count("exchange-row__words") == 1 and "to level 2" in narrowed
    assert client.get("/en/practices/?skill=made-up&city=%00").content.decode().count("exchange-row__words") == 7
    assert client.post("/en/practices/").status_code == 405
