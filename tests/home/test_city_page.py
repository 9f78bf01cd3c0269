"""Cities for everybody: the list with its map, and a page for each that names nobody."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from academy.models import Organisation, PartnerCity
from academy.small_counts import told
from courses.models import CoursePage
from home.models import CityIndexPage, CityPage
from tests.gatherings import BEGINS, make_exchange
from tests.world import NOW, enrol, make_person, publish_under

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def page(world):
    index = publish_under(world.home, CityIndexPage(title="Cities", slug="cities", intro="<p>Eight towns.</p>"))
    return publish_under(index, CityPage(title="Cascais", city=world.cascais, intro="<p>By the sea.</p>", offer="<p>Two spare rooms.</p>", seek="<p>Bakers.</p>"))


def test_the_page_says_what_the_city_offers_and_seeks(world, page, client):
    words = client.get("/en/cities/cascais/").content.decode()
    for said in ("By the sea.", "Two spare rooms.", "Bakers.", "Pottery Co-operative", "português", "Europe/Lisbon", "/en/cities/cascais.ics", "Portugal"):
        assert said in words
    assert "mosaic--azulejo" in words


def test_in_another_language_it_says_which_one_one_reads(world, page, client):
    words = client.get("/pt/cities/cascais/").content.decode()
    assert 'lang="en" dir="ltr"' in words and "By the sea." in words and 'class="notice"' in words
    assert 'class="notice"' not in client.get("/en/cities/cascais/").content.decode()


def test_a_translation_is_read_where_there_is_one(world, page, client):
    from wagtail.models import Locale

    portuguese = Locale.objects.create(language_code="pt")
    translated = page.copy_for_translation(portuguese, copy_parents=True)
    translated.offer, translated.title = "<p>Dois quartos.</p>", "Cascais (pt)"
    translated.save_revision().publish()
    assert "Dois quartos." in client.get("/pt/cities/cascais/").content.decode()
    assert "Two spare rooms." in client.get("/en/cities/cascais/").content.decode()


def test_a_city_that_has_written_nothing_has_a_page_too(world, client):
    assert client.get("/en/cities/mahdia/").status_code == 200
    assert client.get("/en/cities/atlantis/").status_code == 404


def test_a_draft_is_not_shown(world, page, client):
    page.offer = "<p>Not yet.</p>"
    page.save_revision()
    assert "Not yet." not in client.get("/en/cities/cascais/").content.decode()


def test_nobody_is_named_and_numbers_are_rounded(world, page, client):
    for number in range(7):
        enrol(make_person(f"p{number}", f"Person Number{number}", world.cascais), world.course, finished_at=NOW)
    words = client.get("/en/cities/cascais/").content.decode()
    assert "about 10" in words, "seven and the four of the small world are eleven, which is about ten"
    assert "about 5" in words, "seven finished courses"
    assert "a few" in words, "one mentor"
    for person in ("Person Number", "Lia Learns", "Marta", "Carla", "@people.example"):
        assert person not in words


@pytest.mark.parametrize(("count", "about"), [(0, None), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (100, 100)])
def test_a_number_says_nothing_about_one_person(count, about):
    assert told(count) == about


def test_courses_and_exchanges_of_the_city_stand_there(world, page, client):
    CoursePage.objects.filter(pk=world.course.pk).update(city=world.cascais)
    make_exchange(world, "to-come", "A visit to come")
    make_exchange(world, "draft", "A secret plan", draft=True)
    gone = make_exchange(world, "gone", "A visit that was")
    gone.sessions.update(starts_at=BEGINS - timedelta(days=400), ends_at=BEGINS - timedelta(days=399))
    gone.refresh_span()
    make_exchange(world, "elsewhere", "A visit elsewhere", host_city=world.mahdia)
    make_exchange(world, "together", "A visit together", host_city=world.mahdia).co_hosts.add(world.cascais)
    words = client.get("/en/cities/cascais/").content.decode()
    for said in ("Doing things together", "A visit to come", "A visit that was", "A visit together"):
        assert said in words
    assert words.index("A visit to come") < words.index("A visit that was")
    assert "A secret plan" not in words and "A visit elsewhere" not in words


def test_the_list_has_a_map_and_its_twin(world, page, client):
    PartnerCity.objects.filter(slug="cascais").update(latitude=Decimal("38.7"), longitude=Decimal("-9.42"))
    words = client.get("/en/cities/").content.decode()
    assert '<a class="city-map__place" href="/en/cities/cascais/">' in words and "Eight towns." in words
    assert words.count('href="/en/cities/cascais/"') == 2 and words.count('href="/en/cities/mahdia/"') == 1, "Mahdia is in the list, though on no map"


def test_queries_do_not_grow_with_the_cities(world, page, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get("/en/cities/")
    counted = []
    for more in (0, 12):
        for number in range(more):
            made = PartnerCity.objects.create(slug=f"town-{number}", name=f"Town {number}", country="PT", time_zone="Europe/Lisbon", languages=["pt"],
                                              latitude=Decimal(40), longitude=Decimal(number))
            Organisation.objects.create(name=f"Body {number}", city=made)
            parent = CityIndexPage.objects.get()
            publish_under(parent, CityPage(title=made.name, city=made))
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/cities/")
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_address_of_a_page_is_the_citys(world, page):
    index = CityIndexPage.objects.get()
    made = publish_under(index, CityPage(title="Anything", slug="something-else", city=world.mahdia))
    assert made.slug == "mahdia"


def test_wagtails_own_address_is_the_same_page(world, page, client):
    assert page.get_url().endswith("/cities/cascais/")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_possible(world, client, method):
    assert getattr(client, method)("/en/cities/").status_code == 405
    assert getattr(client, method)("/en/cities/cascais/").status_code == 405


@pytest.mark.parametrize("wrong", [{"latitude": 91, "longitude": 0}, {"latitude": 0, "longitude": -181}, {"latitude": 10}, {"longitude": 10}])
def test_the_database_refuses_a_place_that_is_nowhere(world, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerCity.objects.filter(pk=world.cascais.pk).update(**wrong)
