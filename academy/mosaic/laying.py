"""Where the pieces go. Every tradition lays any number of pieces, from 1 to 200, and always the same way.

azulejo   large, small and oblong tiles packed into a panel, best of several tries by balance and joints
zellige   stars and crosses, each star touching its neighbours at the tips
panot     hexagons in rows that alternate one more, one less
opus      a medallion: rings of stones around an emblem
brick     courses of bricks whose joints never meet
pavement  brick's bond in square setts of two sizes, as azulejo packs them
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import log, pi, sqrt

from academy.mosaic.geometry import number, polar, polygon, roll, sector, star
from academy.mosaic.motifs import MOTIFS, Shape
from academy.mosaic.packing import composition, pack, panel_size

UNIT = 24
MOST = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """One tile: which motif, and where. number is the lesson (1..n), 0 for a plain piece that only fills."""

    motif: str
    x: float
    y: float
    scale: float = 1
    turn: int = 0
    about: tuple[float, float] = (0, 0)
    number: int = 0
    state: str = ""

    def transform(self) -> str:
        words = []
        if self.x or self.y:
            words.append(f"translate({number(self.x)} {number(self.y)})")
        if self.scale != 1:
            words.append(f"scale({round(self.scale, 3):g})")
        if self.turn:
            words.append(f"rotate({self.turn} {number(self.about[0])} {number(self.about[1])})".replace(" 0 0)", ")"))
        return "".join(words)


@dataclass(frozen=True, slots=True)
class Mosaic:
    """A laid panel, width x height units. motifs holds the shapes of every motif a piece names."""

    tradition: str
    width: float
    height: float
    motifs: dict[str, list[Shape]]
    pieces: tuple[Piece, ...]

    def with_states(self, done: frozenset[int], current: int | None) -> "Mosaic":
        def state(piece: Piece) -> str:
            if not piece.number:
                return "plain"
            if piece.number in done:
                return "done"
            return "now" if piece.number == current else "todo"

        return replace(self, pieces=tuple(replace(p, state=state(p)) for p in self.pieces))


@lru_cache(maxsize=512)
def lay(tradition: str, tiles: int) -> Mosaic:
    """The panel of a course of that many lessons. ValueError outside 1..200 or for an unknown tradition."""
    if not 1 <= tiles <= MOST:
        raise ValueError(f"a mosaic has 1 to {MOST} tiles, not {tiles}")
    if tradition not in LAYERS:
        raise ValueError(f"unknown tradition {tradition!r}; known: {', '.join(LAYERS)}")
    return LAYERS[tradition](tradition, tiles)


def in_order(pieces: list[Piece], tiles: int) -> tuple[Piece, ...]:
    """Number the first so many; the rest are plain."""
    return tuple(replace(p, number=i + 1 if i < tiles else 0) for i, p in enumerate(pieces))


# -- azulejo and pavement: a packed panel ------------------------------------------------------------------


def packed_panel(tradition: str, tiles: int) -> Mosaic:
    columns, rows, large, oblong = panel_size(tiles)
    tries = (pack(tiles, columns, rows, large, oblong, salt) for salt in range(24 if tiles < 60 else 8))
    fits = [cells for cells in tries if cells]
    salt = 24
    while not fits:
        cells = pack(tiles, columns, rows, large, oblong, salt)
        fits, salt = [cells] if cells else [], salt + 1
    cells = min(fits, key=lambda cells: composition(cells, columns, rows))
    cells.sort(key=lambda s: (s[0] + s[2] / 2 + s[1] + s[3] / 2, s[0]))
    names = {"azulejo": ("flower", ("arc", "leaf", "diamond"), "half"), "pavement": ("fan", ("lattice",), "half")}
    big, small, long = names[tradition]
    pieces = []
    for i, (c, r, w, h) in enumerate(cells):
        die = roll(tradition, tiles, i, sides=12)
        motif = big if w * h == 4 else long if w * h == 2 else small[die % len(small)]
        if motif == "flower" and die > 5:
            motif = "diamond"
        turn = 0 if motif in ("flower", "diamond", "lattice") else 90 * (die % 4)
        about = (12, 12)
        if w * h == 2:
            turn, about = (180 * (die % 2), (24, 12)) if w == 2 else ((90, (12, 12)) if die % 2 else (-90, (24, 24)))
        scale = (UNIT * min(w, h) - 0.8) / UNIT
        pieces.append(Piece(motif, UNIT * c + 0.4, UNIT * r + 0.4, scale, turn, about))
    motifs = {name: MOTIFS[tradition][name] for name in sorted({p.motif for p in pieces})}
    return Mosaic(tradition, UNIT * columns, UNIT * rows, motifs, in_order(pieces, tiles))


# -- zellige: stars and crosses ----------------------------------------------------------------------------


def stars_and_crosses(tradition: str, tiles: int) -> Mosaic:
    def total(c: int, r: int) -> int:
        return c * r + (c - 1) * (r - 1)

    sizes = [(c, r) for r in range(1, 15) for c in range(r, 2 * r + 2) if total(c, r) >= tiles]
    columns, rows = min(sizes, key=lambda s: (total(*s) - tiles) * 2 + abs(s[0] / s[1] - 1.4) * 2)
    half = UNIT / 2
    spots = [(UNIT * c, UNIT * r, "star") for c in range(columns) for r in range(rows)]
    spots += [(UNIT * c + half, UNIT * r + half, "cross") for c in range(columns - 1) for r in range(rows - 1)]
    spots.sort(key=lambda s: (s[0] + s[1] * 0.5, s[1]))
    pieces = []
    for x, y, name in spots:
        kind = "seal" if name == "star" and (x + y) // UNIT % 2 else name
        pieces.append(Piece(kind, x, y))
    mid, k = (half, half), 0.7654
    cross = []
    for corner in range(4):  # between two arms the cross follows the star that fills the corner
        at = polar(mid, half * sqrt(2), 45 + 90 * corner)
        to = 225 + 90 * corner
        cross += [polar(at, half * (1 if s % 2 == 0 else k), to + 22.5 * s) for s in (2, 1, 0, -1)]
    gap = 0.955
    cross = [(12 + (x - 12) * gap, 12 + (y - 12) * gap) for x, y in cross]
    motifs = {
        "star": [("a", star(mid, 11.5)), ("g", star(mid, 7.9)), ("c", star(mid, 6.1, turn=22.5))],
        "seal": [("b", star(mid, 11.5)), ("g", star(mid, 8.6, turn=22.5)), ("a", star(mid, 5.4))],
        "cross": [("d", polygon(cross)), ("g", star(mid, 3.6, points=4, inner=0.5))],
    }
    used = {p.motif for p in pieces}
    motifs = {name: shapes for name, shapes in motifs.items() if name in used}
    return Mosaic(tradition, UNIT * columns, UNIT * rows, motifs, in_order(pieces, tiles))


# -- panot: hexagons ---------------------------------------------------------------------------------------


def hexagons(tradition: str, tiles: int) -> Mosaic:
    width, side = UNIT, UNIT / sqrt(3)
    sizes = []
    for rows in range(1, 21):
        for columns in range(1, 2 * rows + 3):
            for first in (0, 1):  # does the first row have one less?
                many = sum(columns - ((r + first) % 2) for r in range(rows))
                if many >= tiles and columns > 1 - (rows == 1):
                    shape = (columns * width) / (rows * 1.5 * side + side / 2)
                    sizes.append(((many - tiles) * 1.2 + abs(log(shape / 1.15)) * 6, columns, rows, first))
    _, columns, rows, first = min(sizes)
    spots = [
        (width * c + (width / 2 if (r + first) % 2 else 0), 1.5 * side * r)
        for r in range(rows)
        for c in range(columns - ((r + first) % 2))
    ]
    spots.sort(key=lambda s: (s[0] + s[1], s[0]))
    mid = (12.0, side)
    hexagon = [polar(mid, side - 0.4, 60 * i) for i in range(6)]
    kinds = ("shell", "starfish", "weed")
    pieces = [
        Piece(kinds[roll(tiles, i, sides=3)], x, y, turn=60 * roll(i, tiles, sides=6), about=mid)
        for i, (x, y) in enumerate(spots)
    ]
    rings = "".join(f"A{r} {r} 0 0 1 {number(12 + (r if i % 2 else -r) * 0.94)} {number(side)}" for i, r in enumerate((2, 3.6, 5.4, 7.2, 9)))
    motifs = {
        "shell": [("a", polygon(hexagon)), ("l", f"M13.5 {number(side)}{rings}")],
        "starfish": [("b", polygon(hexagon)), ("g", star(mid, 9.5, points=5, inner=0.36)), ("c", star(mid, 3.4, points=5))],
        "weed": [
            ("d", polygon(hexagon)),
            ("l", "M3 10c5-5 9 5 18 0M3 14.5c5-5 9 5 18 0M4.5 19c5-4 8 4 15 0M6 6c4-3 7 2 12 0"),
        ],
    }
    motifs = {name: motifs[name] for name in sorted({p.motif for p in pieces})}
    return Mosaic(tradition, columns * width, rows * 1.5 * side + side / 2, motifs, in_order(pieces, tiles))


# -- opus: a medallion -------------------------------------------------------------------------------------


def medallion(tradition: str, tiles: int) -> Mosaic:
    rings = max(1, round(sqrt(tiles / 5))) if tiles > 1 else 0
    thick, heart = 19.0, 14.0
    counts = []
    if rings:
        weights = [(heart + thick * (i + 0.5)) for i in range(rings)]
        exact = [(tiles - 1) * w / sum(weights) for w in weights]
        counts = [int(e) for e in exact]
        for i in sorted(range(rings), key=lambda i: counts[i] - exact[i])[: tiles - 1 - sum(counts)]:
            counts[i] += 1
        counts = [c for c in counts if c]
    radius = heart + thick * len(counts)
    mid = (radius, radius)
    motifs: dict[str, list[Shape]] = {
        "heart": [("g", star(mid, heart - 0.5, points=24, inner=1)), ("c", star(mid, heart - 1.5, 8, 0.5)), ("b", star(mid, 5, 8, 1))]
    }
    pieces = [Piece("heart", 0, 0)]
    for i, count in enumerate(counts):
        inner, outer = heart + thick * i, heart + thick * (i + 1)
        wide = 360 / count
        pad = 0.8 / ((inner + outer) / 2) * 180 / pi
        rows: list[Shape] = [("g", sector(mid, inner + 0.5, outer - 0.5, pad / 2, wide - pad / 2))]
        reach = (inner + outer) / 2 * wide / 2 * pi / 180  # half the width of a piece, in units
        at = polar(mid, outer - 1.6, wide / 2)  # where the rows of a piece have their centre
        for letter, r in (("s", 14.2), ("u", 9.7), ("t", 5.2)):
            if r < reach + 2.5:
                left, right = polar(at, r, wide / 2 + 90), polar(at, r, wide / 2 + 270)
                rows.append((letter, f"M{number(right[0])} {number(right[1])}A{number(r)} {number(r)} 0 0 0 {number(left[0])} {number(left[1])}"))
        motifs[f"ring{i}"] = rows
        offset = 0 if i % 2 else wide / 2
        pieces += [Piece(f"ring{i}", 0, 0, turn=round(offset + wide * k, 1), about=mid) for k in range(count)]
    return Mosaic(tradition, 2 * radius, 2 * radius, motifs, in_order(pieces, tiles))


# -- brick: courses ----------------------------------------------------------------------------------------


def courses_of_bricks(tradition: str, tiles: int) -> Mosaic:
    rows = max(1, round(sqrt(tiles * 1.5)))
    many = [tiles * (r + 1) // rows - tiles * r // rows for r in range(rows)]
    width, high = 36.0 * max(many), 20.0
    pieces, motifs = [], {}
    for r, count in enumerate(many):
        # every other course begins with a short brick, so that joints break
        shares = [1.0] * count
        if r % 2 and count > 1:
            shares[0], shares[-1] = 0.55, 1.45
        x = 0.0
        for share in shares:
            w = round(width * share / sum(shares), 1)
            name = f"w{int(w)}{'xyz'[roll(tiles, r, x, sides=3)]}"
            motifs.setdefault(name, brick(w, high, name[-1]))
            pieces.append(Piece(name, x, high * r))
            x += w
    return Mosaic(tradition, width, high * rows, motifs, in_order(pieces, tiles))


def brick(w: float, h: float, kind: str) -> list[Shape]:
    n = number
    face = f"M.6.6h{n(w - 1.2)}v{n(h - 1.2)}H.6z"
    if kind == "x":
        return [("a", face), ("g", polygon([(w / 2, 4), (w / 2 + 8, h / 2), (w / 2, h - 4), (w / 2 - 8, h / 2)]))]
    if kind == "y":
        return [("b", face), ("l", f"M5 5h{n(w - 10)}v{n(h - 10)}H5z")]
    return [("c", face), ("l", f"M5 {n(h / 2)}h{n(w - 10)}")]


LAYERS = {
    "azulejo": packed_panel,
    "zellige": stars_and_crosses,
    "panot": hexagons,
    "opus": medallion,
    "brick": courses_of_bricks,
    "pavement": packed_panel,
}
