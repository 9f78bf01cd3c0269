"""What is drawn on a tile, tradition by tradition. A motif is a list of (class, path) on a 24 x 24 ground.

Classes: g ground, a b c the three glazes of the tradition, l a drawn line, s t u rows of small stones.
Motifs of one tradition meet at the same points of the edge, so neighbours join into larger figures.
"""

from academy.mosaic.geometry import arc, circle, number, polygon, sector, star

Shape = tuple[str, str]

#: tradition -> where it comes from. The order is the order of the styleguide.
TRADITIONS: dict[str, str] = {
    "azulejo": "tin-glazed tiles of Portugal, cobalt on white",
    "zellige": "cut and fitted glazed pieces of the Maghreb",
    "panot": "the relief pavement of Barcelona",
    "opus": "opus tessellatum, rows of small stones",
    "brick": "the brickwork of Navarre",
    "pavement": "the cobbled lattice of the Paris region",
}

GROUND: Shape = ("g", "M0 0h24v24H0z")
MID = (12.0, 12.0)
SEA = (12.0, 24.0)


def quarter(x: int, y: int, radius: float) -> str:
    """A quarter disc in one of the four corners."""
    r = number(radius)
    to_x = "-" if x == 24 else ""
    sweep = 1 if (x == 24) == (y == 24) else 0
    return f"M{x} {y}h{to_x}{r}A{r} {r} 0 0 {sweep} {x} {number(y + (radius if y == 0 else -radius))}z"


AZULEJO = {
    "arc": [
        GROUND,
        ("a", quarter(0, 0, 22)),
        ("g", quarter(0, 0, 15.5)),
        ("b", quarter(0, 0, 12)),
        ("c", quarter(0, 0, 6)),
        ("a", quarter(24, 24, 6)),
    ],
    "leaf": [
        GROUND,
        ("b", quarter(24, 0, 11) + quarter(0, 24, 11)),
        ("c", quarter(24, 0, 5) + quarter(0, 24, 5)),
        ("a", "M1 1C15 1 23 9 23 23 9 23 1 15 1 1z"),
        ("l", "M4 4 20 20"),
    ],
    "flower": [
        GROUND,
        ("b", quarter(0, 0, 6) + quarter(24, 0, 6) + quarter(0, 24, 6) + quarter(24, 24, 6)),
        ("a", "M12 12C4 12 4 4 12 1 20 4 20 12 12 12 12 20 4 20 1 12 4 4 12 4 12 12z"),
        ("a", "M12 12C12 4 20 4 23 12 20 20 12 20 12 12 20 12 20 20 12 23 4 20 4 12 12 12z"),
        ("c", circle(MID, 3)),
    ],
    "diamond": [
        GROUND,
        ("a", "M0 0h24v24H0zM12 1.5 1.5 12 12 22.5 22.5 12z"),
        ("b", polygon([(12, 5), (19, 12), (12, 19), (5, 12)])),
        ("g", circle(MID, 4)),
        ("c", circle(MID, 2.2)),
    ],
    "half": [  # the one motif two tiles long
        ("g", "M0 0h48v24H0z"),
        ("a", "M1 24a23 23 0 0 1 46 0z"),
        ("g", "M8 24a16 16 0 0 1 32 0z"),
        ("b", "M12 24a12 12 0 0 1 24 0z"),
        ("c", "M18 24a6 6 0 0 1 12 0z"),
        ("a", quarter(0, 0, 6) + "M48 0h-6a6 6 0 0 0 6 6z"),
    ],
}

ZELLIGE = {
    "khatam": [GROUND, ("a", star(MID, 12)), ("g", star(MID, 8.2)), ("c", star(MID, 6.4, turn=22.5))],
    "seal": [
        ("a", "M0 0h24v24H0z"),
        ("g", star(MID, 12)),
        ("b", star(MID, 8.6)),
        ("c", star(MID, 5.2, turn=22.5)),
    ],
    "cross": [GROUND, ("b", star(MID, 12, points=4, inner=0.42)), ("c", star(MID, 5, turn=22.5))],
}

