"""The emblem of a badge as a PNG, for what cannot show SVG: previews of shared links, and wallets that keep baked badges."""

from io import BytesIO
from math import cos, radians, sin

from PIL import Image, ImageDraw

from academy.mosaic.badge_emblem import SIDE, Emblem, emblem
from academy.mosaic.emblems import tile
from academy.mosaic.laying import UNIT, Piece
from academy.mosaic.motifs import MOTIFS
from academy.mosaic.palettes import PALETTES
from academy.mosaic.path_points import points_of
from academy.mosaic.stones import Polygon, chopped

FINER = 4  # drawn this many times larger, then made smaller: smooth edges


def badge_png(seed: str, tradition: str, kind: str, level: int = 0, *, side: int = 400, ground: str | None = None) -> bytes:
    """A square PNG of `side` pixels with transparent corners; with `ground` (#rrggbb) on that colour. The same words give the same bytes."""
    made = emblem(seed, tradition, kind, level)
    palette, scale = PALETTES[made.tradition], side * FINER / SIDE
    large = Image.new("RGBA", (side * FINER, side * FINER), ground or palette["g"] + "00")
    pen = ImageDraw.Draw(large)
    for colour, shape in [*((palette[letter], shape) for letter, shapes in made.layers for shape in shapes), *_rosette(made, palette)]:
        pen.polygon([(x * scale, y * scale) for x, y in shape], fill=colour)
    out = BytesIO()
    # Few glazes, so 96 colours hold every soft edge; a quarter of the size lets anybody send a baked badge back to be checked.
    large.reduce(FINER).quantize(96, Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _rosette(made: Emblem, palette: dict[str, str]) -> list[tuple[str, Polygon]]:
    if made.rosette is None:
        return []
    (x, y), half = made.rosette
    four, scale, drawn = tile(made.tradition, made.seed), half / UNIT, []
    for letter, path in MOTIFS[made.tradition][four[0].motif]:
        for colour, shape in _painted(letter, points_of(path), palette):
            for piece in four:
                drawn.append((colour, [(x - half + px * scale, y - half + py * scale) for px, py in _placed(shape, piece)]))
    return drawn


def _painted(letter: str, lines: list[Polygon], palette: dict[str, str]) -> list[tuple[str, Polygon]]:
    if letter in "lstu":
        colour = palette["drawn"] if letter == "l" else palette["abc"["stu".index(letter)]]
        width, length, gap = (1.2, 1000, 1) if letter == "l" else (3.9, 3.2, 0.7)
        return [(colour, stone) for line in lines for stone in chopped(line, width, length, gap)]
    # A line inside the first that runs the other way round is a hole: the ground shows there.
    return [(palette["g"] if n and _is_hole(line, lines[0]) else palette[letter], loop) for n, line in enumerate(lines) for loop in _loops(line)]


def _loops(line: Polygon) -> list[Polygon]:
    """A line that comes back to where it began, such as the petals of a flower, as that many: each is filled, and where two cross, too."""
    found, loop = [], [line[0]]
    for point in line[1:]:
        loop.append(point)
        if point == line[0]:
            found.append(loop)
            loop = [point]
    return [*found, loop] if len(loop) > 2 else found


def _is_hole(line: Polygon, whole: Polygon) -> bool:
    def turning(points: Polygon) -> float:
        return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True))

    within = all(min(p[n] for p in whole) <= point[n] <= max(p[n] for p in whole) for point in line for n in (0, 1))
    return within and turning(line) * turning(whole) < 0


def _placed(shape: Polygon, piece: Piece) -> Polygon:
    turn, (cx, cy) = radians(piece.turn), piece.about
    return [(piece.x + cx + (x - cx) * cos(turn) - (y - cy) * sin(turn), piece.y + cy + (x - cx) * sin(turn) + (y - cy) * cos(turn)) for x, y in shape]
