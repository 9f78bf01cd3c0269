"""The network in numbers: published once a month, never changed, read by coordinators, and never a name or a small number."""

import csv
import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from academy.models import Event, PartnerCity, PersonCell, PublishedFigures, User
from cohorts.models import Exchange
from home.charts import matrix_chart
from home.demo.network_life import LIFE, lay_network_life
from home.demo.published import lay_published
from home.network_figures import flows_of, number_of, snapshots_of
from home.publishing_figures import publish_due, publish_until
from tests.world import NOW, make_person

pytestmark = pytest.mark.django_db  # publishing sums in SQL; what only reads says any_database


def did(city, measure: str, months: list[str], people: int, amount: int = 1, about: str = "", public: str = "starting") -> None:
    """So many people, the same in each of the months."""
    subjects = [uuid4() for _each in range(people)]
    PersonCell.objects.bulk_create([PersonCell(subject=subject, period=month, measure=measure, about=about, city_number=city.pk, entry_path=public, amount=amount)
                                    for subject in subjects for month in (*months, months[0][:4])])


@pytest.fixture
def year(world):
    """Twelve of Cascais in January and March, nine of Mahdia in February, three people's lessons; ten of Cascais went to Mahdia. Hours between both."""
    User.objects.update(joined_at=datetime(2026, 1, 5, tzinfo=UTC))
    type(world.cascais).objects.update(shows_hours=True)
    did(world.cascais, "active", ["2026-01", "2026-03"], 12)
    did(world.cascais, "active", ["2026-02"], 3, public="student")
    did(world.mahdia, "active", ["2026-02"], 9, public="practising")
    did(world.mahdia, "lessons", ["2026-02"], 3, 40)
    did(world.cascais, "visited", ["2026-03"], 10, about=f"city:{world.mahdia.pk}")
    did(world.cascais, "gave", ["2026-03"], 6, 600, about=f"city:{world.mahdia.pk}")
    did(world.mahdia, "received", ["2026-03"], 5, 720, about=f"city:{world.cascais.pk}")
    did(world.mahdia, "finished", ["2026-02"], 5)
    PersonCell.objects.create(subject=uuid4(), period="2026-03", measure="finished", about="", city_number=world.mahdia.pk, entry_path="student", amount=0)
    return world


def content(month: str) -> dict:
    return PublishedFigures.objects.get(until_month=month).content


def test_each_closed_month_is_published_once_and_people_are_counted_once_a_year(year):
    assert publish_until("2026-03", NOW) == ["2026-01", "2026-02", "2026-03"] and publish_until("2026-02", NOW) == []
    assert [content(month)["by_city"]["cascais"]["active"] for month in ("2026-01", "2026-02", "2026-03")] == [10, 15, 15]
    assert content("2026-03")["by_city"]["mahdia"] == {"active": 10, "joined": None, "finished": 5, "met": None, "badges": None}
    assert content("2026-03")["by_public"]["active"] == {"student": None, "starting": 10, "practising": 10, "": None}
    assert content("2026-03")["visits"] == {"cascais": {"mahdia": 10}, "mahdia": {"cascais": None}}
    assert content("2026-03")["hours"]["cascais"]["mahdia"]["shown"] == 60
    assert content("2026-03")["amounts"]["mahdia"]["lessons"]["shown"] is None, "120 lessons, of three people"
    before = content("2026-03")
    did(year.cascais, "active", ["2026-03"], 30)
    assert publish_due(NOW).startswith("7 ") and publish_due(NOW).startswith("0 ")
    assert content("2026-03") == before and content("2026-10")["by_city"]["cascais"]["active"] == 45
    assert [number_of(snapshots_of(2026)[-1], "mahdia", key) for key in ("active", "joined", "lessons")] == [10, None, None]


