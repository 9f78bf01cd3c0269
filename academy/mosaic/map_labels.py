"""Names beside points, so that no name covers another name or a point. Sizes are reckoned for the smallest screen; CSS may only shrink them."""

from typing import NamedTuple

SIZE = 21  # units of the letters: about 11.5 pixels on a phone
LETTER = 0.6  # mean width of a letter, in its size; on the safe side
GAP = 4


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


class Label(NamedTuple):
    """Where a name stands: `x`, `y` of its baseline for `anchor` (start, middle, end); `far`: away from its point, with a line to (near_x, near_y)."""

    x: float
    y: float
    anchor: str
    size: int
    box: Box
    far: bool
    near_x: float
    near_y: float


def place_labels(points: list[tuple[str, float, float]], width: float, height: float, mark: float) -> list[Label | None]:
    """A label for each (name, x, y), in the given order; None for a name that finds no place. The crowded points choose first."""
    marks = [Box(x - mark, y - mark, x + mark, y + mark) for _name, x, y in points]
    near = [sum((x - u) ** 2 + (y - v) ** 2 < 120 ** 2 for _other, u, v in points) for _name, x, y in points]
    order = sorted(range(len(points)), key=lambda n: (-near[n], points[n][1]))
    found: list[Label | None] = [None] * len(points)
    for n in order:
        taken = [label.box for label in found if label is not None]
        others = [box for m, box in enumerate(marks) if m != n]
        found[n] = next((label for label in _tries(*points[n], mark) if label.box.within(width, height)
                         and not any(label.box.meets(box) for box in taken) and not any(label.box.meets(box) for box in others)), None)
    return found


def _tries(name: str, x: float, y: float, mark: float):
    """Beside the point first, then above and below, then ever farther away."""
    wide, rise = len(name) * SIZE * LETTER, SIZE * 0.36
    for away in (0, 26, 52, 78):
        side = mark + GAP + away * 0.6
        for lift in (0, -away, away) if away else (0, -SIZE * 0.7, SIZE * 0.7):
            yield _label("start", x + side, y + rise + lift, wide, bool(away))
            yield _label("end", x - side, y + rise + lift, wide, bool(away))
        yield _label("middle", x, y - mark - GAP - away, wide, bool(away))
        yield _label("middle", x, y + mark + GAP + SIZE * 0.8 + away, wide, bool(away))


def _label(anchor: str, x: float, y: float, wide: float, far: bool) -> Label:
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    box = Box(left, y - SIZE * 0.8, left + wide, y + SIZE * 0.25)
    return Label(x, y, anchor, SIZE, box, far, x, y - SIZE * 0.3)
