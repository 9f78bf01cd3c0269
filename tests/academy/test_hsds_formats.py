"""HSDS as JSON and as tables: what is read and written again is what was there, and what is wrong is told with its place. Off the database."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from academy.standards.hsds import Row, Tables
from academy.standards.hsds.checking import schema_problems
from academy.standards.hsds.hours import is_weekly, read_week, write_week
from academy.standards.hsds.nesting import write_json
from academy.standards.hsds.packages import read_folder, read_package
from academy.standards.hsds.schema import tables
from academy.standards.hsds.tabular import write_tables, write_zip
from tests.academy.hsds import EXAMPLE, golden, golden_bytes, plain


def read(value, name="a.json"):
    return read_package(value if isinstance(value, bytes) else json.dumps(value).encode(), name)


def codes(problems) -> list[tuple]:
    return [(each.code, each.where.file, each.where.spot, each.id, each.about) for each in problems]


def test_the_specifications_own_example_comes_out_as_it_went_in():
    found, problems = read(EXAMPLE)
    assert problems == [] and write_json(found)["contents"] == [EXAMPLE]
    assert {row["service_id"] for row in found.rows("phone")} == {EXAMPLE["id"]} == {row["link_id"] for row in found.rows("attribute")}


def test_every_table_goes_to_csv_and_back_and_to_json_and_back():
    found, problems = read(golden_bytes())
    assert problems == [] and set(found) == set(tables()), "the golden file uses every table"
    by_tables, problems = read(write_zip(found), "b.zip")
    assert problems == [] and plain(by_tables) == plain(found)
    again, problems = read(write_json(by_tables))
    assert problems == [] and plain(again) == plain(found)
    folder, problems = read_folder(write_tables(found))
    assert problems == [] and plain(folder) == plain(found) and write_zip(folder) == write_zip(found)
    page = write_json(found)
    assert [each for one in page["contents"] for each in schema_problems("service", one, "")] == [] and page["total_items"] == 2
    assert [one["id"] for one in page["organizations"]] == ["org-2"] and page["meta_table_descriptions"][0]["id"] == "mt-1"


def test_a_spreadsheet_takes_no_cell_for_a_formula():
    files = write_tables(read(golden_bytes())[0])
    assert b"'=Mashghal" in files["services.csv"] and b"''=1+1" in files["phones.csv"] and b",+216 73 000 000," in files["phones.csv"]
    assert {each["path"] for each in json.loads(files["datapackage.json"])["resources"]} == files.keys() - {"datapackage.json"}


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(str.strip) | st.sampled_from(["=1", "'=1", "''", "-", "+1 (2)", "a\n\"b\",c", "@x", "'"])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, st.none() | st.integers(0, 99) | st.floats(0, 1e9), st.none() | TEXT), min_size=1, max_size=5))
def test_any_text_and_number_survives_both_ways(said):
    made = Tables()
    made.put("organization", Row({"id": "o", "name": said[0][0], "description": said[0][1]}))
    for number, (name, words, age, beyond) in enumerate(said):
        row = {"id": f"s{number}", "organization_id": "o", "name": name, "status": "active", "alert": words, "minimum_age": age, "x_more": beyond}
        made.put("service", Row({key: value for key, value in row.items() if value is not None}))
        made.put("language", Row({"id": f"l{number}", "service_id": f"s{number}", "note": words}))
    assert plain(read(write_zip(made), "x.zip")[0]) == plain(made) == plain(read(write_json(made))[0])


def test_each_thing_that_is_wrong_is_told_with_its_place():
    page = golden()
    service, other = page["contents"]
    del service["name"]
    service["status"], service["minimum_age"], service["phones"][0]["number"] = "open", "twelve", 7
    other["languages"][0]["id"] = 3
    assert sorted(codes(read(page)[1])) == sorted([
        ("wrong_type", "a.json", "contents/0/phones/0/number", service["phones"][0]["id"], "number"), ("not_one_of", "a.json", "contents/0/status", service["id"], "status"),
        ("wrong_type", "a.json", "contents/0/minimum_age", service["id"], "minimum_age"), ("missing", "a.json", "contents/0", service["id"], "name"),
        ("wrong_type", "a.json", "contents/1/languages/0/id", "3", "id")])

    page = golden()
    page["contents"][1] |= {"assured_date": "31.12.2026", "email": "me at home", "url": "no address", "alert": "x" * 10_001, "wait_time": "a\x07b", "program_id": "nowhere"}
    page["contents"][1]["organization"]["locations"][0]["latitude"] = 91
    page["organizations"][0]["name"] = " "
    page["contents"].append({"id": "svc-9", "name": "Nobody’s", "status": "active"})
    page["contents"].append({**page["contents"][0], "name": "Another name"})
    assert {(each.code, each.about) for each in read(page)[1]} == {
        ("no_date", "assured_date"), ("no_email", "email"), ("no_uri", "url"), ("too_long", "alert"), ("hidden_characters", "wait_time"), ("dangling", "program_id"),
        ("off_the_earth", "latitude"), ("missing", "name"), ("missing", "organization_id"), ("id_twice", "name")}

    files = {"organizations.csv": b"id,name,description\r\no1,Mill,\r\no1,Mill again,x\r\n",
             "services.csv": b"id,organization_id,name,status,minimum_age\r\ns1,o2,,active,\r\ns2,o1,\"Two\nlines\",gone,x\r\ns3,o1,Short\r\n",
             "phones.csv": b"id,service_id\r\np,s1\r\n", "schedules.csv": b"\xff\xfe"}
    assert set(codes(read_folder(files)[1])) == {
        ("id_twice", "organizations.csv", "3", "o1", "id"), ("missing", "services.csv", "2", "s1", "name"), ("not_one_of", "services.csv", "3", "s2", "status"),
        ("wrong_type", "services.csv", "3", "s2", "minimum_age"), ("wrong_count", "services.csv", "5", "", "3"), ("dangling", "services.csv", "2", "s1", "organization_id"),
        ("missing_column", "phones.csv", "1", "", "number"), ("not_utf8", "schedules.csv", "", "", "")}


def packed(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            package.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(("data", "name", "code"), [
    (b"", "a.json", "empty"), (b"{", "a.json", "no_json"), (b'{"contents": [], "contents": []}', "a.json", "no_json"), (b"[" * 100_000, "a.json", "no_json"), (b"\xff{}", "a.json", "not_utf8"),
    (b'{"contents": [3]}', "a.json", "no_object"), (b"[]", "a.json", "nothing_in_it"), (b"x" * (20 * 1024 * 1024 + 1), "a.json", "too_large"), (b"PK\x03\x04 no zip", "a.zip", "broken_package"),
    (packed(("../services.csv", b"id")), "a.zip", "unsafe_package"), (packed(("services.csv", b"\0" * 5_000_000)), "a.zip", "too_large_unpacked"), (packed(("a.txt", b"")), "a.zip", "no_table"),
    (packed(("services.csv", b"id"), ("b/services.csv", b"id")), "a.zip", "table_twice"), (packed(("stuff.csv", b"id")), "a.zip", "unknown_table"),
    (packed(*((f"{n}.txt", b"") for n in range(61))), "a.zip", "too_many_files"), (b"id,name,description\r\n1,\"a", "organizations.csv", "broken_table"),
])
def test_a_file_that_is_no_directory_is_refused_with_a_reason(data, name, code):
    found, problems = read_package(data, name)
    assert [each.code for each in problems] == [code] and not found.count()


def test_hours_are_read_from_weekly_schedules_only():
    week = {"mo": [["09:00", "13:00"], ["14:00", "17:30"]], "su": [["09:00", "13:00"]]}
    assert read_week(write_week(week)) == week and write_week({}) == [] and read_week([]) == {}
    assert [row["byday"] for row in write_week(week)] == ["MO,SU", "MO"]
    good = {"byday": "MO", "opens_at": "09:00", "closes_at": "10:00"}
    assert is_weekly(good)
    for wrong in ({"byday": "1MO"}, {"freq": "MONTHLY"}, {"interval": 2}, {"until": "2027-01-01"}, {"closes_at": "08:00"}, {"opens_at": "09:00:30"}, {"opens_at": "09:00Z"}, {"byday": ""}):
        assert not is_weekly(good | wrong), wrong
