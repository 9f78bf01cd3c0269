"""Drawings made of one motif turned about its corner: the emblem of a city, and the wall of the landing page."""

from academy.mosaic.drawing import definitions, opening, paths, use
from academy.mosaic.geometry import number, roll
from academy.mosaic.laying import Piece
from academy.mosaic.motifs import MOTIFS, TRADITIONS, Shape


def tile(tradition: str, seed: str) -> list[Piece]:
    """Four quarters of one motif, turned a quarter each: the oldest way to make a figure out of one tile."""
    names = sorted(MOTIFS[tradition])
    motif = names[roll("tile", tradition, seed, sides=len(names))]
    first = roll("turn", tradition, seed, sides=4)
    return [
        Piece(motif, x, y, turn=90 * ((first + i) % 4), about=(12, 12), state="done")
        for i, (x, y) in enumerate(((0, 0), (24, 0), (24, 24), (0, 24)))
    ]


def tile_svg(tradition: str, seed: str, *, key: str = "", title: str = "") -> str:
    """The emblem of a place; the size comes from CSS."""
    key = key or f"e-{tradition}-{seed}"
    pieces = tile(tradition, seed)
    motifs = {pieces[0].motif: MOTIFS[tradition][pieces[0].motif]}
    return (
        opening(f"mosaic emblem mosaic--{tradition}", 48, 48, key, title, "")
        + definitions(motifs, key)
        + "".join(use(piece, key) for piece in pieces)
        + "</svg>"
    )


def wall_svg(seed: str, columns: int, rows: int) -> str:
    return ""


__all__ = ["tile", "tile_svg", "wall_svg", "Shape", "TRADITIONS", "number", "paths"]
