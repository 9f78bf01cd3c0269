"""The certificate as a PDF: one A4 page, drawn from the kept words alone, so that the same row always gives the same bytes."""

from courses.certificate_drawing import mosaic_drawing
from courses.models.certificates import Certificate
from courses.printed_sheet import QUIET, PrintedSheet


def certificate_pdf(certificate: Certificate) -> bytes:
    """The file. Depends on the row only (and on this code): no clock, no chance, no translation."""
    return bytes(_Sheet(certificate).draw().output())


class _Sheet(PrintedSheet):
    def __init__(self, certificate: Certificate):
        self.certificate = certificate
        super().__init__(words=certificate.words, code=certificate.code, language=certificate.language, tradition=certificate.tradition,
                         title=f"{certificate.words['kind']}: {certificate.course_title}", author=certificate.holder_name, made_at=certificate.issued_at)

    def draw(self) -> "_Sheet":
        self.add_page()
        self._ground(str(self.certificate.course_key))
        self._mosaic(left=22, top=27, width=104, height=156)
        self._column(left=140, width=133)
        self._foot(left=140, width=133)
        return self

    def _mosaic(self, left: float, top: float, width: float, height: float) -> None:
        wide, high, svg = mosaic_drawing(self.certificate.tradition, self.certificate.lessons)
        scale = min(width / wide, (height - 10) / high)
        w, h = wide * scale, high * scale
        x, y = self._x(left + (width - w) / 2, w), top + (height - 10 - h) / 2
        frame = 2.2
        self.set_draw_color(*self.accent)
        self.set_line_width(0.5)
        self.rect(x - frame, y - frame, w + 2 * frame, h + 2 * frame)
        self._svg(svg, x, y, w, h)
        self._line(self.words["mosaic"], left, y + h + 6, width, size=8.5, colour=QUIET, align="C")

    def _column(self, left: float, width: float) -> None:
        one, words = self.certificate, self.words
        self._mark(left, 27, width)
        self._line(words["kind"], left, 44, width, size=15, bold=True, colour=self.accent)
        self._line(words["who"], left, 58, width, size=11, colour=QUIET)
        y = self._block(one.holder_name, left, 64, width, family="serif", sizes=(38, 33, 28, 24, 20), lines=2)
        self._line(words["did"], left, y + 4, width, size=11, colour=QUIET)
        y = self._block(one.course_title, left, y + 10.5, width, family="sans", style="B", sizes=(20, 17, 14, 12), lines=3)
        self._facts(left, max(y + 9, 130), width)

    def _facts(self, left: float, top: float, width: float) -> None:
        words, share = self.words, width / 3
        self.set_draw_color(*self.accent)
        self.set_line_width(0.35)
        x = self._x(left, width)
        self.line(x, top - 3, x + width, top - 3)
        facts = ((str(self.certificate.lessons), words["lessons"], 0.55), (words["time"], words["time_label"], 1.0), (words["date"], words["date_label"], 1.45))
        at = left
        for value, label, weight in facts:
            self._line(value, at, top, share * weight - 3, size=14, bold=True)
            self._line(label, at, top + 7.5, share * weight - 3, size=9, colour=QUIET)
            at += share * weight