def test_the_database_refuses_to_change_what_was_published(year):
    publish_until("2026-01", NOW)
    for change in ("UPDATE academy_publishedfigures SET year = 2020", "DELETE FROM academy_publishedfigures"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert PublishedFigures.objects.get().year == 2026


@pytest.mark.any_database
def test_only_months_that_are_over_are_published(year):
    for month in ("2026-11", "2027-01", "2026-13", "soon"):
        with pytest.raises(CommandError):
            call_command("publish_figures", until=month)
    assert not PublishedFigures.objects.exists()


@pytest.mark.any_database
def test_who_reads_the_networks_page(client, year):
    publish_until("2026-03", NOW)
    type(year.mahdia).objects.filter(pk=year.mahdia.pk).update(shows_hours=False)
    for address in ("/en/network/", "/en/network/figures.csv", "/en/network/figures.json"):
        client.logout()
        assert client.get(address).status_code == 302
        for person, status in ((year.stranger, 404), (year.lia, 404), (year.teo, 404), (year.carla, 200), (year.mouna, 200), (year.nadia, 200)):
            client.force_login(person)
            assert client.get(address).status_code == status, (address, person)
        assert client.post(address).status_code == 405
    assert client.get("/en/network/?year=2025").status_code == client.get("/en/network/?year=x").status_code == 404


@pytest.mark.any_database
def test_hours_are_for_cities_that_show_theirs(client, year):
    publish_until("2026-03", NOW)
    type(year.mahdia).objects.filter(pk=year.mahdia.pk).update(shows_hours=False)
    for person, there in ((year.nadia, True), (year.carla, True), (year.mouna, False)):
        client.force_login(person)
        assert ("Mentoring between cities" in client.get("/en/network/").content.decode()) is there
        assert ("hours" in client.get("/en/network/figures.json").json()["published"][-1]) is there
        assert ("given" in client.get("/en/network/figures.csv").content.decode()) is there


@pytest.mark.any_database
def test_the_page_and_its_files_say_the_same_and_name_nobody(client, year, django_assert_max_num_queries):
    publish_until("2026-03", NOW)
    client.force_login(year.nadia)
    client.get("/en/network/")
    with django_assert_max_num_queries(15):
        page = client.get("/en/network/").content.decode()
    assert "under 5" in page and "until the end of March 2026" in page
    sheet = list(csv.DictReader(client.get("/en/network/figures.csv").content.decode("utf-8-sig").splitlines()))
    assert {(row["city"], row["2026-03"]) for row in sheet if row["number of"] == "active" and row["table"] == "by_city"} == {("cascais", "15"), ("mahdia", "10")}
    published = client.get("/en/network/figures.json").json()["published"]
    assert [each["until"] for each in published] == ["2026-01", "2026-02", "2026-03"] and published[-1] == content("2026-03")
    everything = page + json.dumps(published)
    assert not [person.name for person in User.objects.exclude(pk=year.nadia.pk) if person.name in everything]


@pytest.mark.any_database
def test_the_page_costs_the_same_whoever_is_there(client, year):
    client.force_login(year.carla)
    counts = []
    for month in ("2026-01", "2026-03"):
        publish_until(month, NOW)
        make_person(f"more-{month}", "One More", year.cascais)
        client.get("/en/network/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/network/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


@pytest.mark.any_database
def test_a_young_academy_says_when_the_first_figures_come(client, world):
    client.force_login(world.nadia)
    page = client.get("/en/network/").content.decode()
    assert "No figures are published yet" in page and client.get("/en/network/figures.csv").status_code == 404


@pytest.mark.any_database
def test_the_matrix_shades_by_amount_leaves_out_what_cannot_be_and_comes_with_a_table():
    chart = matrix_chart("t", ["A <b>", "B"], [[None, 10], [5, None]], heads=("From", "To", "People"), hidden="others: under 5")
    assert [chart.svg.count(f'chart__tile--{shade}"') for shade in ("none", 0, 2, 4)] == [2, 0, 1, 1] and "<b>" not in chart.svg
    assert [[cell.text for cell in row] for row in chart.rows] == [["A <b>", "B", "10"], ["B", "A <b>", "5"], ["…", "…", "others: under 5"]]
    within = matrix_chart("t", ["A", "B"], [[None, 10], [5, None]], heads=("f", "t", "h"), hidden="", within=True, rtl=True)
    assert within.svg.count('chart__tile--0"') == 2 and 'direction="rtl"' in within.svg
    assert matrix_chart("t", ["A"], [[None]], heads=("f", "t", "h"), hidden="").svg == ""


@pytest.mark.any_database
def test_the_demos_members_fill_the_page_and_nobody_signs_in_as_one_of_them():
    PartnerCity.objects.bulk_create([PartnerCity(slug=slug, name=slug, country="PT", time_zone="Europe/Lisbon", languages=["en"], shows_hours=True) for slug in LIFE])
    assert [lay_network_life(NOW), lay_network_life(NOW)] == [sum(about[0] for about in LIFE.values()), 0]
    assert [lay_published(NOW), lay_published(NOW)] == [10, 0]
    assert not any(person.has_usable_password() for person in User.objects.all())
    hosts = {line.details["host"] for line in Event.objects.filter(verb="attended")}
    assert hosts == set(Exchange.objects.public().filter(ends_at__lt=NOW).values_list("host_city_id", flat=True))  # who welcomed people hosted something
    flows = flows_of(content("2026-10"), "visits")
    assert len(flows.cities) >= 5 and content("2026-10")["hours"]["cascais"]["mahdia"]["shown"] >= 20
