"""An A4 page upright, for what is printed in several pages: its paper and foot, headings with a rule, paragraphs; an Arabic one is the mirror."""

from courses.printed_sheet import INK, PAPER, QUIET, PrintedSheet

WIDE, HIGH, MARGIN = 210.0, 297.0, 18.0  # millimetres
INNER = WIDE - 2 * MARGIN
SINOPIA, LINE = (156, 58, 32), (214, 204, 184)


class PortraitSheet(PrintedSheet):
    """`foot_words`: what stands below each page, at its start and at its end before the number."""

    foot_words: tuple[str, str] = ("", "")

    def _x(self, left: float, width: float) -> float:
        return WIDE - left - width if self.mirrored else left

    def _page(self) -> None:
        self.add_page(orientation="portrait")
        self.set_fill_color(*PAPER)
        self.rect(0, 0, WIDE, HIGH, style="F")
        start, end = self.foot_words
        self._line(start, MARGIN, HIGH - 13, INNER - 40, size=8, colour=QUIET)
        self._line(f"{end} · {self.page_no()}", MARGIN + INNER - 60, HIGH - 13, 60, size=8, colour=QUIET, align="L" if self.mirrored else "R")

    def _rule(self, top: float, colour=INK, width: float = 0.4) -> None:
        self.set_draw_color(*colour)
        self.set_line_width(width)
        self.line(MARGIN, top, WIDE - MARGIN, top)

    def _heading(self, text: str, top: float) -> float:
        self._line(text, MARGIN, top, INNER, size=12, bold=True, colour=self.accent)
        self._rule(top + 7)
        return top + 10

    def _paragraph(self, text: str, left: float, top: float, width: float, size: float, colour=INK) -> float:
        """Several lines; the y below them."""
        self._font("sans", "", size)
        self.set_text_color(*colour)
        self.set_xy(self._x(left, width), top)
        self.multi_cell(width, size * (0.52 if self.mirrored else 0.45), text, align="R" if self.mirrored else "L", new_x="LEFT", new_y="NEXT")
        return self.get_y()

    def _stroke(self, x1: float, y1: float, x2: float, y2: float, colour, width: float) -> None:
        self.set_draw_color(*colour)
        self.set_line_width(width)
        self.line(self._x(x1, 0), y1, self._x(x2, 0), y2)

    def _dot(self, x: float, y: float, hollow: bool = False) -> None:
        self.set_draw_color(*self.accent)
        self.set_fill_color(*(PAPER if hollow else self.accent))
        self.set_line_width(0.5)
        radius = 1.3
        self.ellipse(self._x(x, 0) - radius, y - radius, 2 * radius, 2 * radius, style="DF")
