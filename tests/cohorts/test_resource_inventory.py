"""What lies idle: entered with the owner's word, photographed, read by everybody or the desk alone, carried out and in as a table."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from PIL import Image

from cohorts.models import CivilCapacity, Resource
from cohorts.plan.resource_csv import read_in
from tests.call_world import idle
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DESK, PUBLIC = "/en/city/cascais/plan/resources/", "/en/cities/cascais/plan/resources/"
TYPED = {"kind": "building", "title": "Old school", "words": "Two rooms.", "language": "en", "state": "small", "owner": "The parish", "area": "90", "amount": "", "address": "Rua 1",
         "district": "Centre", "latitude": "38.6979", "longitude": "-9.4215", "uses": ["learning"], "free_from": "", "notes": "The key is with the priest.", "owner_agreed_on": ""}


def picture() -> SimpleUploadedFile:
    out, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "A camera that tells"
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("x.jpg", out.getvalue(), "image/jpeg")


def test_nobody_reads_it_without_the_owners_word_and_nobody_reads_the_notes(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(world.carla)
    wrong = client.post(f"{DESK}new/", {**TYPED, "shown": "on"})
    assert wrong.status_code == 422 and "Ask the owner" in wrong.content.decode() and "Two rooms." in wrong.content.decode()
    assert client.post(f"{DESK}new/", {**TYPED, "longitude": ""}).status_code == 422
    assert client.post(f"{DESK}new/", TYPED).status_code == 302
    made = Resource.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(pk=made.pk).update(shown_at=NOW)
    one = f"{DESK}{made.key}/"
    assert "key is with the priest" in client.get(one).content.decode()
    client.post(f"{one}photos/", {"file": picture(), "alt": ""})
    assert not made.photos.exists(), "words for those who do not see it are asked for"
    client.post(f"{one}photos/", {"file": picture(), "alt": "The door of the school"})
    photo = made.photos.get()
    assert b"A camera that tells" not in photo.file.read()
    small = f"{PUBLIC}photos/{photo.pk}/small/"
    assert client.get(small)["Content-Type"] == "image/jpeg"
    client.logout()
    assert client.get(small).status_code == client.get(f"{PUBLIC}{made.key}/").status_code == 404
    client.force_login(world.carla)
    assert client.post(one, {**TYPED, "shown": "on", "owner_agreed_on": "2026-01-02", "seen": "2020-01-01T00:00:00+00:00"}).status_code == 409
    made.refresh_from_db()
    assert client.post(one, {**TYPED, "shown": "on", "owner_agreed_on": "2026-01-02", "seen": made.changed_at.isoformat()}).status_code == 302
    client.logout()
    shown = client.get(PUBLIC).content.decode()
    assert "Old school" in shown and "The door of the school" in shown and "city-map" in shown and "priest" not in shown
    assert "priest" not in client.get(f"{PUBLIC}{made.key}/").content.decode() and client.get(small).status_code == 200
    assert "Old school" not in client.get(f"{PUBLIC}?kind=land").content.decode() and "Old school" in client.get(f"{PUBLIC}?kind=made-up").content.decode()
    client.force_login(world.carla)
    client.post(f"{one}photos/", {"take": str(photo.pk)})
    client.post(f"{one}gone/")
    made.refresh_from_db()
    assert not made.photos.exists() and made.gone_on and client.get(f"{PUBLIC}{made.key}/").status_code == 404


def test_what_a_body_says_of_itself_is_entered_once_shown_with_its_word_and_ended(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(world.carla)
    said = {"name": "Net Menders", "words": "We mend nets.", "language": "en", "people": "some", "spaces": "A boat shed", "said_on": "2026-09-01", "do": "keep"}
    new = "/en/city/cascais/plan/civil/new/"
    assert client.post(new, {**said, "said_on": ""}).status_code == 422 and client.post(new, said).status_code == 302
    assert client.post(new, said).status_code == 422, "in the list already"
    assert "Net Menders" not in client.get(PUBLIC).content.decode()
    row = CivilCapacity.objects.get()
    page = f"/en/city/cascais/plan/civil/{row.key}/"
    client.post(page, {**said, "shown": "on"})
    assert "Net Menders" in client.get(PUBLIC).content.decode() and "Net Menders" in client.get(DESK).content.decode()
    client.post(page, {"do": "end"}, follow=True)
    assert "Net Menders" not in client.get(PUBLIC).content.decode() and client.get(page).status_code == 404


def test_a_table_goes_out_and_in_and_a_wrong_line_keeps_everything_out(world, client):
    idle(world, "=SUM(1)", notes="secret", uses=["kitchen", "shop"], latitude="38.7", longitude="-9.4", free_from=date(2027, 1, 1))
    idle(world, "Field", kind="land", shown=False, owner_agreed_on=None)
    client.force_login(world.carla)
    out = client.get(f"{DESK}list.csv").content
    assert b"'=SUM(1)" in out and b"secret" in out
    names = ("kind", "title", "uses", "area", "free_from", "notes", "latitude", "longitude", "owner_agreed_on", "state")
    rows = [{name: getattr(each, name) for name in names} for each in Resource.objects.order_by("title")]
    Resource.objects.all().delete()
    address = f"{DESK}import/"
    sent = client.post(address, {"file": SimpleUploadedFile("i.csv", out, "text/csv")})
    assert sent.status_code == 302 and rows == [{name: getattr(each, name) for name in names} for each in Resource.objects.order_by("title")], "out and in again is the same"
    assert Resource.objects.shown().count() == 1
    twice = client.post(address, {"file": SimpleUploadedFile("i.csv", out, "text/csv")})
    assert twice.status_code == 422 and "already" in twice.content.decode() and Resource.objects.count() == 2
    heads = b"kind,title,state,owner,area,uses\n"
    good = b"land,Good,ready,Town,10,farming\n"
    for bad, says in ((b"castle,Bad,ready,Town,,\n", "kind"), (b"land,Bad,ready,Town,-3,\n", "area"), (b"land,Bad,ready,Town,,flying\n", "uses"), (b"land,Good,ready,Town,,\n", "title"),
                      (b"land,Bad,ready,Town,1,farming,more\n", ""), (b'land,"Bad\n', "")):
        made, wrong = read_in(world.cascais, heads + good + bad, by=world.carla, at=NOW)
        assert made == [] and wrong[0].line >= 2 and wrong[0].column == says, bad
    assert [each.column for each in read_in(world.cascais, b"title\nx\n", by=world.carla, at=NOW)[1]] == ["kind", "state", "owner"]
    assert read_in(world.cascais, b"\xff\xfe", by=world.carla, at=NOW)[1] and read_in(world.cascais, b"", by=world.carla, at=NOW)[1] and Resource.objects.count() == 2


def test_only_the_citys_coordinators_keep_it_and_the_network_reads_without_notes(world, client):
    made = idle(world, notes="secret")
    pages = [f"{DESK}new/", f"{DESK}import/", f"{DESK}{made.key}/", f"{DESK}{made.key}/photos/", f"{DESK}{made.key}/gone/", "/en/city/cascais/plan/civil/new/", "/en/city/cascais/plan/matches/"]
    for page in [DESK, f"{DESK}list.csv", *pages]:
        assert client.get(page).status_code in (302, 405) and client.post(page).status_code in (302, 405)
    for person in (world.mouna, world.lia, world.stranger):
        client.force_login(person)
        for page in [DESK, f"{DESK}list.csv", *pages]:
            assert client.get(page).status_code in (404, 405) and client.post(page).status_code in (404, 405), (person, page)
    client.force_login(world.mouna)
    assert client.get(f"/en/city/mahdia/plan/resources/{made.key}/").status_code == 404
    client.force_login(world.nadia)
    assert "secret" not in client.get(DESK).content.decode() and b"secret" not in client.get(f"{DESK}list.csv").content
    assert all(client.get(page).status_code in (404, 405) for page in pages)


def test_lists_ask_the_same_number_of_questions_however_long(world, client):
    client.force_login(world.carla)

    def asked() -> list[int]:
        found = []
        for page in (PUBLIC, DESK):
            with CaptureQueriesContext(connection) as seen:
                assert client.get(page).status_code == 200
            found.append(len(seen))
        return found

    idle(world, "One", latitude="38.7", longitude="-9.4")
    asked()
    few = asked()
    for number in range(9):
        idle(world, f"Thing {number}", latitude="38.7", longitude=f"-9.{number}")
    assert asked() == few