PANOT = {
    "flower": [
        GROUND,
        ("a", circle((12, 6.6), 4.9) + circle((17.4, 12), 4.9) + circle((12, 17.4), 4.9) + circle((6.6, 12), 4.9)),
        ("b", circle(MID, 4.6)),
        ("c", circle(MID, 2)),
        ("l", circle(MID, 11.2)),
    ],
    "pastilles": [
        GROUND,
        ("a", "".join(polygon([(x, y), (x + 9, y), (x + 9, y + 9), (x, y + 9)]) for x in (2, 13) for y in (2, 13))),
        ("b", circle((6.5, 6.5), 2.6) + circle((17.5, 17.5), 2.6)),
    ],
    "circles": [
        GROUND,
        ("b", circle((6.5, 6.5), 5) + circle((17.5, 6.5), 5) + circle((6.5, 17.5), 5) + circle((17.5, 17.5), 5)),
        ("a", circle((6.5, 6.5), 2.4) + circle((17.5, 6.5), 2.4) + circle((6.5, 17.5), 2.4) + circle((17.5, 17.5), 2.4)),
    ],
}

OPUS = {
    "wave": [
        GROUND,
        ("s", arc((0, 24), 21, 0, 90)),
        ("t", arc((0, 24), 16.5, 0, 90)),
        ("u", arc((0, 24), 12, 0, 90)),
        ("s", arc((0, 24), 7.5, 0, 90)),
        ("t", arc((0, 24), 3, 0, 90)),
    ],
    "scale": [
        GROUND,
        ("s", arc(SEA, 10, 270, 90)),
        ("u", arc(SEA, 5.5, 270, 90)),
        ("t", arc((0, 12), 10, 0, 90) + arc((24, 12), 10, 270, 0)),
        ("t", arc((0, 12), 5.5, 0, 90) + arc((24, 12), 5.5, 270, 0)),
    ],
}

BRICK = {
    "weave": [
        GROUND,
        ("a", "M.7.7h10.6v5H.7zM.7 6.4h10.6v5H.7zM12.7 12.7h10.6v5H12.7zM12.7 18.3h10.6v5H12.7z"),
        ("b", "M12.7.7h5v10.6h-5zM18.3.7h5v10.6h-5zM.7 12.7h5v10.6h-5zM6.3 12.7h5v10.6h-5z"),
    ],
    "bond": [
        GROUND,
        ("a", "M.7.7h14.6v5H.7zM8.7 6.4h14.6v5H8.7zM.7 12.6h14.6v5H.7zM8.7 18.3h14.6v5H8.7z"),
        ("b", "M16.7.7h6.6v5h-6.6zM.7 6.4h6.6v5H.7zM16.7 12.6h6.6v5h-6.6zM.7 18.3h6.6v5H.7z"),
    ],
}

FAN_ROWS = ((21.6, 31), (17.3, 40), (13, 58), (8.7, 90), (4.4, 90))

PAVEMENT = {
    "fan": [
        GROUND,
        ("a", quarter(0, 0, 5) + quarter(24, 0, 5)),
        # each row stops where the tile does: sin(angle) = 11 / radius
        *(("st"[i % 2], arc(SEA, radius, 360 - reach, reach)) for i, (radius, reach) in enumerate(FAN_ROWS)),
    ],
    "half": [  # two tiles long
        ("g", "M0 0h48v24H0z"),
        ("s", arc((24, 24), 21.6, 270, 90)),
        ("t", arc((24, 24), 17.3, 270, 90)),
        ("s", arc((24, 24), 13, 270, 90)),
        ("t", arc((24, 24), 8.7, 270, 90)),
        ("s", arc((24, 24), 4.4, 270, 90)),
    ],
    "lattice": [
        GROUND,
        ("a", "M12 1.2 22.8 12 12 22.8 1.2 12z"),
        ("b", "M12 6 18 12 12 18 6 12z"),
        ("b", "M.7.7h9L.7 9.7zM23.3.7v9l-9-9zM23.3 23.3h-9l9-9zM.7 23.3v-9l9 9z"),
    ],
}

MOTIFS: dict[str, dict[str, list[Shape]]] = {
    "azulejo": AZULEJO,
    "zellige": ZELLIGE,
    "panot": PANOT,
    "opus": OPUS,
    "brick": BRICK,
    "pavement": PAVEMENT,
}

__all__ = ["GROUND", "MOTIFS", "TRADITIONS", "Shape", "quarter", "sector"]
