"""Taking one's data along: everything that is one's own, nothing of others, in cells that stay text."""

import csv
import io
import json
import zipfile

import pytest

from academy.personal_data import all_exports
from academy.personal_data_export import write_export
from academy.safe_cells import safe_cell
from courses.models import ReflectionEntry
from tests.academy.a_full_life import MARKS, live_fully, mark
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def lives(world):
    live_fully(world, world.lia, other=world.teo)
    live_fully(world, world.mouna, other=world.teo)
    return world


def archive_of(person) -> zipfile.ZipFile:
    return zipfile.ZipFile(write_export(person, NOW))


def everything_in(archive: zipfile.ZipFile, ending: str) -> str:
    return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(ending))


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_it_holds_everything_of_theirs_and_nothing_of_others(lives, ending):
    mine = everything_in(archive_of(lives.lia), ending)
    assert [where for where in MARKS if mark(lives.lia, where) not in mine] == []
    assert f"mark-{lives.mouna.pk}-" not in mine
    for other in (lives.mouna, lives.teo, lives.nadia, lives.marta):
        assert other.email not in mine and other.name not in mine
        assert str(other.subject) not in mine
    assert lives.lia.email in mine


def test_both_forms_hold_the_same_rows(lives):
    archive = archive_of(lives.lia)
    names = [one.name for one in all_exports()]
    for name in names:
        rows = json.loads(archive.read(f"{name}.json"))
        cells = list(csv.reader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"))))
        assert len(rows) == max(len(cells) - 1, 0), name
    assert archive.testzip() is None


def test_the_letter_says_what_each_file_is(lives):
    letter = archive_of(lives.lia).read("READ-ME.txt").decode()
    for one in all_exports():
        assert f"{one.name}.json" in letter and str(one.title) in letter


def test_no_secret_of_the_second_factor_and_no_password_is_in_it(lives):
    mine = everything_in(archive_of(lives.lia), ".json")
    assert lives.lia.password not in mine
    assert "JBSWY3DPEHPK3PXP" not in mine and "secret" not in mine


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://evil.example\")", "＝1"])
def test_a_cell_never_begins_a_formula(lives, formula):
    ReflectionEntry.objects.filter(person=lives.lia).update(text=formula)
    cells = csv.DictReader(io.StringIO(archive_of(lives.lia).read("reflections.csv").decode("utf-8-sig"), newline=""))
    cell = next(cells)["text"]
    assert cell[0] == "'" and not cell.startswith(("=", "+", "-", "@"))
    assert json.loads(archive_of(lives.lia).read("reflections.json"))[0]["text"] == formula


def test_numbers_stay_numbers():
    assert [safe_cell(value) for value in (-3, 1.5, True, None, "plain")] == [-3, 1.5, True, "", "plain"]


def test_the_page_shows_what_there_is(lives, client):
    client.force_login(lives.lia)
    page = client.get("/en/my/data/").content.decode()
    for one in all_exports():
        assert str(one.title).replace("'", "&#x27;") in page


def test_the_button_gives_a_zip_nobody_keeps(lives, client):
    client.force_login(lives.lia)
    assert client.get("/en/my/data/export/").status_code == 405
    response = client.post("/en/my/data/export/")
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith("attachment; filename=\"tessera-my-data-")
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert mark(lives.lia, "reflection") in archive.read("reflections.json").decode()


def test_nobody_signed_out_gets_one(client):
    assert "/account/login/" in client.post("/en/my/data/export/").url
