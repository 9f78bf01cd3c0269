"""A city's coordinators set its hub up, word it, open it, and say who works there and who keeps an entry."""

import pytest

from academy.models import DirectoryEntry, EntryKeeper, Event, Hub, HubText, HubWorker, Organisation
from tests.home.hub_world import ABOUT, make_entry, make_hub
from tests.home.test_directory_entry_keeping import body, sends
from tests.world import works_at_hub

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DESK = "/en/city/cascais/hub/"
FORM = {name: value for name, value in ABOUT.items() if value is not False}


def test_only_the_citys_own_coordinators_find_the_door(world, client):
    hub, entry = make_hub(world.cascais), make_entry(world.cascais)
    works_at_hub(world.teo, hub)
    work = HubWorker.objects.get()
    reads = [DESK, f"{DESK}about/", f"{DESK}words/pt/", f"{DESK}entries/new/", f"{DESK}entries/{entry.key}/keepers/"]
    posts = [f"{DESK}opening/", f"{DESK}closing/", f"{DESK}workers/{work.pk}/end/", f"{DESK}entries/{entry.key}/keepers/1/end/"]
    assert all("/account/login/" in client.get(each).url for each in reads) and all("/account/login/" in client.post(each).url for each in [*reads, *posts])
    for who in ("stranger", "lia", "mouna", "nadia", "teo"):  # the network reads numbers elsewhere, and orientation workers have a queue of their own
        client.force_login(getattr(world, who))
        pages = [*reads, *posts] if who in ("mouna", "nadia") else [DESK]
        assert {client.get(each).status_code for each in pages if each in reads} == {client.post(each).status_code for each in pages} == {404}, who
    client.force_login(world.carla)
    assert {client.get(each).status_code for each in reads} == {200} and {client.get(each).status_code for each in posts} == {405}
    assert client.get(f"{DESK}words/xx/").status_code == 404
    other = make_entry(world.mahdia, "Elsewhere")
    assert client.get(f"{DESK}entries/{other.key}/keepers/").status_code == 404
    assert 'href="/en/city/cascais/hub/"' in body(client.get("/en/city/cascais/"))
    client.force_login(world.nadia)
    assert 'href="/en/city/cascais/hub/"' not in body(client.get("/en/city/cascais/"))


def test_a_hub_is_set_up_worded_and_opened_when_somebody_can_answer(world, client):
    client.force_login(world.carla)
    assert client.get(DESK).url == f"{DESK}about/" and client.post(DESK, {"email": world.lia.email}).status_code == 404
    assert "answer_days" in body(sends(client, f"{DESK}about/", {**FORM, "answer_days": "0", "name": "Kept"})) and not Hub.objects.exists()
    assert sends(client, f"{DESK}about/", FORM).status_code == 302
    hub = Hub.objects.get()
    assert (hub.city, hub.name, hub.priority_women, hub.priority_young, hub.opened_at) == (world.cascais, "Desk by the sea", True, False, None)
    assert sends(client, f"{DESK}words/pt/", {"name": "Balcão", "welcome": "Bem-vinda.\n\nSente-se."}).status_code == 302
    assert HubText.objects.get().welcome == "Bem-vinda.\n\nSente-se."
    client.post(f"{DESK}opening/")
    assert not Hub.objects.open().exists() and "Name somebody who does orientation first" in body(client.get(DESK))
    assert client.post(DESK, {"email": world.teo.email.upper()}).status_code == 302
    assert client.post(DESK, {"email": world.teo.email}).status_code == 302 and HubWorker.objects.count() == 1
    client.post(f"{DESK}opening/")
    assert Hub.objects.open().exists()
    client.post(f"{DESK}workers/{HubWorker.objects.get().pk}/end/")
    assert HubWorker.objects.get().finished_on is None and "An open hub needs somebody" in body(client.get(DESK))
    client.post(f"{DESK}closing/"), client.post(f"{DESK}workers/{HubWorker.objects.get().pk}/end/")
    assert not Hub.objects.open().exists() and HubWorker.objects.get().finished_on is not None
    client.logout()
    assert client.get("/en/desk/cascais/").status_code == 404
    assert list(Event.objects.filter(object_kind__startswith="hub").order_by("at").values_list("verb", flat=True)) == ["set_up", "worded", "named", "opened", "closed", "ended"]


def test_an_address_without_an_account_is_said_clearly_and_not_as_often_as_one_likes(world, client, monkeypatch):
    make_hub(world.cascais)
    client.force_login(world.carla)
    nobody = client.post(DESK, {"email": "nobody@people.example"})
    assert nobody.status_code == 422 and "Nobody has an account with this address" in body(nobody) and "nobody@people.example" in body(nobody)
    world.teo.emailaddress_set.update(verified=False)
    assert client.post(DESK, {"email": world.teo.email}).status_code == 422, "whoever typed this address never showed that it is theirs"
    monkeypatch.setattr("home.hub_forms.ASKED_A_DAY", 1)
    assert "many addresses today" in body(client.post(DESK, {"email": world.lia.email})) and not HubWorker.objects.exists()


def test_an_organisation_comes_into_the_directory_with_somebody_who_keeps_it(world, client):
    make_hub(world.cascais)
    client.force_login(world.carla)
    new = f"{DESK}entries/new/"
    assert client.post(new, {"kind": "association"}).status_code == client.post(new, {"kind": "association", "name": "Two", "organisation": world.cooperative.pk}).status_code == 422
    assert client.post(new, {"kind": "association", "name": world.cooperative.name}).status_code == 422
    elsewhere = Organisation.objects.create(city=world.mahdia, name="Elsewhere")
    assert client.post(new, {"kind": "association", "organisation": elsewhere.pk}).status_code == 422
    made = client.post(new, {"kind": "association", "organisation": world.cooperative.pk})
    entry = DirectoryEntry.objects.get()
    assert made.url == f"/en/my/entry/{entry.key}/" and entry.organisation == world.cooperative and entry.language == "pt"
    assert client.post(new, {"kind": "teaching", "name": "Evening School"}).status_code == 302 and DirectoryEntry.objects.count() == 2
    keepers = f"{DESK}entries/{entry.key}/keepers/"
    assert client.post(keepers, {"email": "who@people.example"}).status_code == 422 and client.post(keepers, {"email": world.lia.email}).status_code == 302
    client.force_login(world.lia)
    assert client.get(f"/en/my/entry/{entry.key}/").status_code == 200
    client.force_login(world.carla)
    client.post(f"{keepers}{EntryKeeper.objects.get().pk}/end/")
    client.force_login(world.lia)
    assert client.get(f"/en/my/entry/{entry.key}/").status_code == 404


def test_the_desk_asks_as_often_however_long_the_directory_is(world, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_hub(world.cascais), make_entry(world.cascais)
    client.force_login(world.carla)
    client.get(DESK)
    with CaptureQueriesContext(connection) as first:
        client.get(DESK)
    for n in range(4):
        make_entry(world.cascais, f"House {n}")
    works_at_hub(world.teo, Hub.objects.get())
    with django_assert_num_queries(len(first)):
        client.get(DESK)
