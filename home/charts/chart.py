"""What goes into a chart, and what comes out of it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """One value. `label` is drawn, `long` (else the label) stands in the table; `shown` says the value in words, else it is written as a number.
    `href` makes the label of the table a link. `value`: None for what is not known or kept back."""

    label: str
    value: float | None
    shown: str = ""
    long: str = ""
    href: str = ""

    @property
    def words(self) -> str:
        return self.shown or spoken(self.value)


@dataclass(frozen=True)
class Pair:
    """A value before and one after, of the same people. As `Mark`."""

    label: str
    before: float | None
    after: float | None
    before_shown: str = ""
    after_shown: str = ""
    href: str = ""

    @property
    def words(self) -> tuple[str, str]:
        return self.before_shown or spoken(self.before), self.after_shown or spoken(self.after)


@dataclass(frozen=True)
class Cell:
    text: str
    href: str = ""


@dataclass(frozen=True)
class Chart:
    """`svg` is markup, escaped already; empty without anything to draw. `rows`: of the table, the first cell of each its head. `key`: [(class, words)]."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    svg: str
    key: tuple[tuple[str, str], ...] = field(default=())


def spoken(value: float | None) -> str:
    """7, 3.5; a dash for None."""
    if value is None:
        return "–"
    return str(int(value)) if float(value).is_integer() else f"{value:.1f}"
