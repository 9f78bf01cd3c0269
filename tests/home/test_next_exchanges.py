"""The first page says which exchanges come next, and my space which are mine and which seat waits for an answer."""

import pytest

from tests.gatherings import make_exchange, seat
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def november(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_first_page_names_the_next_two_that_stand(world, client):
    assert "No exchange is planned at the moment" in client.get("/en/").content.decode()
    for number in range(3):
        make_exchange(world, f"number-{number}", f"Number {number}")
    make_exchange(world, "not-held", "Not held", cancelled_at=NOW, cancelled_reason="Flood")
    make_exchange(world, "unready", "Unready", draft=True)
    page = client.get("/en/").content.decode()
    assert [f"Number {number}" in page for number in range(3)] == [True, True, False]
    assert "Not held" not in page and "Unready" not in page and "25 of 25 seats are left." in page


def test_the_first_page_leads_to_the_cities_and_the_head_to_the_programme(world, client):
    page = client.get("/ar/").content.decode()
    assert 'href="/ar/cities/mahdia/"' in page and '<li><a href="/ar/exchanges/">' in page


def test_my_space_shows_my_next_exchanges_and_offers_first(world, client):
    seat(make_exchange(world, "one", "Have a seat"), world.lia)
    seat(make_exchange(world, "two", "Offered one"), world.lia, "offered")
    client.force_login(world.lia)
    page = client.get("/en/my/").content.decode()
    assert page.index("Offered one") < page.index("My courses") < page.index("Have a seat")
    assert 'href="/en/exchanges/two/registration/offer/"' in page and "24 November 2026, 10:00" in page
    client.force_login(world.marta)
    page = client.get("/en/my/").content.decode()
    assert "Offered one" not in page and "My next exchanges" not in page
