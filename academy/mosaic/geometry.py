"""Points and path strings. Angles in degrees, clockwise from twelve o'clock; lengths in view-box units."""

from hashlib import blake2b
from math import cos, radians, sin

Point = tuple[float, float]


def number(value: float) -> str:
    """The shortest spelling SVG accepts, to a twentieth of a unit: 12, .5, -3.25."""
    text = f"{round(value * 20) / 20:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def polar(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * sin(radians(angle)), centre[1] - radius * cos(radians(angle))


def polygon(points: list[Point]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"


def star(centre: Point, radius: float, points: int = 8, inner: float = 0.7654, turn: float = 0) -> str:
    """A star polygon. The default inner radius is that of two crossed squares, the khatam."""
    step = 180 / points
    return polygon(
        [polar(centre, radius if i % 2 == 0 else radius * inner, turn + i * step) for i in range(2 * points)]
    )


def circle(centre: Point, radius: float) -> str:
    x, y, r = number(centre[0] - radius), number(centre[1]), number(radius)
    d = number(2 * radius)
    return f"M{x} {y}a{r} {r} 0 1 1 {d} 0a{r} {r} 0 1 1 -{d} 0z"


def arc(centre: Point, radius: float, start: float, end: float) -> str:
    """An open arc, clockwise from start to end."""
    (x1, y1), (x2, y2) = polar(centre, radius, start), polar(centre, radius, end)
    big = 1 if (end - start) % 360 > 180 else 0
    r = number(radius)
    return f"M{number(x1)} {number(y1)}A{r} {r} 0 {big} 1 {number(x2)} {number(y2)}"


def sector(centre: Point, inner: float, outer: float, start: float, end: float) -> str:
    """A piece of a ring, closed; inner may be 0."""
    (x1, y1), (x2, y2) = polar(centre, outer, start), polar(centre, outer, end)
    (x3, y3), (x4, y4) = polar(centre, inner, end), polar(centre, inner, start)
    ro, ri, n = number(outer), number(inner), number
    big = 1 if end - start > 180 else 0
    return (
        f"M{n(x1)} {n(y1)}A{ro} {ro} 0 {big} 1 {n(x2)} {n(y2)}"
        f"L{n(x3)} {n(y3)}A{ri} {ri} 0 {big} 0 {n(x4)} {n(y4)}z"
    )


def roll(*words: object, sides: int) -> int:
    """A number in range(sides) that depends on the words alone: the die that always falls the same way."""
    digest = blake2b("/".join(map(str, words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % sides
