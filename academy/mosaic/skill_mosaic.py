"""A framework of skills as a wall: a row for each area, a tile for each competence. Laid where something builds it, drawn in sinopia where nothing does yet.

    skill_mosaic_svg([[SkillTile("vision", "Vision", "#vision", True), ...], ...], title=..., mirrored=False)
"""

from dataclasses import replace
from html import escape
from typing import NamedTuple

from academy.mosaic.drawing import opening, use
from academy.mosaic.emblems import motif_names, rosette, symbol
from academy.mosaic.geometry import number, roll
from academy.mosaic.laying import UNIT
from academy.mosaic.motifs import MOTIFS

TRADITIONS_OF_ROWS = ("azulejo", "zellige", "opus", "panot", "brick", "pavement")
MOST_IN_A_ROW = 8
TILE = 2 * UNIT
GAP = 3


class SkillTile(NamedTuple):
    """`href` makes it a link that is read out as `label`. `place` in its framework decides the motif, so that neighbours differ; without one, `code` does."""

    code: str
    label: str
    href: str
    laid: bool
    place: int = 0


def skill_mosaic_svg(rows: list[list[SkillTile]], *, key: str = "skills", title: str = "", mirrored: bool = False) -> str:
    """The wall as <svg>, empty without tiles. Longer rows go on below. `mirrored`: the first tile stands at the right, as Arabic is read."""
    lines = [(row, start) for row, tiles in enumerate(rows) for start in range(0, len(tiles), MOST_IN_A_ROW)]
    if not lines:
        return ""
    most = max(min(len(tiles), MOST_IN_A_ROW) for tiles in rows)
    width, height = most * TILE + (most - 1) * GAP, len(lines) * TILE + (len(lines) - 1) * GAP
    symbols, drawn = {}, []
    for line, (row, start) in enumerate(lines):
        tradition = TRADITIONS_OF_ROWS[row % len(TRADITIONS_OF_ROWS)]
        tiles = ""
        for column, tile in enumerate(rows[row][start:start + MOST_IN_A_ROW]):
            place = (most - 1 - column if mirrored else column) * (TILE + GAP)
            motif, turn = motif_of(tradition, tile)
            symbols.setdefault(f"{tradition[:2]}-{motif}", symbol(f"{tradition[:2]}-{motif}", MOTIFS[tradition][motif], key))
            tiles += _tile(tile, f"{tradition[:2]}-{motif}", turn, place, line * (TILE + GAP), key)
        drawn.append(f'<g class="mosaic--{tradition}">{tiles}</g>')
    head = opening("mosaic skill-wall", width, height, key, title, "").replace('role="img"', 'role="group"', 1)
    return f'{head}<defs>{"".join(symbols.values())}</defs>{"".join(drawn)}</svg>'


def skill_tile_svg(code: str, row: int, laid: bool, place: int = 0) -> str:
    """The same tile alone, silent, as it stands beside the skill's name; `row`: that of its area in the wall."""
    return skill_mosaic_svg([[]] * (row % len(TRADITIONS_OF_ROWS)) + [[SkillTile(code, "", "", laid, place)]], key=f"t-{code}")


def motif_of(tradition: str, tile: SkillTile) -> tuple[str, int]:
    """(motif, first turn in quarters)."""
    names = motif_names(tradition)
    return names[(tile.place or roll("skill", tradition, tile.code, sides=len(names))) % len(names)], roll("skill turn", tile.code, sides=4)


def _tile(tile: SkillTile, motif: str, turn: int, x: float, y: float, key: str) -> str:
    state = "done" if tile.laid else "todo"
    shapes = "".join(use(replace(piece, state=state), key) for piece in rosette(motif, turn, x, y))
    ground = f'<rect class="skill-wall__ground" x="{number(x)}" y="{number(y)}" width="{TILE}" height="{TILE}"/>'
    if not tile.href:
        return ground + shapes
    return f'<a href="{escape(tile.href)}" aria-label="{escape(tile.label)}"><title>{escape(tile.label)}</title>{ground}{shapes}</a>'
