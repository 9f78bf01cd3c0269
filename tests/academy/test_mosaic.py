"""What the mosaic promises for every tradition and every length of a course, read off the drawing itself."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from functools import cache
from math import atan2, degrees
from pathlib import Path

import pytest

from academy.mosaic import TRADITIONS, course_mosaic, course_mosaic_svg, lay, strip_svg, tile, tile_svg, wall_svg
from academy.mosaic.geometry import number
from academy.mosaic.laying import UNIT
from academy.mosaic.packing import pack, panel_size

ROOT = Path(__file__).resolve().parents[2]
LENGTHS = (*range(1, 61), *range(67, 200, 13), 200)
lay_once = cache(lay)
every_tradition = pytest.mark.parametrize("tradition", TRADITIONS)


def states(svg: str) -> list[str]:
    """The state of each piece of a drawing, in the order it is drawn."""
    return re.findall(r'<use href="[^"]+" class="(\w+)"', svg)


@every_tradition
def test_it_lays_one_tile_for_each_lesson_in_order(tradition):
    for tiles in LENGTHS:
        numbers = [piece.number for piece in lay_once(tradition, tiles).pieces if piece.number]
        assert numbers == list(range(1, tiles + 1)), tiles


@every_tradition
def test_it_stays_a_panel_and_never_becomes_a_tower_or_a_ribbon(tradition):
    for tiles in LENGTHS[5:]:
        mosaic = lay_once(tradition, tiles)
        assert 0.5 < mosaic.width / mosaic.height <= 2.5, tiles


@every_tradition
def test_it_stays_mostly_lessons_and_fills_up_with_few_plain_pieces(tradition):
    for tiles in LENGTHS[5:]:  # stars and crosses come in fixed numbers, so zellige needs up to five in a small panel
        plain = sum(not piece.number for piece in lay_once(tradition, tiles).pieces)
        assert plain <= max(5, tiles * 0.1), tiles


@every_tradition
def test_it_fills_all_of_the_seventeen_lessons_of_the_first_course(tradition):
    whole = states(course_mosaic_svg(17, frozenset(range(1, 18)), tradition))
    assert whole.count("done") == 17
    assert whole.count("plain") <= 1


def test_packed_tiles_cover_their_panel_without_a_gap_or_an_overlap():
    for tiles in LENGTHS:
        columns, rows, large, oblong = panel_size(tiles)
        laid = next(found for salt in range(1000) if (found := pack(tiles, columns, rows, large, oblong, salt)))
        covered = [(x + i, y + j) for x, y, w, h in laid for i in range(w) for j in range(h)]
        assert len(laid) == tiles
        assert sorted(covered) == [(c, r) for c in range(columns) for r in range(rows)], tiles


def test_no_two_pieces_of_a_lattice_lie_in_one_place():
    for tradition in ("zellige", "panot", "brick"):
        for tiles in LENGTHS:
            places = [(round(p.x, 2), round(p.y, 2)) for p in lay_once(tradition, tiles).pieces]
            assert len(places) == len(set(places)), (tradition, tiles)


@every_tradition
def test_it_shows_what_is_done_what_comes_now_and_what_is_only_drawn(tradition):
    mosaic = course_mosaic(17, frozenset({1, 2, 5}), tradition, current=3)
    shown = {piece.number: piece.state for piece in mosaic.pieces if piece.number}
    assert [n for n, state in shown.items() if state == "done"] == [1, 2, 5]
    assert [n for n, state in shown.items() if state == "now"] == [3]
    assert sum(state == "todo" for state in shown.values()) == 13


def test_a_lesson_that_is_done_stays_laid_while_it_is_read_again():
    shown = {piece.number: piece.state for piece in course_mosaic(3, frozenset({2}), current=2).pieces}
    assert shown[2] == "done"


def test_laying_one_tile_changes_no_other():
    before = course_mosaic(17, frozenset({1, 2}))
    after = course_mosaic(17, frozenset({1, 2, 3}))
    changed = [new.number for old, new in zip(before.pieces, after.pieces, strict=True) if old != new]
    assert changed == [3]


@every_tradition
def test_it_ignores_lessons_the_course_does_not_have(tradition):
    assert course_mosaic(5, frozenset({0, 2, 6, 99}), tradition, current=40) == course_mosaic(5, frozenset({2}), tradition)


def test_a_course_without_lessons_has_no_drawing():
    assert course_mosaic_svg(0) == ""


def test_a_course_of_more_lessons_than_tiles_lays_a_tile_when_all_its_lessons_are_done():
    def laid(done):
        return [p.number for p in course_mosaic(400, frozenset(done)).pieces if p.state == "done"]

    assert laid({1}) == []
    assert laid({1, 2}) == [1]
    assert laid(range(1, 401)) == list(range(1, 201))


@pytest.mark.parametrize("tiles", [0, -1, 201])
def test_it_refuses_a_number_of_tiles_it_cannot_lay(tiles):
    with pytest.raises(ValueError, match="1 to 200 tiles"):
        lay("azulejo", tiles)


def test_it_names_the_known_traditions_when_asked_for_another():
    with pytest.raises(ValueError, match="unknown tradition 'marble'; known: azulejo"):
        lay("marble", 5)


def test_it_draws_the_same_in_every_process():
    """Python's own hash changes with each start; the mosaic must not, or caches and certificates would differ."""
    code = (
        "from academy.mosaic import *; import hashlib;"
        "drawn = ''.join(course_mosaic_svg(n, frozenset({1}), t) for t in TRADITIONS for n in (1, 17, 60))"
        " + wall_svg('wall', 8, 6) + tile_svg('opus', 'larissa'); print(hashlib.sha256(drawn.encode()).hexdigest())"
    )
    digests = {
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True).stdout
        for seed in ("1", "2", "77")
    }
    assert len(digests) == 1


