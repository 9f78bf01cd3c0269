"""The drawings of a certificate: the course's whole mosaic, and a border course of small stones, as SVG with its colours in it."""

from academy.mosaic import lay
from academy.mosaic.geometry import number, roll
from academy.mosaic.palettes import PALETTES, known

MOST_TILES = 200


def mosaic_drawing(tradition: str, tiles: int) -> tuple[float, float, str]:
    """(width, height, SVG) of the mosaic of that many lessons, every tile laid."""
    tradition = known(tradition)
    palette = PALETTES[tradition]
    mosaic = lay(tradition, max(1, min(tiles, MOST_TILES)))
    parts = []
    for piece in mosaic.pieces:
        inside = "".join(_shape(letter, path, palette, laid=bool(piece.number)) for letter, path in mosaic.motifs[piece.motif])
        at = f' transform="{piece.transform()}"' if piece.transform() else ""
        parts.append(f"<g{at}>{inside}</g>")
    return mosaic.width, mosaic.height, _svg(mosaic.width, mosaic.height, "".join(parts))


def _shape(letter: str, path: str, palette: dict, *, laid: bool) -> str:
    if not laid:  # a piece that only fills: one glaze
        return f'<path d="{path}" fill="{palette["a"]}"/>' if letter in "gabcd" else ""
    if letter == "l":
        return f'<path d="{path}" fill="none" stroke="{palette["drawn"]}" stroke-width="1.2"/>'
    if letter in "stu":
        colour = palette["abc"["stu".index(letter)]]
        return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3.9" stroke-dasharray="3.2 0.7"/>'
    return f'<path d="{path}" fill="{palette[letter]}"/>'


def border_drawing(tradition: str, seed: str, wide: int, high: int) -> str:
    """A ring of square stones, `wide` by `high` of them (units of 10), in the tradition's glazes; the seed lays them."""
    palette = PALETTES[known(tradition)]
    stones = []
    for column in range(wide):
        for row in range(high):
            if 0 < column < wide - 1 and 0 < row < high - 1:
                continue
            letter = "aaaabbcd"[roll("border", seed, column, row, sides=8)]
            stones.append(f'<path d="M{number(10 * column + 0.8)} {number(10 * row + 0.8)}h8.4v8.4h-8.4z" fill="{palette[letter]}"/>')
    return _svg(10 * wide, 10 * high, "".join(stones))


def _svg(width: float, height: float, inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}">{inside}</svg>'
