"""A sheet of paper as our papers are: their fonts, Arabic in joined letters and mirrored places, a square code, a foot that says how to check it.

What stands on it is drawn from kept words alone, so that the same words always give the same bytes: no clock, no chance, no translation.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import segno
from fpdf import FPDF

from courses.certificate_drawing import PALETTES, border_drawing, known

FONTS = Path(__file__).parent / "fonts"
WIDE, HIGH = 297.0, 210.0  # millimetres
PAPER, INK, QUIET = (253, 251, 246), (23, 27, 46), (86, 91, 108)
RIGHT_TO_LEFT = {"ar"}


class PrintedSheet(FPDF):
    """One A4 page across. `tradition`: whose glazes it wears. `words` holds at least check, check_url, code_label and issuer."""

    def __init__(self, *, words: dict, code: str, language: str, tradition: str, title: str, author: str, made_at: datetime):
        super().__init__(orientation="landscape", unit="mm", format="A4")
        self.words, self.code, self.tradition = words, code, tradition
        self.mirrored = language in RIGHT_TO_LEFT
        self.accent = rgb(PALETTES[known(tradition)]["a"])
        self.set_creation_date(made_at.astimezone(UTC))
        self.set_title(title)
        self.set_author(author)
        self.set_subject(words["check_url"])
        self.set_creator("Tessera")
        self.set_producer("Tessera")
        self.set_lang(language)
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        for family, style, name in (("sans", "", "NotoSans-Regular"), ("sans", "B", "NotoSans-Bold"), ("serif", "", "NotoSerifDisplay-Regular"),
                                    ("naskh", "", "NotoNaskhArabic-Regular"), ("naskh", "B", "NotoNaskhArabic-Bold")):
            self.add_font(family, style, FONTS / f"{name}.ttf")
        self.set_text_shaping(True)
        self.set_fallback_fonts(["naskh", "sans"], exact_match=False)

    def _parse_chars(self, text, markdown, **more) -> Iterator:
        """Runs of one face. fpdf2 takes vowel signs and accents for a script of their own, and an Arabic word falls into loose letters."""
        whole = None
        for run in super()._parse_chars(text, markdown, **more):
            if whole is not None and whole.font is run.font:
                whole.characters.extend(run.characters)
                continue
            if whole is not None:
                yield whole
            whole = run
        if whole is not None:
            yield whole

    # Places are given as on a left-to-right sheet; an Arabic one is its mirror.
    def _x(self, left: float, width: float) -> float:
        return WIDE - left - width if self.mirrored else left

    def _ground(self, seed: str) -> None:
        """The paper, and a border course of small stones; `seed` lays them."""
        self.set_fill_color(*PAPER)
        self.rect(0, 0, WIDE, HIGH, style="F")
        self._svg(border_drawing(self.tradition, seed, 62, 43), 7, 7, WIDE - 14, HIGH - 14)

    def _mark(self, left: float, top: float, width: float) -> None:
        """Four stones and the name of the academy."""
        palette, stone, gap = PALETTES[known(self.tradition)], 3.0, 0.5
        for letter, across, down in (("a", 0, 0), ("b", 1, 0), ("c", 0, 1), ("a", 1, 1)):
            self.set_fill_color(*rgb(palette[letter]))
            self.rect(self._x(left + across * (stone + gap), stone), top + down * (stone + gap), stone, stone, style="F")
        room = 2 * stone + gap + 3
        self.set_font("serif", "", 19)
        self.set_text_color(*INK)
        self.set_xy(self._x(left + room, width - room), top - 1)
        self.cell(width - room, 8, "Tessera", align="R" if self.mirrored else "L")

    def _foot(self, left: float, width: float) -> None:
        words, size = self.words, 27.0
        top = HIGH - 30 - size + 4
        code = segno.make(words["check_url"], error="m", micro=False)
        self._qr(code.matrix, self._x(left, size), top, size)
        beside, room = left + size + 5, width - size - 5
        self._line(words["check"], beside, top + 0.5, room, size=9, colour=QUIET)
        self._latin(words["check_url"].removeprefix("https://").removeprefix("http://"), beside, top + 6, room, size=8.5, link=words["check_url"])
        self._line(words["code_label"], beside, top + 13, room, size=9, colour=QUIET)
        self._latin(self.code, beside, top + 17.5, room, size=12, bold=True)
        self._line(words["issuer"], beside, top + 24, room, size=8.5, colour=QUIET)

    def _qr(self, matrix: Sequence[Sequence[int]], x: float, y: float, size: float) -> None:
        step = size / len(matrix)
        self.set_fill_color(*INK)
        for row, line in enumerate(matrix):
            column = 0
            while column < len(line):
                run = 1
                while line[column] and column + run < len(line) and line[column + run]:
                    run += 1
                if line[column]:  # neighbours in one rectangle, so that no viewer shows hairlines between them
                    self.rect(x + column * step, y + row * step, run * step, step, style="F")
                column += run

    def _svg(self, svg: str, x: float, y: float, width: float, height: float) -> None:
        self.image(BytesIO(svg.encode()), x, y, width, height)  # drawn as vectors, not as pixels

    def _line(self, text: str, left: float, top: float, width: float, *, size: float, bold: bool = False, colour=INK, align: str = "") -> None:
        """One line of the certificate's own language, made smaller until it fits."""
        self._font("sans", "B" if bold else "", size)
        while self.get_string_width(text) > width and size > 5:
            size -= 0.5
            self._font("sans", "B" if bold else "", size)
        self.set_text_color(*colour)
        self.set_xy(self._x(left, width), top)
        self.cell(width, size * 0.45, text, align=align or ("R" if self.mirrored else "L"))

    def _latin(self, text: str, left: float, top: float, width: float, *, size: float, bold: bool = False, link: str = "") -> None:
        """A code or an address: always left to right, at the start of its column."""
        self.set_font("sans", "B" if bold else "", size)
        while self.get_string_width(text) > width and size > 4:
            size -= 0.25
            self.set_font("sans", "B" if bold else "", size)
        self.set_text_color(*INK)
        self.set_xy(self._x(left, width), top)
        self.cell(width, size * 0.45, text, align="R" if self.mirrored else "L", link=link)

    def _block(self, text: str, left: float, top: float, width: float, *, family: str, sizes: Sequence[float], lines: int, style: str = "") -> float:
        """Text of a few lines in the largest size that fits; the y below it."""
        for size in sizes:
            self._font(family, style, size, text)
            found = self.multi_cell(width, size * 0.47, text, align="L", dry_run=True, output="LINES")
            if len(found) <= lines:
                break
        self.set_text_color(*INK)
        self.set_xy(self._x(left, width), top)
        self.multi_cell(width, size * 0.47, text, align="R" if self.mirrored else "L", new_x="LEFT", new_y="NEXT")
        return self.get_y()

    def _font(self, family: str, style: str, size: float, text: str = "") -> None:
        """The Arabic face for an Arabic sheet or an Arabic name; Latin and Greek in it fall back on the sans, and the other way round."""
        arabic = is_arabic(text) if text else self.mirrored
        self.set_font("naskh" if arabic else family, style, size)


def is_arabic(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    return sum("\u0600" <= each <= "\u077f" for each in letters) * 2 > len(letters)


def rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
