"""A directory comes into a city from a file and goes out again without loss; all of it or nothing."""

import json
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from academy.directory import keeping
from academy.directory.exporting import export_csv_zip, export_json, tables_of
from academy.directory.importing import import_hsds
from academy.models import DirectoryEntry, Event, Organisation, Service, ServiceAtPlace, ServicePlace
from academy.standards.hsds.packages import read_package
from tests.academy.hsds import EXAMPLE, golden, golden_bytes, plain
from tests.directory_world import AT, make_entry, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def bring(value, city, name="a.json", at=AT, **more):
    return import_hsds(value if isinstance(value, bytes) else json.dumps(value).encode(), name, city, None, at, **more)


def read(data: bytes, name="a.json") -> dict:
    found, problems = read_package(data, name)
    assert problems == []
    return plain(found)


def test_what_came_in_goes_out_as_it_was_by_json_and_by_csv(world):
    whole = read(golden_bytes())
    report = bring(golden_bytes(), world.mahdia)
    assert (report.sentences(), report.made, report.imported) == ([], {"organisation": 3, "service": 2, "place": 2}, True)
    assert read(export_json(world.mahdia)) == whole == read(export_csv_zip(world.mahdia), "b.zip") == plain(tables_of())
    assert json.loads(export_json(world.mahdia))["contents"][0] == EXAMPLE
    # Through the tables of a zip into another database's city, and out again.
    package = export_csv_zip(world.mahdia)
    Service.objects.all().delete()
    ServicePlace.objects.all().delete()
    DirectoryEntry.objects.all().delete()
    assert bring(package, world.cascais, "b.zip").ok and read(export_json(world.cascais)) == whole and not tables_of(world.mahdia)



def test_a_file_to_be_published_names_no_people(world):
    bring(golden_bytes(), world.mahdia)
    whole, without = plain(tables_of()), plain(tables_of(people=False))
    assert whole["contact"] and any("contact_id" in row for row in whole["phone"].values()), "the file names people"
    assert "contact" not in without and not any("contact_id" in row for rows in without.values() for row in rows.values())
    assert without["service"] == whole["service"] and without["location"] == whole["location"] and read(export_json(people=False)) == without


def test_what_we_have_fields_for_is_read_into_them(world):
    bring(golden_bytes(), world.mahdia)
    service, place = Service.objects.get(name="=Mashghal مشغل"), ServicePlace.objects.get(name="Workshop")
    assert (service.languages, service.cost, service.ended_on, service.kind) == (["ar", "fr"], "free", AT.date(), "marketing") and len(service.cost_note) == 200
    assert (place.latitude, place.hours, place.town) == (Decimal("35.5000"), {"mo": [["09:00", "13:00"], ["14:00", "17:30"]], "tu": [["09:00", "13:00"]], "th": [["09:00", "13:00"]]}, "Mahdia")
    entry = service.entry
    assert (entry.organisation.city, entry.phone, entry.listed_at, entry.confirmed_on) == (world.mahdia, "+216 73 000 000", AT, None)
    assert str(Service.objects.get(name="Community Counselling").key) == EXAMPLE["id"]
    assert Event.objects.get(verb="imported").details["made"]["service"] == 2


@pytest.mark.postgres  # rows in JSON, compared
def test_brought_again_it_changes_nothing_and_keeps_what_people_changed_here(world):
    bring(golden_bytes(), world.mahdia)
    service, place = Service.objects.get(name="=Mashghal مشغل"), ServicePlace.objects.get(name="Workshop")
    again = bring(golden_bytes(), world.mahdia, at=AT + timedelta(days=1))
    assert not any([*again.made.values(), *again.changed.values()])
    keeping.change_service(service, by=None, at=AT, kind="training", cost_note="Nothing", languages=["ar"], stages=["idea"], phone="+216 1")
    keeping.change_place(place, by=None, at=AT, hours={"sa": [["10:00", "12:00"]]}, seats=4, is_workspace=True, address="Port")
    page = golden()
    page["contents"][1]["description"] = "New words"
    report = bring(page, world.mahdia)
    assert report.made == {"organisation": 0, "service": 0, "place": 0} and report.changed["service"] == 1
    service.refresh_from_db()
    place.refresh_from_db()
    assert (service.description, service.kind, service.cost_note, service.languages, service.stages, service.phone) == ("New words", "training", "Nothing", ["ar"], ["idea"], "+216 1")
    assert (place.hours, place.seats, place.address) == ({"sa": [["10:00", "12:00"]]}, 4, "Port") and "new words" in service.search
    # What was changed here goes out, and the rest beside it as it came: the monthly opening, too.
    out = read(export_json(world.mahdia))
    assert {row.get("byday") for row in out["schedule"].values() if row.get("location_id") == "loc-1"} == {"SA", "1SA"}
    assert out["service"]["svc-1"]["fees_description"] == "Nothing" and out["service"]["svc-1"]["x_colour"] == "red"
    assert Organisation.objects.count() - 1 == DirectoryEntry.objects.count() == 3 and ServiceAtPlace.objects.count() == 2


