"""The stylesheet and the script that pages load are built from their parts, small, and know no left or right."""

import gzip
import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
built = runpy.run_path(str(CSS / "build.py"))
PARTS = sorted(file for file in CSS.rglob("*.css") if file.name not in {"tessera.css", "gatherings.css", "figures.css", "cooperation.css"} and "admin" not in file.parts)


def rules(file: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.S)


def test_the_committed_stylesheet_is_what_its_parts_make():
    assert (CSS / "tessera.css").read_text() == built["stylesheet"](), "run: python static/css/build.py"


def test_the_committed_second_sheet_is_what_its_parts_make():
    assert (CSS / "gatherings.css").read_text() == built["gatherings"](), "run: python static/css/build.py"


def test_the_second_sheet_stays_small():
    assert len(gzip.compress(built["gatherings"]().encode(), 9)) <= 10 * 1024


def test_the_committed_third_sheet_is_what_its_parts_make_and_small():
    assert (CSS / "figures.css").read_text() == built["figures"](), "run: python static/css/build.py"
    assert len(gzip.compress(built["figures"]().encode(), 9)) <= 8 * 1024


def test_the_committed_fourth_sheet_is_what_its_parts_make_and_small():
    assert (CSS / "cooperation.css").read_text() == built["cooperation"](), "run: python static/css/build.py"
    assert len(gzip.compress(built["cooperation"]().encode(), 9)) <= 8 * 1024


def test_the_committed_script_is_what_its_behaviours_make():
    assert (ROOT / "static/js/tessera.js").read_text() == built["script"](), "run: python static/css/build.py"


def test_the_stylesheet_stays_small():
    text = built["stylesheet"]().encode()
    assert len(text) <= 45 * 1024
    assert len(gzip.compress(text, 9)) <= 11 * 1024


def test_the_script_stays_small():
    assert len(built["script"]().encode()) <= 6 * 1024


@pytest.mark.parametrize("file", PARTS, ids=lambda file: file.name)
def test_it_names_sides_by_the_direction_of_reading(file):
    physical = r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*|left|right|float|clear)\s*:|text-align\s*:\s*(?:left|right)"
    assert not re.findall(physical, rules(file))


@pytest.mark.parametrize("file", PARTS, ids=lambda file: file.name)
def test_it_loads_nothing_from_elsewhere(file):
    assert not re.search(r"@import|url\(", rules(file))


def test_day_and_night_define_the_same_colours():
    """A colour that night forgets would stay a day's colour on a dark ground."""
    day = set(re.findall(r"(--[\w-]+):\s*#", rules(CSS / "tokens.css")))
    night = set(re.findall(r"(--[\w-]+):\s*#", rules(CSS / "night.css")))
    assert day == night and len(day) > 15


PAIRS = [("ink", "paper"), ("ink", "raised"), ("ink", "sunk"), ("soft", "paper"), ("soft", "raised"), ("soft", "sunk"), ("link", "paper"), ("link", "raised"),
         ("sinopia", "paper"), ("sinopia", "raised"), ("sinopia", "sunk"), ("sea", "paper"), ("sea", "raised"), ("on-cobalt", "cobalt"),
         ("ink", "saffron-wash"), ("ink", "cobalt-wash"), ("sea", "sea-wash"), ("sinopia", "sinopia-wash"), ("ink", "sea-wash"), ("soft", "saffron-wash")]


@pytest.mark.parametrize("theme", ["tokens.css", "night.css"])
@pytest.mark.parametrize(("words", "ground"), PAIRS, ids=lambda name: name)
def test_words_stand_out_from_their_ground(theme, words, ground):
    colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", rules(CSS / theme)))
    assert contrast(colours[words], colours[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio of two #rrggbb colours, 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
