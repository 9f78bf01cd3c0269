"""A plan as a mosaic: a tile for each measure, in the tradition of its city. Pure, as academy/mosaic: no clock, no chance, no Django.

Done: laid. Under way: half of it laid, the rest drawn in sinopia. Planned: drawn. Dropped: hollow, with a stroke across. Late: with a corner of its own.
The text beside it says the same, so that nothing rests on colour.
"""

from dataclasses import dataclass, replace
from html import escape

from academy.mosaic.drawing import opening, use
from academy.mosaic.emblems import motif_names, rosette, symbol
from academy.mosaic.geometry import number, roll
from academy.mosaic.laying import UNIT
from academy.mosaic.motifs import MOTIFS, TRADITIONS

MOST_IN_A_ROW, TILE, GAP = 5, 2 * UNIT, 3
LAID = {"planned": 0, "under_way": 2, "done": 4}  # quarters


@dataclass(frozen=True, slots=True)
class MeasureTile:
    """`kind`: as in cohorts/plan/measure_state.py; `href`, `label`: a link read out so; empty for a silent tile."""

    key: int
    kind: str
    late: bool = False
    href: str = ""
    label: str = ""


def plan_mosaic_svg(tiles: list[MeasureTile], tradition: str, *, key: str = "plan", title: str = "", mirrored: bool = False) -> str:
    """Rows of at most five; empty without tiles. `mirrored`: the first tile stands at the right."""
    if not tiles:
        return ""
    tradition = tradition if tradition in TRADITIONS else "opus"
    rows = -(-len(tiles) // MOST_IN_A_ROW)
    columns = -(-len(tiles) // rows)
    wide, high = columns * TILE + (columns - 1) * GAP, rows * TILE + (rows - 1) * GAP
    symbols, drawn = {}, ""
    for place, tile in enumerate(tiles):
        row, column = divmod(place, columns)
        motif, turn = _motif(tradition, tile.key, place)
        symbols.setdefault(motif, symbol(motif, MOTIFS[tradition][motif], key))
        drawn += _tile(tile, motif, turn, (columns - 1 - column if mirrored else column) * (TILE + GAP), row * (TILE + GAP), key)
    head = opening(f"mosaic plan-mosaic mosaic--{tradition}", wide, high, key, title, "")
    return f'{head.replace(chr(34) + "img" + chr(34), chr(34) + "group" + chr(34), 1)}<defs>{"".join(symbols.values())}</defs>{drawn}</svg>'


def measure_tile_svg(tile: MeasureTile, tradition: str, place: int) -> str:
    """The same tile alone, silent, as it stands beside the measure's words. `place`: its place in the plan, from 0."""
    tradition = tradition if tradition in TRADITIONS else "opus"
    motif, turn = _motif(tradition, tile.key, place)
    key = f"m{tile.key}"
    head = opening(f"mosaic plan-tile mosaic--{tradition}", TILE, TILE, key, "", "")
    return f'{head}<defs>{symbol(motif, MOTIFS[tradition][motif], key)}</defs>{_tile(replace(tile, href=""), motif, turn, 0, 0, key)}</svg>'


def _motif(tradition: str, key: int, place: int) -> tuple[str, int]:
    """(motif, first turn in quarters): neighbours differ."""
    names = motif_names(tradition)
    return names[place % len(names)], roll("measure", tradition, key, sides=4)


def _tile(tile: MeasureTile, motif: str, turn: int, x: float, y: float, key: str) -> str:
    laid = LAID.get(tile.kind)
    at = f'x="{number(x)}" y="{number(y)}" width="{TILE}" height="{TILE}"'
    if laid is None:
        shapes = (f'<rect class="plan-mosaic__hollow" {at}/>'
                  f'<path class="plan-mosaic__hollow" d="M{number(x)} {number(y + TILE)}L{number(x + TILE)} {number(y)}"/>')
    else:
        pieces = rosette(motif, turn, x, y)
        shapes = f'<rect class="plan-mosaic__ground" {at}/>' + "".join(use(replace(piece, state="done" if place < laid else "todo"), key) for place, piece in enumerate(pieces))
    if tile.late:
        shapes += f'<path class="plan-mosaic__late" d="M{number(x + TILE)} {number(y)}v16l-16 -16z"/>'
    if not tile.href:
        return shapes
    return f'<a href="{escape(tile.href)}" aria-label="{escape(tile.label)}"><title>{escape(tile.label)}</title>{shapes}</a>'
