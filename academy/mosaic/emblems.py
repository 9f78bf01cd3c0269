"""Drawings made of one motif turned about its corner: the emblem of a city, and the wall of the landing page."""

from dataclasses import replace

from academy.mosaic.drawing import opening, use
from academy.mosaic.geometry import number, roll
from academy.mosaic.laying import UNIT, Piece
from academy.mosaic.motifs import MOTIFS, TRADITIONS, Shape
from academy.mosaic.packing import pack

BLEED = 0.15  # units a tile of a rosette reaches under its neighbours
LONG = "half"  # the motif two tiles long; it makes no rosette
#: Which tradition a block of the wall belongs to; one that stands more often is seen more often.
ROUND = ("azulejo", "opus", "zellige", "azulejo", "brick", "zellige", "azulejo", "pavement", "opus", "panot")


def motif_names(tradition: str) -> list[str]:
    return sorted(name for name in MOTIFS[tradition] if name != LONG)


def tile(tradition: str, seed: str) -> list[Piece]:
    """Four quarters of one motif, turned a quarter each: the oldest way to make a figure out of one tile."""
    names = motif_names(tradition)
    return rosette(names[roll("tile", tradition, seed, sides=len(names))], roll("turn", tradition, seed, sides=4))


def rosette(motif: str, first: int, x: float = 0, y: float = 0, scale: int = 1) -> list[Piece]:
    """Four tiles around a corner; `first` is the turn of the first, in quarters. x and y in units."""
    step = UNIT * scale
    return [
        Piece(motif, x + step * i, y + step * j, scale, turn=90 * ((first + n) % 4), about=(12, 12), state="done")
        for n, (i, j) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1)))
    ]


def symbol(motif: str, shapes: list[Shape], key: str) -> str:
    """A motif whose layers have names of their own, for rosettes to lay one by one."""
    layers = "".join(f'<path id="{key}-{motif}.{n}" class="m{letter}" d="{d}"/>' for n, (letter, d) in enumerate(shapes))
    return f'<g id="{key}-{motif}">{layers}</g>'


def rosette_symbol(name: str, pieces: list[Piece], layers: int, key: str) -> str:
    """A laid rosette, glaze by glaze and not tile by tile: where two tiles meet, the ground would shine through as a hairline."""
    grown = [replace(piece, x=piece.x - BLEED, y=piece.y - BLEED, scale=1 + 2 * BLEED / UNIT) for piece in pieces]
    uses = "".join(f'<use href="#{key}-{piece.motif}.{n}" transform="{piece.transform()}"/>' for n in range(layers) for piece in grown)
    return f'<g id="{key}-{name}">{uses}</g>'


def tile_svg(tradition: str, seed: str, *, key: str = "", title: str = "") -> str:
    """The emblem of a place; the size comes from CSS."""
    key = key or f"e-{tradition}-{seed}"
    pieces = tile(tradition, seed)
    shapes = MOTIFS[tradition][pieces[0].motif]
    return (
        opening(f"mosaic emblem mosaic--{tradition}", 2 * UNIT, 2 * UNIT, key, title, "")
        + f"<defs>{symbol(pieces[0].motif, shapes, key)}</defs>"
        + rosette_symbol("r", pieces, len(shapes), key)
        + "</svg>"
    )


def wall_svg(seed: str, columns: int, rows: int, *, key: str = "wall", title: str = "") -> str:
    """A wall of rosettes of all traditions, columns x rows tiles (even numbers), being laid from its upper left.

    The edge of the work is ragged; one tile on it is the one in hand.
    """
    width, height = UNIT * columns, UNIT * rows
    laid = [
        (tradition, replace(piece, state=state_on_wall(seed, piece, width, height)))
        for tradition, pieces in wall_blocks(seed, columns // 2, rows // 2)
        for piece in pieces
    ]
    edge = [i for i, (_, piece) in enumerate(laid) if piece.state == "todo"]
    if edge:
        now = min(edge, key=lambda i: (along(laid[i][1], width, height), i))
        laid[now] = (laid[now][0], replace(laid[now][1], state="now"))
    symbols, drawn = {}, {}
    for (tradition, first), *others in (laid[i:i + 4] for i in range(0, len(laid), 4)):
        four = [first, *(piece for _, piece in others)]
        shapes = MOTIFS[tradition][first.motif.partition("-")[2]]
        symbols.setdefault(first.motif, symbol(first.motif, shapes, key))
        if all(piece.state == "done" for piece in four):
            name = f"{first.motif}-{first.turn // 90}"
            symbols.setdefault(name, rosette_symbol(name, rosette(first.motif, first.turn // 90), len(shapes), key))
            four = [Piece(name, first.x, first.y, first.scale, state="done")]
        drawn[tradition] = drawn.get(tradition, "") + "".join(use(piece, key) for piece in four)
    return (
        opening("mosaic wall", width, height, key, title, "").replace("<svg ", '<svg preserveAspectRatio="xMaxYMid slice" ', 1)
        + "<defs>"
        + "".join(symbols.values())
        + "</defs>"
        + "".join(f'<g class="mosaic--{tradition}">{uses}</g>' for tradition, uses in drawn.items())
        + "</svg>"
    )


def wall_blocks(seed: str, columns: int, rows: int) -> list[tuple[str, list[Piece]]]:
    """Rosettes of two sizes that fill columns x rows blocks; no two neighbours of one tradition where it can be helped."""
    large = columns * rows // 9
    cells = next(found for salt in range(200) if (found := pack(columns * rows, columns, rows, large - salt // 50, 0, salt + roll(seed, sides=97) * 200)))
    blocks, taken = [], []
    for c, r, w, h in sorted(cells):
        near = {t for t, (x, y, v, u) in taken if x <= c + w and c <= x + v and y <= r + h and r <= y + u}
        start = roll(seed, c, r, sides=len(ROUND))
        turn = [ROUND[(start + i) % len(ROUND)] for i in range(len(ROUND))]
        tradition = next((t for t in turn if t not in near), turn[0])
        names = motif_names(tradition)
        motif = names[roll(seed, r, c, sides=len(names))]
        taken.append((tradition, (c, r, w, h)))
        blocks.append((tradition, rosette(f"{tradition[:2]}-{motif}", roll(c, r, sides=4), 2 * UNIT * c, 2 * UNIT * r, w)))
    return blocks


def along(piece: Piece, width: float, height: float) -> float:
    """How far along the work a piece lies: 0 at the upper left, about 1.8 at the lower right."""
    return piece.x / width + 0.8 * piece.y / height


def state_on_wall(seed: str, piece: Piece, width: float, height: float) -> str:
    """Laid up to a diagonal that wavers by a tile and a half."""
    waver = (roll(seed, number(piece.x), number(piece.y), sides=100) / 100 - 0.5) * 3 * UNIT / width
    return "done" if along(piece, width, height) + waver < 1.12 else "todo"


__all__ = ["TRADITIONS", "motif_names", "rosette", "tile", "tile_svg", "wall_svg"]
