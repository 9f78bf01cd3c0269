"""Mosaics as SVG strings: small, described for screen readers, coloured by class."""

from html import escape

from academy.mosaic.geometry import number
from academy.mosaic.laying import MOST, Mosaic, Piece, lay
from academy.mosaic.motifs import Shape

BORDER = 9  # units of the border course around a panel


def course_mosaic(
    tiles: int, done: frozenset[int] = frozenset(), tradition: str = "azulejo", current: int | None = None
) -> Mosaic:
    """The mosaic of a course. done and current count lessons from 1; numbers outside the course are ignored.

    A course of more lessons than a mosaic has tiles shares each tile among neighbours; it is laid when all of them are done.
    """
    if tiles > MOST:
        share = [n * MOST // tiles + 1 for n in range(tiles)]  # the tile of each lesson
        missing = {share[n] for n in range(tiles) if n + 1 not in done}
        now = share[current - 1] if current and 1 <= current <= tiles else None
        tiles, done, current = MOST, frozenset(range(1, MOST + 1)) - missing, now
    return lay(tradition, tiles).with_states(frozenset(done), current)


def course_mosaic_svg(
    tiles: int,
    done: frozenset[int] = frozenset(),
    tradition: str = "azulejo",
    current: int | None = None,
    *,
    key: str = "m",
    title: str = "",
    description: str = "",
) -> str:
    """The mosaic as <svg>. key makes its ids unique on the page; title and description arrive translated.

    Without a title the drawing is decoration and hidden from screen readers. A course without lessons has no drawing.
    """
    if tiles < 1:
        return ""
    mosaic = course_mosaic(tiles, done, tradition, current)
    wide, high = mosaic.width + 2 * BORDER, mosaic.height + 2 * BORDER
    kind = "round" if tradition == "opus" else "panel"
    return (
        opening(f"mosaic mosaic--{tradition}", wide, high, key, title, description)
        + definitions(mosaic.motifs, key)
        + frame(kind, wide, high)
        + f'<g transform="translate({BORDER} {BORDER})">'
        + "".join(use(piece, key) for piece in mosaic.pieces)
        + "</g></svg>"
    )


def strip_svg(
    tiles: int, done: frozenset[int] = frozenset(), current: int | None = None, *, key: str = "s", title: str = ""
) -> str:
    """One thin row of tiles, stretched to its box by CSS. Neighbours in one state share one path."""
    gap = 0.12 if tiles <= 60 else 0
    paths = {"done": "", "now": "", "todo": ""}
    for n in range(1, tiles + 1):
        state = "done" if n in done else "now" if n == current else "todo"
        paths[state] += f"M{number(n - 1 + gap / 2)} 0h{number(1 - gap)}v1h-{number(1 - gap)}z"
    head = opening("strip", tiles, 1, key, title, "").replace("<svg ", '<svg preserveAspectRatio="none" ', 1)
    return head + "".join(f'<path class="{s}" d="{d}"/>' for s, d in paths.items() if d) + "</svg>"


def opening(classes: str, wide: float, high: float, key: str, title: str, description: str) -> str:
    box = f'class="{classes}" viewBox="0 0 {number(wide)} {number(high)}"'
    if not title:
        return f'<svg {box} aria-hidden="true" focusable="false">'
    labels = f"{key}-t {key}-d" if description else f"{key}-t"
    text = f'<title id="{key}-t">{escape(title)}</title>'
    if description:
        text += f'<desc id="{key}-d">{escape(description)}</desc>'
    return f'<svg {box} role="img" aria-labelledby="{labels}">{text}'


def definitions(motifs: dict[str, list[Shape]], key: str) -> str:
    return (
        "<defs>"
        + "".join(f'<g id="{key}-{name}">{paths(shapes)}</g>' for name, shapes in motifs.items())
        + "</defs>"
    )


def paths(shapes: list[Shape]) -> str:
    """Class names stand alone: a selector with an ancestor does not reach inside <use>; inherited colours do."""
    return "".join(f'<path class="m{letter}" d="{d}"/>' for letter, d in shapes)


def use(piece: Piece, key: str) -> str:
    at = piece.transform()
    return f'<use href="#{key}-{piece.motif}" class="{piece.state}"' + (f' transform="{at}"/>' if at else "/>")


def frame(kind: str, wide: float, high: float) -> str:
    """The border course: two rows of small stones. The dashes are in CSS."""
    if kind == "round":
        x, y, r = number(wide / 2), number(high / 2), wide / 2
        return f'<circle class="mf" cx="{x}" cy="{y}" r="{number(r - 3)}"/>'
    return f'<rect class="mf" x="3" y="3" width="{number(wide - 6)}" height="{number(high - 6)}"/>'
