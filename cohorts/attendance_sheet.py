"""The certificate of attendance as a PDF: one page, drawn from the kept words alone, so that the same row always gives the same bytes."""

from cohorts.models import AttendanceCertificate
from courses.certificate_drawing import mosaic_drawing
from courses.printed_sheet import QUIET, PrintedSheet

MOST_LINES, TILES = 12, 12


def attendance_pdf(certificate: AttendanceCertificate) -> bytes:
    return bytes(_Sheet(certificate).draw().output())


class _Sheet(PrintedSheet):
    def __init__(self, certificate: AttendanceCertificate):
        words = certificate.words
        self.name = certificate.holder_name
        super().__init__(words=words, code=certificate.code, language=certificate.language, tradition=words["tradition"], title=f"{words['kind']}: {words['title']}",
                         author=certificate.holder_name, made_at=certificate.issued_at)

    def draw(self) -> "_Sheet":
        self.add_page()
        self._ground(self.words["seed"])
        self._column(left=24, width=133)
        self._foot(left=24, width=133)
        self._sessions(left=174, width=99)
        return self

    def _column(self, left: float, width: float) -> None:
        words = self.words
        self._mark(left, 27, width)
        self._line(words["kind"], left, 44, width, size=15, bold=True, colour=self.accent)
        self._line(words["who"], left, 58, width, size=11, colour=QUIET)
        y = self._block(self.name, left, 64, width, family="serif", sizes=(38, 33, 28, 24, 20), lines=2)
        self._line(words["did"], left, y + 4, width, size=11, colour=QUIET)
        y = self._block(words["title"], left, y + 10.5, width, family="sans", style="B", sizes=(20, 17, 14, 12), lines=3)
        self._line(words["host"], left, y + 3, width, size=11, colour=QUIET)

    def _sessions(self, left: float, width: float) -> None:
        words = self.words
        wide, high, svg = mosaic_drawing(self.tradition, TILES)
        scale = min(62 / wide, 44 / high)
        self._svg(svg, self._x(left, wide * scale), 28, wide * scale, high * scale)
        top = 84.0
        self._line(words["sessions_label"], left, top, width, size=11, bold=True, colour=self.accent)
        self._rule(left, top + 7, width)
        y = top + 10
        for day, title, lasts in words["sessions"][:MOST_LINES]:
            self._line(day, left, y, 27, size=8.5, colour=QUIET)
            self._line(title, left + 28, y, width - 52, size=9.5)
            self._line(lasts, left + width - 23, y, 23, size=8.5, colour=QUIET)
            y += 6.2
        if len(words["sessions"]) > MOST_LINES:
            self._line("…", left, y - 1, width, size=9.5)
        self._facts(left, 176, width)

    def _facts(self, left: float, top: float, width: float) -> None:
        words, at = self.words, left
        self._rule(left, top - 4, width)
        for value, label, share in ((words["count"], words["count_label"], 0.2), (words["time"], words["time_label"], 0.35), (words["date"], words["date_label"], 0.45)):
            self._line(value, at, top, width * share - 3, size=12, bold=True)
            self._line(label, at, top + 6.5, width * share - 3, size=8.5, colour=QUIET)
            at += width * share

    def _rule(self, left: float, top: float, width: float) -> None:
        self.set_draw_color(*self.accent)
        self.set_line_width(0.35)
        x = self._x(left, width)
        self.line(x, top, x + width, top)
