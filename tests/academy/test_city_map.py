"""The map of cities: drawn from data, names that never cover each other, honest about where land is known."""

import re
from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from academy.mosaic import Place, map_svg
from academy.mosaic.city_map import MARK, WIDTH, region_of
from academy.mosaic.land import is_land, known
from academy.mosaic.map_labels import Box, place_labels

CITIES = [("Cascais", 38.70, -9.42), ("Pordenone", 45.96, 12.66), ("Pamplona", 42.82, -1.64), ("Garges-lès-Gonesse", 48.97, 2.40),
          ("Barcelona", 41.39, 2.17), ("Mahdia", 35.50, 11.06), ("Sidi Bouzid", 35.04, 9.48), ("Larissa", 39.64, 22.42)]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(places, **options):
    return ElementTree.fromstring(map_svg(places, "Map", **options).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def test_every_city_is_a_link_with_its_name_and_the_same_cities_give_the_same_map():
    places = [Place(name, lat, lon, f"/en/cities/{n}/") for n, (name, lat, lon) in enumerate(CITIES)]
    assert map_svg(places, "Map") == map_svg(places, "Map")
    tree = drawn(places)
    assert [(link.get("href"), link.find(f"{SVG}text").text) for link in tree.iter(f"{SVG}a")] == [(each.href, each.name) for each in places]
    assert len(map_svg(places, "Map")) < 12_000


def test_land_is_where_land_is():
    assert [is_land(lat, lon) for lat, lon in ((48.9, 2.4), (42.5, 13.0), (35.0, 9.5))] == [True] * 3  # near Paris, the Abruzzi, inland Tunisia
    assert [is_land(lat, lon) for lat, lon in ((40.0, 6.0), (36.0, -20.0), (34.0, 19.0))] == [False] * 3  # two seas and an ocean
    assert not is_land(10.0, 10.0) and not known(-80, 30, -60, 40)


def test_where_land_is_not_known_none_is_drawn():
    far = map_svg([("Lima", -12.0, -77.0), ("Cascais", 38.7, -9.42)], "Map")
    assert "city-map__land" not in far and "city-map__unknown" in far
    assert "city-map__land" in map_svg([("Cascais", 38.7, -9.42)], "Map"), "one city alone lies somewhere, too"


def test_names_and_addresses_cannot_break_out():
    svg = map_svg([Place('<b>"&', 40, 0, '/"><script>', 3, "<i>")], '<title>"')
    assert "<script>" not in svg and "<b>" not in svg and "<i>" not in svg
    drawn([Place('<b>"&', 40, 0, '/"><script>', 3, "<i>")])


def test_a_count_stands_beside_its_name_and_what_is_read_out_is_ours():
    tree = drawn([Place("Cascais", 38.7, -9.42, "/x/", 3, "Cascais: 3 exchanges")])
    link = next(tree.iter(f"{SVG}a"))
    assert (link.find(f"{SVG}text").text, link.find(f"{SVG}title").text) == ("Cascais · 3", "Cascais: 3 exchanges")


def test_no_places_no_map():
    assert map_svg([], "Map") == ""


CROWD = st.lists(st.tuples(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=20), st.floats(-60, 70), st.floats(-170, 170)),
                 min_size=1, max_size=40)


@given(CROWD)
def test_no_name_covers_another_or_leaves_the_map(places):
    region = region_of([Place(*each) for each in places])
    points = [(name, *region.xy(lat, lon)) for name, lat, lon in places]
    labels = place_labels(points, WIDTH, region.height, MARK)
    boxes = [label.box for label in labels if label is not None]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(box.within(WIDTH, region.height) for box in boxes)
    marks = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for _name, x, y in points]
    assert not any(label.box.meets(mark) for n, label in enumerate(labels) if label for m, mark in enumerate(marks) if m != n)
    assert all(0 <= x <= WIDTH and 0 <= y <= region.height for _name, x, y in points)


def test_the_eight_cities_all_have_their_names():
    assert re.findall(r'<text[^>]*>([^<]*)</text>', map_svg(CITIES, "Map")) == [name for name, *_rest in CITIES]
