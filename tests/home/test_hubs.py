"""The front door of all hubs, and of each: words in the reader's language or said to be in another, what there is, whom to ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.models import Hub, PartnerCity
from home.demo.hubs import lay_hubs
from home.hub_keeping import write_text
from home.hub_words import hub_words
from tests.home.hub_world import make_entry, make_hub
from tests.world import NOW, works_at_hub

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def body(answer) -> str:
    return answer.content.decode()


def test_the_front_door_shows_every_open_hub_and_leads_to_asking(world, client):
    PartnerCity.objects.filter(pk=world.mahdia.pk).update(latitude=35.5, longitude=11.06)
    make_hub(world.cascais), make_hub(world.mahdia, name="Desk of the olive trees", territory="The governorate", is_open=False)
    page = body(client.get("/en/desk/"))
    assert 'href="/en/desk/ask/"' in page and 'href="/en/desk/cascais/"' in page and "The coast" in page and 'action="/en/desk/directory/"' in page
    assert "Desk of the olive trees" not in page and "city-map" not in page  # Cascais lies nowhere in this small world
    Hub.objects.filter(city=world.mahdia).update(opened_at=NOW)
    page = body(client.get("/en/desk/"))
    assert "Desk of the olive trees" in page and 'class="city-map"' in page and 'href="/en/desk/mahdia/"' in page
    assert client.post("/en/desk/").status_code == client.post("/en/desk/cascais/").status_code == 405


def test_a_hub_speaks_the_readers_language_or_says_which_one_it_speaks(world, client):
    hub = make_hub(world.mahdia, language="fr", name="Cité")
    write_text(hub, "fr", name="La cité", welcome="Entrez.\n\nOn écoute. <b>", by=None, at=NOW)
    write_text(hub, "ar", name="الدار", welcome="تفضلوا.", by=None, at=NOW)
    arabic, english = body(client.get("/ar/desk/mahdia/")), body(client.get("/en/desk/mahdia/"))
    assert "تفضلوا." in arabic and "Entrez." not in arabic and 'lang="fr"' not in arabic.split("<main")[1].split("</main")[0]
    assert '<div class="lead" lang="fr" dir="ltr"><p>Entrez.</p>' in english and "not yet in your language" in english and "&lt;b&gt;" in english
    assert hub_words([hub], "pt")[hub.pk].language == "fr" and hub_words([hub], "ar")[hub.pk].direction == "rtl"


def test_it_says_what_there_is_here_and_who_goes_first(world, client):
    hub = make_hub(world.cascais)
    make_entry(world.cascais, services=2), make_entry(world.mahdia, "Elsewhere")
    page = body(client.get("/en/desk/cascais/"))
    for said in ('href="/en/desk/ask/?hub=cascais"', "Women go first.", "2 services", "?city=cascais&amp;kind=legal", "Loom House, room 0", "8 seats", "3 free now", "within 5 days"):
        assert said in page, said
    assert "Elsewhere" not in page and "young people go first" not in page.lower() and "Look after this hub" not in page
    for who in ("carla", "mouna"):
        client.force_login(getattr(world, who))
        assert ("Look after this hub" in body(client.get("/en/desk/cascais/"))) == (who == "carla")
    Hub.objects.filter(pk=hub.pk).update(closed_at=NOW)
    assert client.get("/en/desk/cascais/").status_code == 404  # Mouna
    works_at_hub(world.teo, hub)
    client.force_login(world.carla)
    assert "This hub is closed" in body(client.get("/en/desk/cascais/")) and "?hub=cascais" not in body(client.get("/en/desk/cascais/"))


def test_what_is_not_there_is_not_there(world, client):
    make_hub(world.cascais, is_open=False)
    client.force_login(world.mouna)
    assert client.get("/en/desk/cascais/").status_code == client.get("/en/desk/mahdia/").status_code == client.get("/en/desk/nowhere/").status_code == 404


def test_both_pages_ask_as_often_however_much_there_is(world, client, django_assert_num_queries):
    make_hub(world.cascais), make_entry(world.cascais)
    counts = {}
    for address in ("/en/desk/", "/en/desk/cascais/"):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts[address] = len(asked)
    make_hub(world.mahdia)
    for n in range(4):
        make_entry(world.cascais, f"House {n}", services=3, places=2)
    for address, count in counts.items():
        with django_assert_num_queries(count):
            client.get(address)
    assert counts["/en/desk/"] <= 4 and counts["/en/desk/cascais/"] <= 10, counts


def test_the_demos_hubs_are_laid_once_with_words_in_four_languages(world, client):
    lay_hubs(NOW), lay_hubs(NOW)
    hub = Hub.objects.get()  # Sidi Bouzid is no city of this small world
    assert hub.city == world.mahdia and hub.is_open and hub.has_priority and sorted(hub.texts.values_list("language", flat=True)) == ["ar", "en", "fr", "pt"]