@every_tradition
def test_seventeen_tiles_weigh_at_most_six_kilobytes(tradition):
    half = course_mosaic_svg(17, frozenset(range(1, 9)), tradition, 9, key="course", title="8 of 17 lessons done", description="x" * 120)
    assert len(half.encode()) <= 6000


@every_tradition
def test_every_drawing_is_sound_xml_whose_references_lead_somewhere(tradition):
    for tiles in (1, 2, 3, 5, 17, 40, 200):
        svg = course_mosaic_svg(tiles, frozenset({1}), tradition, 2, key="k", title="<b> & \"q\"", description="d")
        ET.fromstring(svg)
        ids = re.findall(r' id="([^"]+)"', svg)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', svg)) <= set(ids)
        assert set(re.search(r'aria-labelledby="([^"]+)"', svg)[1].split()) <= set(ids)


def test_two_mosaics_on_one_page_share_no_id():
    one, other = (set(re.findall(r' id="([^"]+)"', course_mosaic_svg(5, key=key, title="t"))) for key in ("a", "b"))
    assert one and not one & other


def test_it_is_announced_with_its_title_and_silent_without_one():
    named = course_mosaic_svg(3, title="2 of 3 <lessons>", key="m")
    assert 'role="img"' in named and "<title id=\"m-t\">2 of 3 &lt;lessons&gt;</title>" in named
    assert 'aria-hidden="true"' in course_mosaic_svg(3) and "role=" not in course_mosaic_svg(3)


def test_nothing_in_a_drawing_is_refused_by_the_content_policy():
    for svg in (wall_svg("a", 8, 6), tile_svg("panot", "b"), strip_svg(5), *(course_mosaic_svg(9, tradition=t) for t in TRADITIONS)):
        assert not re.search(r"style=|<style|<script|<image|url\(|\son\w+=|https?:", svg)


def test_the_stylesheet_colours_every_class_a_drawing_uses():
    css = (ROOT / "static/css/parts/mosaic.css").read_text() + (ROOT / "static/css/parts/progress.css").read_text()
    known = set(re.findall(r"\.([\w-]+)", css))
    drawn = [course_mosaic_svg(n, frozenset({1}), t, 2) for t in TRADITIONS for n in (3, 17, 60)] + [strip_svg(5, {1}, 2), wall_svg("a", 12, 8)]
    used = {name for svg in drawn for value in re.findall(r'class="([^"]+)"', svg) for name in value.split()}
    # azulejo is what .mosaic says by itself; wall is placed by the landing page
    assert used - known <= {"mosaic--azulejo", "wall"}


