"""The academy's pathways are written by the network's coordinators and read by those of cities."""

import pytest

from academy.models import Pathway
from tests.home.test_my_pathway import begun
from tests.world import NOW

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
DESK = "/cms/pathways/"


def typed(*rows: dict, **fields) -> dict:
    data = {"titles": "en: First steps\npt: Primeiros passos", "intros": "", "entry_path": "student", "slug": "", "steps-TOTAL_FORMS": str(len(rows)), "steps-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"steps-{number}-{name}": value for name, value in row.items()}
    return data | fields


def test_the_network_writes_a_pathway_and_copies_stay_as_they_were(world, client):
    from academy.role_groups import sync_everyone

    sync_everyone(NOW.date())
    client.force_login(world.nadia)
    course = {"what": f"course:{world.key}", "place": "2", "words": "en: Because"}
    wrong = client.post(f"{DESK}new/", typed(course, titles="pt: Primeiros"))
    assert wrong.status_code == 422 and "English" in wrong.content.decode() and "pt: Primeiros" in wrong.content.decode()
    assert client.post(f"{DESK}new/", typed({"words": "en: for what?"})).status_code == 422
    client.post(f"{DESK}new/", typed(course, {"what": "assessment:before", "place": "1"}, {}))
    made = Pathway.objects.get()
    assert (made.slug, made.titles["pt"]) == ("first-steps", "Primeiros passos")
    assert [(step.kind, step.words) for step in made.steps.all()] == [("assessment", {}), ("course", {"en": "Because"})]
    assert client.get(DESK).status_code == client.get(f"{DESK}first-steps/").status_code == 200
    assert client.post(f"{DESK}new/", typed(course, slug="first-steps")).status_code == 422

    from home import own_pathway

    own = own_pathway.begin(world.lia, made, own_pathway.copied(made), NOW)
    ids = [str(step.pk) for step in made.steps.all()]
    client.post(f"{DESK}first-steps/", typed({"id": ids[0], "what": ""}, {"id": ids[1], **course}, **{"steps-INITIAL_FORMS": "2"}, retired="on"))
    made.refresh_from_db()
    assert [str(step.pk) for step in made.steps.all()] == [ids[1]] and made.retired_on
    assert own.steps.count() == 2


def test_cities_read_and_others_find_nothing(world, client):
    from academy.role_groups import sync_everyone

    begun(world, world.stranger, ("course", str(world.key)))
    sync_everyone(NOW.date())
    page = f"{DESK}{Pathway.objects.get().slug}/"
    client.force_login(world.carla)
    assert client.get(DESK).status_code == 200 and "Doing things together" in client.get(page).content.decode() and "<form" not in client.get(page).content.decode().split("main")[-1]
    assert client.post(page, typed()).status_code == client.get(f"{DESK}new/").status_code == client.post(f"{DESK}new/", typed()).status_code == 404
    client.force_login(world.teo)
    assert client.get(DESK).status_code == client.get(page).status_code == client.post(page, typed()).status_code == 404
    for person in (world.lia, world.stranger):
        client.force_login(person)
        assert client.get(DESK).status_code in (302, 403, 404)
    client.logout()
    assert client.get(page).status_code == 302
