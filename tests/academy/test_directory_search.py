"""Searching the directory: folded words, filters, the map, and as many queries for many services as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.directory import keeping
from academy.directory.searching import find_services, folded, places_on_map, refresh_all
from academy.models import Organisation, Service
from tests.directory_world import AT, make_entry, make_service

ON = AT.date()


@pytest.mark.parametrize(("typed", "kept"), [
    ("Économie SOLIDAIRE", "economie solidaire"), ("l’accès", "l acces"), ("Straße", "strasse"), ("ΛΆΡΙΣΑ", "λαρισα"), ("Λάρισας", "λαρισασ"),
    ("المَهْدِيَّة", "المهديه"), ("أعمال", "اعمال"), ("إستشارة", "استشاره"), ("آلات", "الات"), ("مستشفى", "مستشفي"), ("تعـــاون", "تعاون"), ("٢٠٢٦", "2026"), ("  ", ""),
])
def test_two_ways_of_writing_a_word_become_one(typed, kept):
    assert folded(typed) == kept == folded(kept)


def names(**filters) -> list[str]:
    return [one.name for one in find_services(on=ON, **filters)]


@pytest.mark.django_db
@pytest.mark.postgres
def test_words_and_filters_find_what_they_say(world):
    press, desk = make_entry(world.mahdia, about="Une coopérative d’huile"), make_entry(world.cascais, "Mesa")
    make_service(press, "Conseil juridique", description="Statuts d’une coopérative", stages=["idea", "starting"], languages=["fr", "ar"], cost="free")
    make_service(press, "مكتب المُرافَقة", language="ar", kind="orientation", languages=["ar"])
    make_service(desk, "Sala de trabalho", kind="space", cost="paid", open_to_cities=True, languages=["pt"])
    closed = make_entry(world.mahdia, "Closed Mill")
    make_service(closed, "Conseil fermé")
    keeping.close_entry(closed, on=ON, by=None, at=AT)
    ended = make_service(press, "Conseil d’hier")
    keeping.end_service(ended, on=ON, by=None, at=AT)

    assert names() == ["Conseil juridique", "Sala de trabalho", "مكتب المُرافَقة"]
    assert names(words="COOPERATIVE conseil") == ["Conseil juridique"] == names(words="huile statuts")
    assert names(words="المرافقه") == ["مكتب المُرافَقة"] == names(words="olive", kind="orientation")
    assert names(words="conseil sala") == [] == names(words="conseil 100%_")
    assert names(kind="space") == ["Sala de trabalho"] == names(cost="paid") == names(city=world.cascais)
    assert names(stage="starting") == names() and "Conseil juridique" not in names(stage="growing")
    assert names(language="ar") == ["Conseil juridique", "مكتب المُرافَقة"] and names(language="a") == []
    assert len(names(city=world.mahdia)) == 2 and len(names(city=world.mahdia, open_to_cities=True)) == 3 and names(open_to_cities=True) == ["Sala de trabalho"]

    # An organisation renamed somewhere else is found again after the night.
    Organisation.objects.filter(pk=press.organisation_id).update(name="Tamarind")
    assert names(words="tamarind") == []
    assert refresh_all() == 3 and refresh_all() == 0
    assert len(names(words="tamarind")) == 2


@pytest.mark.django_db
@pytest.mark.any_database
def test_many_services_take_as_many_queries_as_few(world):
    def count(wanted: int) -> int:
        entry = make_entry(world.mahdia, f"Body {wanted}")
        place = keeping.add_place(entry, by=None, at=AT, name=f"House {wanted}", latitude="35.5000", longitude="11.0600")
        made = Service.objects.bulk_create(Service(entry=entry, kind="legal", name=f"Help {n}", search="help", facets="|stage:any|") for n in range(wanted))
        Service.places.through.objects.bulk_create(Service.places.through(service=one, place=place) for one in made)
        with CaptureQueriesContext(connection, ) as queries:
            found = find_services(words="help", on=ON)
            page = [(one.name, one.entry.organisation.name, one.entry.organisation.city.name) for one in found[:24]]
            pins = [(one.name, one.offers, one.entry.organisation.city.slug) for one in places_on_map(found)]
        assert len(page) == min(24, found.count()) and pins[-1] == (f"House {wanted}", wanted, "mahdia")
        return len(queries)

    assert count(3) == count(60) == 2


@pytest.mark.django_db
@pytest.mark.any_database
def test_the_map_shows_a_place_once_and_only_while_it_is_used(world):
    entry = make_entry(world.mahdia)
    house, mill, nowhere = (keeping.add_place(entry, by=None, at=AT, name=name, **where) for name, where in
                            [("House", {"latitude": "35.5", "longitude": "11.06"}), ("Mill", {"latitude": "35.6", "longitude": "11.07"}), ("Nowhere", {})])
    for name in ("One", "Two"):
        make_service(entry, name, places=[house, mill, nowhere])
    assert [(pin.name, pin.offers) for pin in places_on_map(find_services(on=ON))] == [("House", 2), ("Mill", 2)]
    keeping.end_place(mill, on=ON, by=None, at=AT)
    assert [pin.name for pin in places_on_map(find_services(on=ON))] == ["House"]
    assert places_on_map(find_services(on=ON), most=0) == []