def test_colour_classes_are_not_behind_an_ancestor_because_selectors_end_at_use():
    """Inside <use> a browser matches a rule only against the shapes themselves: `.mosaic .ma` would leave them black."""
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "static/css/parts/mosaic.css").read_text(), flags=re.S)
    selectors = [s.strip() for rule in re.findall(r"([^{}]+)\{", css) for s in rule.split(",")]
    shapes = [s for s in selectors if re.search(r"\.m[a-dglstu](?![\w-])", s)]
    assert len(shapes) >= 9
    assert all(" " not in s and ">" not in s for s in shapes)


def test_the_strip_has_one_tile_a_lesson_each_in_its_state():
    strip = strip_svg(17, {1, 2, 4}, 3, title="3 of 17")
    drawn = {state: d.count("M") for state, d in re.findall(r'<path class="(\w+)" d="([^"]+)"', strip)}
    assert drawn == {"done": 3, "now": 1, "todo": 13}
    assert len(strip_svg(200, set(range(1, 100)))) < 6000


@every_tradition
def test_an_emblem_is_one_motif_turned_four_times(tradition):
    pieces = tile(tradition, "somewhere")
    assert len({piece.motif for piece in pieces}) == 1
    assert sorted(piece.turn for piece in pieces) == [0, 90, 180, 270]
    assert {(piece.x, piece.y) for piece in pieces} == {(0, 0), (UNIT, 0), (0, UNIT), (UNIT, UNIT)}


def test_partner_cities_of_one_tradition_have_emblems_of_their_own():
    shared = {"zellige": ("mahdia", "sidi-bouzid"), "opus": ("larissa", "pordenone")}
    for tradition, (one, other) in shared.items():
        assert tile(tradition, one) != tile(tradition, other)


def test_the_wall_is_half_laid_with_one_tile_in_hand():
    for seed, columns, rows in (("landing", 12, 8), ("oven", 10, 10), ("x", 8, 6)):
        wall = wall_svg(seed, columns, rows)
        drawn = states(wall)
        assert drawn.count("now") == 1
        whole = sum(bool(re.fullmatch(r"wall-.*-[0-3]", name)) for name in re.findall(r'<use href="#([^"]+)" class="done"', wall))
        assert drawn.count("done") + 3 * whole > drawn.count("todo") > 0  # a rosette laid whole is one piece of four tiles
        assert len(set(re.findall(r'<use href="#([^"]+)"', wall)) - set(re.findall(r' id="([^"]+)"', wall))) == 0


def test_a_laid_rosette_is_drawn_glaze_by_glaze():
    drawn = re.findall(r'<use href="#e-[^"]+\.(\d)"', tile_svg("azulejo", "cascais"))
    assert drawn == sorted(drawn) and len(drawn) >= 8


def test_a_cross_of_zellige_goes_once_around_its_middle():
    (_, outline), *_ = lay("zellige", 17).motifs["cross"]
    corners = [tuple(map(float, corner.split())) for corner in outline.strip("Mz").split("L")]
    angles = [degrees(atan2(x - 12, 12 - y)) for x, y in corners]
    turns = [(one - other) % 360 for one, other in zip(angles, angles[1:] + angles[:1], strict=True)]
    assert len(corners) == 16 and round(sum(min(turn, turn - 360, key=abs) for turn in turns)) in (-360, 360)
    assert all(0 < abs(min(turn, turn - 360, key=abs)) < 45 or turn == 0 for turn in turns)


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (0.5, ".5"), (-0.5, "-.5"), (12, "12"), (10.0, "10"), (-0.01, "0"), (100.5, "100.5"), (-3.26, "-3.25")])
def test_numbers_are_spelled_as_short_as_svg_allows(value, text):
    assert number(value) == text