def test_what_was_written_here_comes_back_the_same_elsewhere(world):
    entry = make_entry(world.mahdia, "زيتون ونول", about="نص", kind="cooperative", website="https://loom.example", phone="+216 73", email="loom@example.org", how_to_reach="Bus 3", language="ar")
    place = keeping.add_place(entry, by=None, at=AT, name="Lingare (demo)", address="1 Port", town="Mahdia", latitude=Decimal("35.5"), longitude=Decimal("11.06"), is_workspace=True, seats=8,
                              seats_free=3, hours={"mo": [["09:00", "17:00"]]}, hours_note="Not in August", access="A ramp")
    make_service(entry, "=Legal hour", kind="space", description="Words", whom="Women", stages=["idea", "growing"], languages=["ar", "fr"], cost="solidarity", cost_note="5 dinars", url="https://a.example",
                 email="a@example.org", phone="73", how_to_reach="Ring", open_to_cities=True, language="fr", places=[place])
    gone = make_service(entry, "Gone", kind="legal")
    keeping.end_service(gone, on=AT.date(), by=None, at=AT)

    def said() -> list:
        columns = {Organisation: ("name", "kind", "website"), DirectoryEntry: ("key", "about", "email", "phone", "how_to_reach", "language", "confirmed_on"),
                   Service: [field.name for field in Service._meta.concrete_fields if field.name not in ("id", "entry", "hsds")],
                   ServicePlace: [field.name for field in ServicePlace._meta.concrete_fields if field.name not in ("id", "entry", "hsds")], ServiceAtPlace: ("key",)}
        return [list(model.objects.exclude(**({"city": world.cascais, "entry": None} if model is Organisation else {})).order_by(names[0]).values_list(*names)) for model, names in columns.items()]

    before, as_json, as_csv = said(), export_json(world.mahdia), export_csv_zip(world.mahdia)
    for data, name in ((as_json, "a.json"), (as_csv, "a.zip")):
        for model in (Service, ServicePlace, DirectoryEntry):
            model.objects.all().delete()
        Organisation.objects.filter(city=world.mahdia).delete()
        report = bring(data, world.mahdia, name)
        assert report.sentences() == [] and said() == before
        assert read(export_json(world.mahdia)) == read(as_json)


def test_organisations_of_the_city_are_taken_by_name_and_keep_what_the_file_does_not_say(world):
    body = Organisation.objects.create(name="Loom (demo)", city=world.mahdia, kind="cooperative")
    entry = keeping.list_entry(body, by=None, at=AT, email="loom@example.org", about="Ours")
    report = bring(golden_bytes(), world.mahdia)
    assert report.made["organisation"] == 2
    entry.refresh_from_db()
    assert (entry.email, entry.about, entry.phone, entry.organisation.kind) == ("loom@example.org", "Ours", "+216 73 000 000", "cooperative")
    assert bring(golden_bytes(), world.mahdia).made["organisation"] == 0


@pytest.mark.postgres  # all or nothing
def test_nothing_comes_in_when_anything_is_wrong(world):
    make_entry(world.mahdia, "Quiet Mill (demo)")
    page = golden()
    page["contents"][1] |= {"name": "x" * 151, "url": "javascript:alert(1)", "assured_date": "2099-01-01"}
    page["organizations"].append({"id": "org-3", "name": "Quiet Mill (demo)", "description": ""})
    report = bring(page, world.mahdia)
    assert {(each.code, each.id) for each in report.problems} == {("too_long", "svc-1"), ("no_uri", "svc-1"), ("in_the_future", "svc-1"), ("name_twice", "org-3"), ("id_twice", "org-3")}
    page["contents"][1]["program_id"] = "nowhere"
    assert "points at nowhere" in " ".join(bring(page, world.mahdia).sentences())
    assert bring(golden_bytes(), world.mahdia, check=True).made["service"] == 2
    assert DirectoryEntry.objects.count() == 1 and not Service.objects.exists() and not Event.objects.filter(verb="imported").exists()
    # Another city's rows are not taken over by whoever knows their ids.
    bring(golden_bytes(), world.cascais)
    assert {each.code for each in bring(EXAMPLE, world.mahdia).problems} == {"in_other_city"}
    assert Service.objects.get(key=EXAMPLE["id"]).entry.organisation.city == world.cascais


def test_the_commands_say_what_they_did(world, tmp_path):
    file, out = tmp_path / "a.json", StringIO()
    file.write_bytes(golden_bytes())
    call_command("import_hsds", file, city="mahdia", check=True, stdout=out)
    assert "this is a check" in out.getvalue() and not Service.objects.exists()
    call_command("import_hsds", file, city="mahdia", stdout=out)
    assert "3 organisations new, 0 changed; 2 services new" in out.getvalue()
    call_command("export_hsds", city="mahdia", format="csv", out=tmp_path / "b.zip")
    assert read((tmp_path / "b.zip").read_bytes(), "b.zip") == read(golden_bytes())
    file.write_text("{}")
    wrong = StringIO()
    with pytest.raises(CommandError, match="Nothing was imported: 1 problems"):
        call_command("import_hsds", file, city="mahdia", stderr=wrong)
    assert "no organisation in it" in wrong.getvalue()
    with pytest.raises(CommandError, match="no partner city"):
        call_command("export_hsds", city="atlantis")
