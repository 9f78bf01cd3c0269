"""The printed report of a city: two A4 pages at most, drawn from a Report alone, so that the same report always gives the same bytes."""

from academy.models.skills import HIGHEST
from courses.certificate_drawing import mosaic_drawing
from courses.portrait_sheet import HIGH, INNER, LINE, MARGIN, SINOPIA, PortraitSheet
from courses.printed_sheet import QUIET
from home.charts.drawing import steps
from home.charts.slope import MOST_LINES, apart
from home.city_report import Column, Report


def report_pdf(report: Report) -> bytes:
    """The file. Depends on the report only (and on this code): no clock, no chance, no translation."""
    return bytes(_Report(report).draw().output())


class _Report(PortraitSheet):
    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(words={"check_url": report.address}, code="", language=report.language, tradition=report.tradition,
                         title=f"{report.title}: {report.period_words}", author="Tessera", made_at=report.made_at)
        self.foot_words = (report.made_words, report.kind)

    def draw(self) -> "_Report":
        report = self.report
        self._page()
        top = self._figures(self._head())
        for title, columns in report.charts:
            if top + 46 > HIGH - 24:
                self._page()
                top = MARGIN
            top = self._columns(title, columns, top)
        if report.skills_title:
            top = self._skills_where_they_fit(top)
        if report.courses:
            if top + 14 + 7 * len(report.courses) > HIGH - 24:
                self._page()
                top = MARGIN
            top = self._courses(top)
        if top + 34 > HIGH - 18:
            self._page()
            top = MARGIN
        self._protected(top)
        return self

    def _skills_where_they_fit(self, top: float) -> float:
        count = len(self.report.skills)
        if top + 18 + (12 if not count else 62 if count <= MOST_LINES else 8 * count) > HIGH - 24:
            self._page()
            top = MARGIN
        return self._skills(top)

    def _head(self) -> float:
        report, size = self.report, 34.0
        wide, high, svg = mosaic_drawing(report.tradition, 12)
        scale = size / max(wide, high)
        self._svg(svg, self._x(MARGIN + INNER - wide * scale, wide * scale), MARGIN, wide * scale, high * scale)
        room = INNER - size - 8
        self._mark(MARGIN, MARGIN, room)
        bottom = self._block(report.title, MARGIN, MARGIN + 12, room, family="serif", sizes=(28, 24, 20, 16), lines=1)
        self._line(report.period_words, MARGIN, bottom + 1, room, size=13, bold=True)
        self._line(f"{report.kind}. {report.kind_words}", MARGIN, bottom + 8, room, size=10, colour=QUIET if report.handed_on else SINOPIA, bold=not report.handed_on)
        return max(bottom + 16, MARGIN + size + 5)

    def _figures(self, top: float) -> float:
        """Two columns: the number, what it is, what it means."""
        half, number, heights = (INNER - 8) / 2, 24.0, [top, top]
        self._rule(top)
        for place, (label, value, note, meaning) in enumerate(self.report.figures):
            side = place % 2
            if side == 0:
                heights = [max(heights)] * 2
            left, y = MARGIN + side * (half + 8), heights[side] + 2.5
            self._line(value, left, y, number - 2, size=15, bold=True, colour=self.accent)
            self._line(f"{label} ({note})" if note else label, left + number, y, half - number, size=10, bold=True)
            heights[side] = self._paragraph(meaning, left + number, y + 5.2, half - number, 7.6, QUIET) + 1
        return max(heights) + 6

    def _columns(self, title: str, columns: tuple[Column, ...], top: float) -> float:
        top = self._heading(title, top)
        height, floor = 26.0, top + 30.0
        values = [each.value or 0 for each in columns]
        most = steps(max(values, default=0) or 1)[-1]
        room = INNER / max(len(columns), 1)
        every = -(-len(columns) // 12)
        self.set_fill_color(*self.accent)
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            left, tall = MARGIN + place * room, height * value / most
            if value:
                self.set_fill_color(*self.accent)
                self.rect(self._x(left + room * 0.2, room * 0.6), floor - tall, room * 0.6, tall, style="F")
            if (len(columns) - 1 - place) % every == 0:
                self._line("–" if column.value is None else str(value), left, floor - tall - 4.6, room, size=8.5, bold=True, align="C")
                self._line(column.label, left, floor + 1.2, room, size=8, colour=QUIET, align="C")
        self._rule(floor)
        return floor + 11

    def _skills(self, top: float) -> float:
        report = self.report
        top = self._heading(report.skills_title, top)
        if not report.skills:
            return self._paragraph(report.skills_empty, MARGIN, top, INNER, 9, QUIET) + 6
        return self._slope(top) if len(report.skills) <= MOST_LINES else self._spans(top)

    def _slope(self, top: float) -> float:
        skills, height = self.report.skills, 46.0
        before, after, foot = MARGIN + 16, MARGIN + 80, top + 52.0
        self._line(self.report.skills_heads[0], before - 16, top, 32, size=8.5, colour=QUIET, align="C")
        self._line(self.report.skills_heads[1], after - 16, top, 32, size=8.5, colour=QUIET, align="C")
        for x in (before, after):
            self._stroke(x, foot - height, x, foot, LINE, 0.3)
        ends = apart([foot - height * each[2] / HIGHEST for each in skills], 5.2, top + 6, foot)
        begun = sorted({each[1] for each in skills})  # lines that begin together share their number
        for first, start in zip(begun, apart([foot - height * each / HIGHEST for each in begun], 4.2, top + 6, foot), strict=True):
            self._line(f"{first:g}", before - 15, start - 1.8, 12, size=8.5, bold=True, align="L" if self.mirrored else "R")
        for (label, first, last), end in zip(skills, ends, strict=True):
            begins, comes = foot - height * first / HIGHEST, foot - height * last / HIGHEST
            self._stroke(before, begins, after, comes, self.accent if last >= first else SINOPIA, 0.7)
            self._dot(before, begins, hollow=True)
            self._dot(after, comes)
            self._stroke(after + 1.5, comes, after + 5, end, QUIET, 0.15)
            self._line(f"{last:g}", after + 6, end - 1.8, 8, size=8.5, bold=True)
            self._line(label, after + 15, end - 1.8, INNER - 98, size=8.5)
        return foot + 8

    def _spans(self, top: float) -> float:
        names, begin = 78.0, MARGIN + 82.0
        step = (INNER - 100) / HIGHEST
        for level in range(HIGHEST + 1):
            x = begin + step * level
            self._line(str(level), x - 3, top, 6, size=7.5, colour=QUIET, align="C")
            self._stroke(x, top + 4.5, x, top + 5 + 7.4 * len(self.report.skills), LINE, 0.2)
        for place, (label, first, last) in enumerate(self.report.skills):
            y = top + 8.5 + 7.4 * place
            self._line(label, MARGIN, y - 2, names, size=8.5)
            self._stroke(begin + step * first, y, begin + step * last, y, self.accent if last >= first else SINOPIA, 0.7)
            self._dot(begin + step * first, y, hollow=True)
            self._dot(begin + step * last, y)
            self._line(f"{first:g} – {last:g}", MARGIN + INNER - 15, y - 2, 15, size=8.5, align="L" if self.mirrored else "R")
        return top + 8 + 7.4 * len(self.report.skills) + 6

    def _courses(self, top: float) -> float:
        report = self.report
        top, room = self._heading(report.courses_title, top), 26.0
        names = INNER - 3 * room
        for place, head in enumerate(report.course_heads[1:]):
            self._line(head, MARGIN + names + place * room, top, room - 1, size=8, colour=QUIET, align="L" if self.mirrored else "R")
        top += 5.5
        for label, *numbers in report.courses:
            self._line(label, MARGIN, top, names - 4, size=9.5)
            for place, number in enumerate(numbers):
                self._line(str(number), MARGIN + names + place * room, top, room - 1, size=9.5, align="L" if self.mirrored else "R")
            self._rule(top + 5.6, LINE, 0.2)
            top += 7
        return top + 5

    def _protected(self, top: float) -> None:
        top = self._heading(self.report.foot_title, top)
        for sentence in self.report.foot:
            top = self._paragraph(sentence, MARGIN, top, INNER, 9) + 1.5
