"""The directory for everybody: looking, narrowing, the map with its list, one organisation; the same number of questions however much there is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from academy.directory.keeping import add_service, change_service, close_entry
from academy.models import DirectoryEntry, ServicePlace
from home.directory_map import directory_map, towns_of
from tests.home.hub_world import make_entry, make_hub
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
AT = "/en/desk/directory/"


def body(answer) -> str:
    return answer.content.decode()


def shows(client, query: str) -> set[str]:
    return {name for name in ("Advice 0 at Loom House", "Money for beginners") if name in body(client.get(f"{AT}?{query}"))}


def test_it_is_searched_by_words_and_narrowed_by_each_choice(world, client):
    make_entry(world.cascais)
    bank = make_entry(world.mahdia, "Café Bank", services=0, places=0)
    add_service(bank, by=None, at=NOW, name="Money for beginners", kind="funding", language="fr", languages=["ar"], stages=["idea"], cost="free", open_to_cities=True)
    both, loom, money = {"Advice 0 at Loom House", "Money for beginners"}, {"Advice 0 at Loom House"}, {"Money for beginners"}
    for query, found in (("", both), ("q=cafe", money), ("q=LOOM+contracts", loom), ("kind=funding", money), ("kind=legal", loom), ("stage=growing", loom), ("stage=idea", both),
                         ("language=ar", money), ("language=pt", loom), ("cost=free", money), ("city=cascais", loom), ("city=cascais&open=1", both), ("open=1", money), ("q=nothing+such", set()),
                         ("kind=made-up&city=nowhere&stage=x&language=zz&cost=x&page=x", both), ("q=%00", both)):
        assert shows(client, query) == found, query
    page = body(client.get(f"{AT}?q=zzz&kind=legal"))
    assert "Nothing has the words “zzz”." in page and 'value="zzz"' in page and "?q=zzz" in page and '<option value="legal" selected>' in page
    assert client.post(AT).status_code == 405


def test_what_closed_ended_or_is_not_listed_is_not_found(world, client):
    entry = make_entry(world.cascais)
    change_service(entry.services.get(), by=None, at=NOW, ended_on=timezone.localdate() - timedelta(days=1))
    assert shows(client, "") == set()
    change_service(entry.services.get(), by=None, at=NOW, ended_on=None)
    assert shows(client, "")
    close_entry(entry, on=timezone.localdate(), by=None, at=NOW)
    assert shows(client, "") == set() and "closed on" in body(client.get(f"{AT}{entry.key}/"))
    hidden = make_entry(world.cascais, "Hidden")
    DirectoryEntry.objects.filter(pk=hidden.pk).update(listed_at=None)
    assert shows(client, "q=hidden") == set() and client.get(f"{AT}{hidden.key}/").status_code == 404
    client.force_login(world.carla)
    assert "not listed yet" in body(client.get(f"{AT}{hidden.key}/"))
    client.force_login(world.mouna)
    assert client.get(f"{AT}{hidden.key}/").status_code == 404


def test_what_nobody_confirmed_for_as_long_as_the_hub_says_is_marked(world, client):
    make_hub(world.cascais, confirm_months=12)
    make_entry(world.cascais, at=timezone.now() - timedelta(days=300))
    make_entry(world.mahdia, "Elsewhere", at=timezone.now() - timedelta(days=300))  # no hub: six months
    elsewhere, loom = body(client.get(AT)).split("Advice 0 at Loom House")
    assert "Not confirmed since" in elsewhere and "Not confirmed since" not in loom and "Confirmed on" in loom


def test_places_stand_on_a_map_and_in_a_list_town_by_town(world, client):
    make_entry(world.cascais, places=3)
    page = body(client.get(AT))
    towns = towns_of(list(ServicePlace.objects.select_related("entry__organisation__city")))
    assert [(town.name, len(town.places)) for town in towns] == [("Harbour", 3)]
    assert f'href="#{towns[0].key}"' in page and f'id="{towns[0].key}"' in page and "Harbour: 3 places" in page
    assert all(f"Loom House, room {n}" in page for n in range(3))
    ServicePlace.objects.update(latitude=None, longitude=None)
    assert "directory-towns" not in body(client.get(AT)) and directory_map([]) == ""


def test_nobodys_words_become_markup(world, client):
    entry = make_entry(world.cascais, "<b>Loom</b>", about="<script>1</script>")
    for address in (AT, f"{AT}{entry.key}/", f"{AT}?q=<script>"):
        page = body(client.get(address))
        assert "<b>Loom" not in page and "<script>1" not in page and 'value="<script' not in page


def test_it_asks_as_often_for_one_service_as_for_thirty(world, client, django_assert_num_queries):
    make_hub(world.cascais)
    entry = make_entry(world.cascais)
    addresses = (AT, f"{AT}{entry.key}/")
    counts = {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts[address] = len(asked)
    place = entry.places.get()
    for n in range(12):
        add_service(entry, by=None, at=NOW, places=[place], name=f"More {n}", kind="training", language="en", languages=["pt"])
    for n in range(9):
        make_entry(world.mahdia if n % 2 else world.cascais, f"House {n}", services=2, places=2)
    for address in addresses:
        with django_assert_num_queries(counts[address]):
            client.get(address)
    assert counts[AT] <= 6 and counts[addresses[1]] <= 6, counts
    page = body(client.get(AT))
    assert page.count('class="hit__title"') == 24 and "?page=2" in page and 'start="25"' in body(client.get(f"{AT}?page=2"))
