"""What the one stylesheet and the one script promise: built from their parts, small, readable, right to left."""

import gzip
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static/css"
SOURCES = sorted(p for p in CSS.rglob("*.css") if p.name != "tessera.css" and "admin" not in p.relative_to(CSS).parts)
TEXT_ON = {
    "ink": ("paper", "raised", "sunk", "cobalt-wash", "saffron-wash", "sinopia-wash", "sea-wash"),
    "soft": ("paper", "raised", "sunk"),
    "link": ("paper", "raised", "sunk"),
    "sinopia": ("paper", "raised"),
    "on-cobalt": ("cobalt", "cobalt-deep"),
}
EDGE_ON = {"edge": ("paper", "raised"), "focus": ("paper", "raised", "sunk")}


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("css_build", CSS / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme as {name: #rrggbb}; night redefines some of the day's."""
    text = "".join((CSS / name).read_text() for name in (("tokens.css",) if theme == "day" else ("tokens.css", "night.css")))
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_committed_stylesheet_is_what_its_parts_make(build):
    assert (CSS / "tessera.css").read_text() == build.stylesheet(), "run: python static/css/build.py"


def test_the_committed_script_is_what_its_parts_make(build):
    assert (ROOT / "static/js/tessera.js").read_text() == build.script(), "run: python static/css/build.py"


def test_leaning_drops_comments_and_keeps_the_spaces_that_mean_something(build):
    lean = build.lean("/* a\nb */\n.x .y:is(a, b) {\n  inline-size: calc(100% - 2px);\n  margin: 0 auto\n}\n")
    assert "/*" not in lean and "\n" not in lean
    assert lean.startswith(".x .y:is(")
    assert "calc(100% - 2px)" in lean and "margin:0 auto" in lean


def test_they_are_small_enough_for_an_old_phone():
    assert len(gzip.compress((CSS / "tessera.css").read_bytes(), 9)) <= 10_000
    assert (ROOT / "static/js/tessera.js").stat().st_size <= 8_000


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_rules_say_start_and_end_never_left_and_right(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    physical = re.findall(
        r"[{;]\s*((?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*|left|right|width|height|(?:min|max)-(?:width|height)|text-align:\s*(?:left|right)|float:\s*(?:left|right))\s*[:;}]",
        css,
    )
    assert physical == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_nothing_is_fetched_from_a_stylesheet(path):
    assert not re.search(r"url\(|@import|@font-face", path.read_text())


@pytest.mark.parametrize("theme", ["day", "night"])
def test_words_and_edges_stand_out_enough(theme):
    colours = tokens(theme)
    weak = [
        f"{front} on {back}: {contrast(colours[front], colours[back]):.2f} < {least}"
        for pairs, least in ((TEXT_ON, 4.5), (EDGE_ON, 3.0))
        for front, backs in pairs.items()
        for back in backs
        if contrast(colours[front], colours[back]) < least
    ]
    assert weak == []


def test_the_night_redefines_tokens_and_invents_none():
    day = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text()))
    night = set(re.findall(r"--([\w-]+):", (CSS / "night.css").read_text()))
    assert night and night <= day


def test_every_token_a_rule_uses_is_defined_or_has_a_fallback():
    css = "".join(path.read_text() for path in SOURCES)
    defined = set(re.findall(r"(--[\w-]+):", css))
    needed = set(re.findall(r"var\((--[\w-]+)\)", css))
    assert needed - defined == set()


def test_contrast_is_counted_as_the_guidelines_do():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
