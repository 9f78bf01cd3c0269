"""The directory goes out as an HSDS file and comes in again: all of it, or nothing and everything that is wrong."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from academy.models import DirectoryEntry, Event, Service
from tests.home.hub_world import make_entry, make_hub
from tests.home.test_directory_entry_keeping import body

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DESK = "/en/city/cascais/hub/"


def file(data: bytes, name: str = "directory.json") -> dict:
    return {"file": SimpleUploadedFile(name, data)}


def test_only_the_citys_own_coordinators_bring_in_and_take_out(world, client):
    make_hub(world.cascais)
    for address in (f"{DESK}import/", f"{DESK}export/"):
        assert "/account/login/" in client.get(address).url
        for who in ("stranger", "lia", "mouna", "nadia"):
            client.force_login(getattr(world, who))
            sent = client.post(address, file(b"{}")).status_code  # taking out is no post, whoever sends it
            assert client.get(address).status_code == 404 and sent == (405 if "export" in address else 404), who
        client.logout()


def test_what_went_out_comes_in_again_and_makes_nothing_twice(world, client):
    make_hub(world.cascais), make_entry(world.cascais, services=2, places=2)
    client.force_login(world.carla)
    out = client.get(f"{DESK}export/?form=json")
    assert out["Content-Disposition"] == 'attachment; filename="directory-cascais.json"' and "Loom House" in json.dumps(json.loads(out.content))
    tables = client.get(f"{DESK}export/?form=csv")
    assert tables.content.startswith(b"PK") and tables["Content-Type"] == "application/zip"
    for data, name in ((out.content, "a.json"), (tables.content, "a.zip")):
        said = body(client.post(f"{DESK}import/", file(data, name)))
        assert "All of it is in the directory." in said and '<th scope="row">Services</th><td>0</td>' in said
    Service.objects.all().delete()
    looked = client.post(f"{DESK}import/", {**file(out.content), "look": "1"})
    assert "It was only looked at" in body(looked) and "<td>2</td>" in body(looked) and not Service.objects.exists()
    assert client.post(f"{DESK}import/", file(out.content)).status_code == 200 and Service.objects.count() == 2
    assert set(Event.objects.filter(object_kind="directory").values_list("verb", flat=True)) == {"exported", "imported"}


def test_a_file_with_something_wrong_brings_in_nothing_and_says_all_of_it(world, client, monkeypatch):
    make_hub(world.cascais)
    client.force_login(world.carla)
    empty = client.post(f"{DESK}import/", {})
    assert empty.status_code == 422 and "error-summary" in body(empty)
    table = b"id,organization_id,name,status\nnot-there,11111111-1111-4111-8111-111111111111,<b>Advice</b>,active\n"
    for data, name in ((table, "services.csv"), (b"not json", "a.json"), (b"PK\x03\x04", "a.zip"), (b"\xff\xfe", "b.json")):
        wrong = client.post(f"{DESK}import/", file(data, name))
        assert wrong.status_code == 422 and "Nothing was brought in" in body(wrong) and "<b>Advice" not in body(wrong), name
    assert "import-problems" in body(wrong) and not DirectoryEntry.objects.exists()
    monkeypatch.setattr("home.views.city_hub_files.LARGEST", 3)
    assert "larger than" in body(client.post(f"{DESK}import/", file(b"[{}]")))
