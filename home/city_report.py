"""What stands on a city's printed report: words and numbers alone, in one language, so that the same data always gives the same pages."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.emails import absolute_url
from academy.measures import Measure
from academy.models import PartnerCity
from home.city_figures import Cell, CityFigures, city_figures
from home.city_figures_breakdown import by_course, by_skill
from home.city_figures_safe import safe_figures
from home.city_figures_words import month_short, note, period_words, shown
from home.definitions import BELONGING, DEFINITIONS
from home.figure_period import Period

MOST_COURSES, MOST_SKILLS = 12, 15
MONTHLY = ("active", "lessons")


@dataclass(frozen=True)
class Column:
    """A month of a chart. `value` None: kept back."""

    label: str
    value: int | None


@dataclass(frozen=True)
class Report:
    """`figures`: [(label, number in words, note, meaning)]; `charts`: [(title, columns)]; `skills`: [(label, before, after)]; `courses`: rows under
    `course_heads`, none in a report to hand on; `foot`: sentences."""

    city: str
    slug: str
    tradition: str
    language: str
    period: Period
    made_at: datetime
    title: str
    period_words: str
    kind: str
    kind_words: str
    handed_on: bool
    figures: tuple[tuple[str, str, str, str], ...]
    charts: tuple[tuple[str, tuple[Column, ...]], ...]
    skills_title: str
    skills_heads: tuple[str, str]
    skills_empty: str
    skills: tuple[tuple[str, float, float], ...]
    courses_title: str
    course_heads: tuple[str, ...]
    courses: tuple[tuple[str, int, int, int], ...]
    foot_title: str
    foot: tuple[str, ...]
    made_words: str
    address: str


def city_report(city: PartnerCity, period: Period, *, handed_on: bool, at: datetime, language: str) -> Report | None:
    """In the active language. None: a report to hand on, of a period no month of which is over. Its day, not its minute, stands on it."""
    today = timezone.localdate(at)
    covered = period.closed(today) if handed_on else period
    if covered is None:
        return None
    figures = city_figures(city, covered, at, today)
    safe = safe_figures(figures, today) if handed_on else None
    told = safe.headline if safe else [*figures.headline, *figures.today_now]
    skills = by_skill(city, covered, language) if not handed_on or covered.year < f"{today.year:04}" else []
    courses = [] if handed_on else by_course(city, covered, language)[:MOST_COURSES]
    foot = (_kept_safe() if handed_on else _("These numbers are exact and for the city’s own team. Do not hand this report on: there is one to hand on.")), str(BELONGING)
    return Report(
        city=city.name, slug=city.slug, tradition=city.tradition, language=language, period=covered, made_at=datetime.combine(today, datetime.min.time(), timezone.get_current_timezone()),
        title=_("%(city)s in figures") % {"city": city.name}, period_words=period_words(covered), handed_on=handed_on,
        kind=_("Report to hand on") if handed_on else _("For the city’s team"), kind_words=_("Rounded; nobody can be singled out") if handed_on else _("Exact numbers: not to be handed on"),
        figures=tuple((str(each.definition.label), shown(each), note(each), str(each.definition.sentence)) for each in told),
        charts=tuple((_("%(what)s, by month") % {"what": DEFINITIONS[key].label}, _columns(figures, safe, key)) for key in MONTHLY),
        skills_title=_("Levels of skills in %(year)s, from 0 to 8") % {"year": covered.year}, skills_heads=(str(DEFINITIONS["skill_before"].label), str(DEFINITIONS["skill_after"].label)),
        skills_empty=_("Left out: fewer than five people said where they stand both before and after, or the year is not over."),
        skills=tuple((each.label, each.before, each.after) for each in skills[:MOST_SKILLS]),
        courses_title=_("By course"), course_heads=(_("Course"), *(str(DEFINITIONS[key].label) for key in ("joined", "lessons", "finished"))),
        courses=tuple((each.label, each.joined, each.lessons, each.finished) for each in courses),
        foot_title=_("How these numbers are protected"), foot=foot,
        made_words=_("Made on %(day)s by Tessera, the academy of partner cities") % {"day": date_format(today, "DATE_FORMAT")}, address=absolute_url(f"/{language}/cities/{city.slug}/"))


def _kept_safe() -> str:
    return _("Each month’s number is rounded to five (hours to five hours) and kept back where fewer than five people stand behind it; sums are of those rounded "
             "numbers. Months that are not over are left out, and nothing is broken down by course or group, so that no person can be worked out from it.")


def _columns(figures: CityFigures, safe, key: str) -> tuple[Column, ...]:
    if safe:
        return tuple(Column(month_short(month), cells.get(key)) for month, cells in safe.months.items())
    return tuple(Column(month_short(month), cells.get(key, Cell()).people if key == Measure.ACTIVE else cells.get(key, Cell()).amount) for month, cells in figures.months.items())
