"""The yearly report of a plan as PDF, drawn from a PlanReport alone, so that the same report always gives the same bytes."""

from django.utils.translation import gettext as _

from cohorts.plan.indicator_rows import IndicatorRow
from cohorts.plan.plan_report import PlanReport
from cohorts.plan.plan_words import day
from courses.certificate_drawing import mosaic_drawing
from courses.portrait_sheet import HIGH, INNER, LINE, MARGIN, SINOPIA, PortraitSheet
from courses.printed_sheet import INK, QUIET, is_arabic

FLOOR = HIGH - 22  # millimetres: below it stands the foot


def plan_report_pdf(report: PlanReport) -> bytes:
    """In the active language, which is the report's."""
    return bytes(_PlanReport(report).draw().output())


class _PlanReport(PortraitSheet):
    def __init__(self, report: PlanReport) -> None:
        self.report, city = report, report.plan.city
        self.title_words = _("%(title)s: %(year)s") % {"title": report.plan.title, "year": report.year}
        super().__init__(words={"check_url": report.address}, code="", language=report.language, tradition=city.tradition,
                         title=self.title_words, author="Tessera", made_at=report.made_at)
        self.foot_words = (report.made_words, _("The plan of %(city)s") % {"city": city.name})

    def draw(self) -> "_PlanReport":
        report = self.report
        self._page()
        top = self._numbers(self._head())
        for _name, heading, rows in report.parts:
            if rows:
                top = self._list(heading, [(measure.title, f"{words} · {measure.owner}") for measure, words in rows], top)
        if report.indicators:
            top = self._room(10 + 22, top)
            top = self._heading(_("Indicators at the end of the year") if report.is_over else _("Indicators today"), top)
            for row, change in report.indicators:
                top = self._indicator(row, change, top)
            top += 3
        for heading, rows in ((_("Resources put to use"), report.resources), (_("Consultation this year"), report.events), (_("Studies of this year"), [(each, "") for each in report.studies]),
                              (_("Where the numbers come from"), [(each, "") for each in report.sources])):
            if rows:
                top = self._list(heading, rows, top)
        return self

    def _room(self, height: float, top: float) -> float:
        """The y to go on at: here, or at the head of a new page when `height` does not fit."""
        if top + height <= FLOOR:
            return top
        self._page()
        return MARGIN

    def _head(self) -> float:
        report, size = self.report, 30.0
        wide, high, svg = mosaic_drawing(report.plan.city.tradition, 12)
        scale = size / max(wide, high)
        self._svg(svg, self._x(MARGIN + INNER - wide * scale, wide * scale), MARGIN, wide * scale, high * scale)
        room = INNER - size - 8
        self._mark(MARGIN, MARGIN, room)
        bottom = self._block(self.title_words, MARGIN, MARGIN + 12, room, family="serif", sizes=(24, 21, 18, 15, 13), lines=2)
        self._line(f"{report.plan.city.name} · {report.period}", MARGIN, bottom + 1, room, size=11, bold=True)
        bottom = self._paragraph(report.standing, MARGIN, bottom + 8, room, 10.5) + 1 if report.standing else bottom + 8
        if report.lateness:
            bottom = self._paragraph(report.lateness, MARGIN, bottom, room, 10.5, SINOPIA)
        return max(bottom + 6, MARGIN + size + 5)

    def _numbers(self, top: float) -> float:
        """The counts of the year in one row."""
        width = INNER / len(self.report.numbers)
        self._rule(top)
        for place, (label, count) in enumerate(self.report.numbers):
            self._line(str(count), MARGIN + place * width, top + 2.5, width - 3, size=17, bold=True, colour=self.accent)
            self._line(label, MARGIN + place * width, top + 11, width - 3, size=9, colour=QUIET)
        return top + 21

    def _list(self, heading: str, rows, top: float) -> float:
        top = self._heading(heading, self._room(10 + 14, top))
        for title, words in rows:
            top = self._room(6 + 5 * (1 + len(words) // 95 + len(title) // 90), top)
            top = self._text(title, MARGIN, top, INNER, 10, bold=bool(words))
            if words:
                top = self._text(words, MARGIN, top, INNER, 9, QUIET)
            top += 1.6
        return top + 4

    def _indicator(self, row: IndicatorRow, change: str, top: float) -> float:
        """Its name, then a bar from baseline to target with the value at its head, then its source."""
        indicator, top = row.indicator, self._room(20, top)
        names = INNER - 62
        below = self._text(f"{indicator.name} ({indicator.unit})", MARGIN, top, names, 10, bold=True)
        value = f"{row.latest_words} · {change}" if row.latest and change else row.latest_words or _("not counted yet")
        # Our fonts have no minus sign; the dash is as long.
        self._line(value.replace("−", "–"), MARGIN + names + 4, top, 58, size=10, bold=True, colour=self.accent, align="L" if self.mirrored else "R")
        aim = _("from %(baseline)s on %(day)s to %(target)s by %(by)s") % {
            "baseline": row.baseline_words, "day": day(indicator.baseline_on), "target": row.target_words, "by": day(indicator.target_on)}
        self._line(f"{aim} · {_('%(n)d%% of the way') % {'n': row.progress.percent}}" if row.progress else aim, MARGIN, below + 0.6, INNER, size=8.5, colour=QUIET)
        y = below + 7
        self._stroke(MARGIN, y, MARGIN + INNER, y, LINE, 1.6)
        if row.progress and row.progress.shown:
            self._stroke(MARGIN, y, MARGIN + INNER * row.progress.shown / 100, y, self.accent, 1.6)
        return y + 5

    def _text(self, text: str, left: float, top: float, width: float, size: float, colour=INK, bold: bool = False) -> float:
        """As a paragraph, in the face its own letters need: a Greek or Arabic title on a sheet of another language."""
        arabic = is_arabic(text)
        self.set_font("naskh" if arabic else "sans", "B" if bold else "", size)
        self.set_text_color(*colour)
        self.set_xy(self._x(left, width), top)
        self.multi_cell(width, size * (0.52 if arabic or self.mirrored else 0.47), text, align="R" if self.mirrored else "L", new_x="LEFT", new_y="NEXT")
        return self.get_y()
