"""The demo's eight cities have pages, lie where they lie, and are laid once."""

import pytest

from academy.demo_people import CITIES, ORGANISATIONS, lay_people
from academy.models import Organisation, PartnerCity
from home.demo.cities import BODIES, lay_city_pages
from home.demo.city_words import CITY_WORDS
from home.models import CityPage
from tests.world import NOW, make_home

pytestmark = pytest.mark.django_db


def test_every_demo_city_and_organisation_has_its_words():
    assert set(CITY_WORDS) == set(CITIES)
    assert set(BODIES) == {name for _city, name in ORGANISATIONS}


def test_they_are_laid_once_and_left_as_editors_have_them(client):
    lay_people(NOW)
    home = make_home()
    assert (lay_city_pages(home), lay_city_pages(home)) == (8, 0)
    page = CityPage.objects.get(slug="mahdia")
    page.offer = "<p>An editor's words.</p>"
    page.save_revision().publish()
    PartnerCity.objects.filter(slug="mahdia").update(latitude="35.5")
    Organisation.objects.filter(name__startswith="Plain Bread").update(description="Changed.")
    lay_people(NOW)
    assert lay_city_pages(home) == 0
    assert CityPage.objects.get(slug="mahdia").offer == "<p>An editor's words.</p>"
    assert str(PartnerCity.objects.get(slug="mahdia").latitude) == "35.5000"
    assert Organisation.objects.get(name__startswith="Plain Bread").description == "Changed."
    assert CityPage.find_problems() == ([], [], [], [], [])
    words = client.get("/en/cities/").content.decode()
    assert words.count('class="city-map__place"') == 8
    assert client.get("/en/cities/mahdia/").status_code == 200
