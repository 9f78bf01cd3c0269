"""Those who keep an entry change it, confirm it and close it; nobody else finds the door."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from academy.models import DirectoryEntry, Event, Organisation, Service, ServicePlace
from tests.home.hub_world import keeps, make_entry, make_hub
from tests.world import works_at_hub

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PLACE = {"name": "Upper room", "town": "Harbour", "hours_mo": "9:00-13:00, 14:00-17:00", "hours_tu": "9-13", "is_workspace": "on", "seats": "6", "seats_free": "2",
         "latitude": "38.712345", "longitude": "-9.4"}
SERVICE = {"name": "Book-keeping", "kind": "consultancy", "language": "pt", "languages": ["pt", "fr"], "stages": ["running"], "cost": "free", "description": "First line.\nSecond line."}


def body(answer) -> str:
    return answer.content.decode()


def version(client, address: str) -> str:
    import re

    return re.search(r'name="version" value="(\w*)"', body(client.get(address))).group(1)


def sends(client, address: str, given: dict):
    return client.post(address, {**given, "version": version(client, address)})


def test_only_those_who_keep_it_find_the_door(world, client):
    entry = make_entry(world.cascais)
    service, place = entry.services.get(), entry.places.get()
    at = f"/en/my/entry/{entry.key}/"
    reads = [at, f"{at}change/", f"{at}closing/", f"{at}services/new/", f"{at}services/{service.pk}/", f"{at}places/new/", f"{at}places/{place.pk}/"]
    posts = [f"{at}confirmation/", f"{at}reopening/", f"{at}services/{service.pk}/end/", f"{at}places/{place.pk}/end/"]
    assert all("/account/login/" in client.get(each).url for each in reads) and all("/account/login/" in client.post(each).url for each in [*reads[1:], *posts])
    for who in ("mouna", "stranger", "nadia"):  # every page for a coordinator of another city, the front and a writing one for others
        client.force_login(getattr(world, who))
        pages, forms = (reads, [*reads[1:], *posts]) if who == "mouna" else (reads[:1], posts[:1])
        assert {client.get(each).status_code for each in pages} == {client.post(each).status_code for each in forms} == {404}, who
    works_at_hub(world.teo, make_hub(world.cascais))
    keeper = keeps(world.lia, entry)
    for who in ("lia", "teo", "carla"):
        client.force_login(getattr(world, who))
        assert {client.get(each).status_code for each in (reads if who == "lia" else reads[:2])} == {200} and "Loom House" in body(client.get("/en/my/entries/")), who
    assert {client.get(each).status_code for each in posts} == {client.post(at).status_code} == {405}
    other = make_entry(world.mahdia, "Elsewhere")
    client.force_login(world.lia)
    theirs = other.services.get()
    assert client.get(f"{at}services/{theirs.pk}/").status_code == client.post(f"{at}services/{theirs.pk}/end/").status_code == 404
    keeper.finished_on = date(2026, 11, 22)
    keeper.save()
    assert {client.get(each).status_code for each in reads} == {404} and "Elsewhere" not in body(client.get("/en/my/entries/"))


def test_a_keeper_says_what_there_is_and_where_and_when(world, client):
    entry = make_entry(world.cascais, services=0, places=0)
    keeps(world.lia, entry)
    client.force_login(world.lia)
    at = f"/en/my/entry/{entry.key}/"
    assert sends(client, f"{at}change/", {"name": "Loom  House", "kind": "cooperative", "language": "fr", "about": "Nous tissons.\n\nEnsemble.", "phone": "+351 1"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.language, entry.about, entry.phone, entry.organisation.kind) == ("fr", "Nous tissons.\n\nEnsemble.", "+351 1", "cooperative")
    assert sends(client, f"{at}places/new/", PLACE).status_code == 302
    place = ServicePlace.objects.get()
    assert place.hours == {"mo": [["09:00", "13:00"], ["14:00", "17:00"]], "tu": [["09:00", "13:00"]]} and str(place.latitude) == "38.7123" and place.seats_free == 2
    assert sends(client, f"{at}services/new/", {**SERVICE, "places": [place.pk]}).status_code == 302
    service = Service.objects.get()
    assert (service.stages, sorted(service.languages), list(service.places.all())) == (["running"], ["fr", "pt"], [place])
    assert "book keeping" in service.search and service.description == "First line.\nSecond line."
    assert "09:00-13:00, 14:00-17:00" in body(client.get(f"{at}places/{place.pk}/"))
    public = body(client.get(f"/en/desk/directory/{entry.key}/"))
    for said in ("Nous tissons.", "Book-keeping", "Upper room", "09:00–13:00", "2 free now", "Change this entry", 'lang="fr"'):
        assert said in public
    assert client.post(f"{at}services/{service.pk}/end/").status_code == client.post(f"{at}places/{place.pk}/end/").status_code == 302
    assert "Book-keeping" not in body(client.get(f"/en/desk/directory/{entry.key}/")) and "Offered again" in body(client.get(at))
    client.post(f"{at}services/{service.pk}/end/", {"again": "1"}), client.post(f"{at}places/{place.pk}/end/", {"again": "1"})
    assert "Book-keeping" in body(client.get(f"/en/desk/directory/{entry.key}/")) and not Service.objects.exclude(ended_on=None).exists()
    assert Event.objects.filter(subject=world.lia.subject, object_kind="service").count() == 3


def test_what_cannot_be_is_said_and_what_was_typed_stays(world, client):
    entry = make_entry(world.cascais)
    Organisation.objects.create(city=world.cascais, name="Taken")
    keeps(world.lia, entry)
    client.force_login(world.lia)
    at = f"/en/my/entry/{entry.key}/"
    wrong = sends(client, f"{at}places/new/", {**PLACE, "hours_mo": "morning until noon", "hours_tu": "13:00-9:00", "latitude": "", "seats": "1"})
    said = body(wrong)
    assert wrong.status_code == 422 and "error-summary" in said and 'value="morning until noon"' in said and 'value="13:00-9:00"' in said
    assert "is no span of time" in said and "ends before it begins" in said and "both latitude and longitude" in said and "more free seats than seats" in said
    assert sends(client, f"{at}services/new/", {**SERVICE, "name": "", "stages": ["no such"]}).status_code == 422
    assert "First line." in body(sends(client, f"{at}services/new/", {**SERVICE, "name": ""}))
    taken = sends(client, f"{at}change/", {"name": "Taken", "kind": "cooperative", "language": "en", "about": "Mine."})
    assert taken.status_code == 422 and "of this name in the city already" in body(taken) and "Mine." in body(taken)
    assert ServicePlace.objects.count() == Service.objects.count() == 1


def test_who_was_slower_is_told_and_may_keep_their_words(world, client):
    entry = make_entry(world.cascais)
    client.force_login(world.carla)
    at = f"/en/my/entry/{entry.key}/change/"
    given = {"name": "Loom House", "kind": "cooperative", "language": "en", "about": "Mine."}
    opened = version(client, at)
    DirectoryEntry.objects.filter(pk=entry.pk).update(about="Theirs.")
    slower = client.post(at, {**given, "version": opened})
    assert slower.status_code == 422 and "Somebody else has changed this" in body(slower) and "Mine." in body(slower)
    assert sends(client, at, given).status_code == 302 and DirectoryEntry.objects.get(pk=entry.pk).about == "Mine."


def test_it_is_confirmed_with_one_button(world, client):
    entry = make_entry(world.cascais, at=timezone.now() - timedelta(days=400))
    client.force_login(world.carla)
    assert "Not confirmed since" in body(client.get(f"/en/desk/directory/{entry.key}/")) and "confirmed it for a while" in body(client.get(f"/en/my/entry/{entry.key}/"))
    assert client.post(f"/en/my/entry/{entry.key}/confirmation/").status_code == 302
    entry.refresh_from_db()
    assert entry.confirmed_on == entry.services.get().confirmed_on == timezone.localdate()
    assert "Not confirmed since" not in body(client.get(f"/en/desk/directory/{entry.key}/"))


def test_closing_says_what_happens_and_can_be_put_back(world, client):
    entry = make_entry(world.cascais, services=2)
    client.force_login(world.carla)
    at, today = f"/en/my/entry/{entry.key}/", timezone.localdate()
    asked = body(client.get(f"{at}closing/"))
    assert "2 services are no longer found" in asked and "1 place goes with it" in asked and "referral of your hub" not in asked
    assert client.post(f"{at}closing/", {"closed_on": str(today + timedelta(days=1))}).status_code == client.post(f"{at}closing/", {"closed_on": "soon"}).status_code == 422
    assert client.post(f"{at}closing/", {"closed_on": str(today)}).status_code == 302
    assert "Advice 0" not in body(client.get("/en/desk/directory/")) and "This organisation closed on" in body(client.get(f"/en/desk/directory/{entry.key}/"))
    assert client.post(f"{at}reopening/").status_code == 302 and "Advice 0" in body(client.get("/en/desk/directory/"))
