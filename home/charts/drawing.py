"""Lines, boxes and words of a chart. Across, places are per cent of the width; down, they are pixels."""

from html import escape

NARROW = "…"


class Drawing:
    """Collects shapes; `rtl` turns what is across about the middle, words included."""

    def __init__(self, kind: str, height: float, rtl: bool) -> None:
        self.kind, self.height, self.rtl = kind, height, rtl
        self.parts: list[str] = []

    def _across(self, x: float, width: float = 0) -> str:
        return f"{number(100 - x - width if self.rtl else x)}%"

    def box(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        self.parts.append(f'<rect x="{self._across(x, width)}" y="{number(y)}" width="{number(width)}%" height="{number(height)}" class="chart__{kind}"/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        self.parts.append(f'<line x1="{self._across(x1)}" y1="{number(y1)}" x2="{self._across(x2)}" y2="{number(y2)}" class="chart__{kind}"/>')

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        self.parts.append(f'<circle cx="{self._across(x)}" cy="{number(y)}" r="{number(radius)}" class="chart__{kind}"/>')

    def words(self, x: float, y: float, text: str, kind: str, anchor: str = "start", nudge: float = 0) -> None:
        """`anchor` goes by the direction of reading: start, middle or end. `nudge`: pixels on, in that direction."""
        dx = f' dx="{number(-nudge if self.rtl else nudge)}"' if nudge else ""
        self.parts.append(f'<text x="{self._across(x)}" y="{number(y)}"{dx} text-anchor="{anchor}" class="chart__{kind}">{escape(text)}</text>')

    def svg(self) -> str:
        direction = ' direction="rtl"' if self.rtl else ""
        return (f'<svg class="chart chart--{self.kind}" width="100%" height="{number(self.height)}"{direction} aria-hidden="true" focusable="false">'
                f'{"".join(self.parts)}</svg>')


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most - 1].rstrip() + NARROW


def steps(most: float, whole: bool = True) -> list[float]:
    """From nought to the first step at or above `most`: at most five lines of a round size, such as 0, 20, 40."""
    size = 10.0 ** -1
    while True:
        for factor in (1, 2, 5):
            step = size * factor
            if whole and step < 1:
                continue
            if step * 4 >= most:
                count = max(1, -(-most // step))
                return [step * each for each in range(int(count) + 1)]
        size *= 10
