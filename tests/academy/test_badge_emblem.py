"""What the emblem of a badge promises, read off the drawing itself."""

from io import BytesIO
from itertools import pairwise
from math import hypot
from xml.etree import ElementTree

import pytest
from PIL import Image

from academy.mosaic import TRADITIONS
from academy.mosaic.badge_emblem import KINDS, SIDE, badge_svg, emblem
from academy.mosaic.badge_picture import badge_png
from academy.mosaic.motifs import MOTIFS
from academy.mosaic.palettes import PALETTES
from academy.mosaic.path_points import points_of
from academy.mosaic.stones import chopped


def test_every_emblem_is_small_whole_and_stays_in_its_square():
    for tradition in TRADITIONS:
        for kind in KINDS:
            svg = badge_svg("a seed", tradition, kind, 3, title='Say "<yes>" & go')
            assert ElementTree.fromstring(svg)[0].text == 'Say "<yes>" & go'
            assert len(svg) < 16_000 and "<text" not in svg
            made = emblem("a seed", tradition, kind, 3)
            assert all(0 <= value <= SIDE for _letter, shapes in made.layers for shape in shapes for point in shape for value in point), (tradition, kind)


def test_the_same_words_give_the_same_emblem_and_other_words_another():
    assert badge_svg("one", "opus", "hosting", 2) == badge_svg("one", "opus", "hosting", 2)
    assert badge_png("one", "opus", "hosting", 2, side=60) == badge_png("one", "opus", "hosting", 2, side=60)
    drawn = {badge_svg(seed, tradition, kind, level) for seed in ("one", "two") for tradition in ("opus", "zellige") for kind in KINDS for level in (0, 5)}
    assert len(drawn) == 24


def test_a_higher_level_gilds_more_stones():
    for kind in KINDS:
        gilded = [sum(len(shapes) for letter, shapes in emblem("s", "azulejo", kind, level).layers if letter == "c") for level in range(9)]
        assert all(fewer < more for fewer, more in pairwise(gilded)), kind
    assert emblem("s", "azulejo", "hosting", 99) == emblem("s", "azulejo", "hosting", 8)


def test_a_tradition_no_longer_drawn_becomes_azulejo_and_an_unknown_kind_is_refused():
    assert emblem("s", "marble", "learning").tradition == "azulejo"
    with pytest.raises(KeyError):
        emblem("s", "azulejo", "flattery")


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_shows_what_the_drawing_says(kind):
    """The glaze that lies under a point of the drawing stands at that place of the PNG; corners are clear; anybody may send it back (64 kB)."""
    content = badge_png("s", "zellige", kind, 3)
    assert len(content) < 30_000
    picture = Image.open(BytesIO(content)).convert("RGBA")
    assert picture.size == (400, 400) and picture.getpixel((1, 1))[3] == 0
    palette, seen = PALETTES["zellige"], 0
    for letter, shapes in emblem("s", "zellige", kind, 3).layers[1:4]:
        stone = shapes[0]
        x, y = (sum(point[n] for point in stone) / len(stone) for n in (0, 1))
        got, wanted = picture.getpixel((round(x * 400 / SIDE), round(y * 400 / SIDE)))[:3], tuple(bytes.fromhex(palette[letter][1:]))
        seen += max(abs(a - b) for a, b in zip(got, wanted, strict=True)) <= 6
    assert seen >= 2


def test_paths_of_all_motifs_are_read_and_stay_on_their_tile():
    for motifs in MOTIFS.values():
        for name, shapes in motifs.items():
            for _letter, path in shapes:
                for line in points_of(path):
                    assert all(-0.1 <= x <= (48.1 if name == "half" else 24.1) and -0.1 <= y <= 24.1 for x, y in line), (name, path)
    with pytest.raises(ValueError, match="M0"):
        points_of("M0 0 5")


def test_an_arc_lies_on_its_circle_and_a_line_is_cut_into_stones():
    [quarter] = points_of("M0 22A22 22 0 0 0 22 0z")
    assert all(abs(hypot(x, y) - 22) < 0.01 for x, y in quarter) or all(abs(hypot(x - 22, y - 22) - 22) < 0.01 for x, y in quarter)
    stones = chopped([(0, 0), (10, 0)], 2, 3, 1)
    assert [(min(x for x, _ in stone), max(x for x, _ in stone)) for stone in stones] == [(0, 3), (4, 7), (8, 10)]
