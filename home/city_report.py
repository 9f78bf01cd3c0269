"""What stands on a city's printed report: words and numbers alone, in one language, so that the same data always gives the same pages."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.emails import absolute_url
from academy.measures import Measure
from academy.models import PartnerCity
from home.city_figures import Cell, CityFigures, city_figures, hosted_by_month
from home.city_figures_breakdown import by_course, by_skill
from home.city_figures_safe import published_of, words
from home.city_figures_words import note, period_words, shown
from home.definitions import BELONGING, DEFINITIONS
from home.figure_period import Period
from home.month_words import month_short
from home.network_words import RULE

MOST_COURSES, MOST_SKILLS = 12, 15
MONTHLY = ("active", "lessons")


@dataclass(frozen=True)
class Column:
    """A month of a chart. `value` None: kept back."""

    label: str
    value: int | None


@dataclass(frozen=True)
class Report:
    """`figures`: [(label, number in words, note, meaning)]; `charts`: [(title, columns)]; `foot`: sentences. Only for the team: `skills`: [(label,
    before, after)]; `courses`: rows under `course_heads`."""

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
    foot_title: str
    foot: tuple[str, ...]
    made_words: str
    address: str
    skills_title: str = ""
    skills_heads: tuple[str, str] = ("", "")
    skills_empty: str = ""
    skills: tuple[tuple[str, float, float], ...] = ()
    courses_title: str = ""
    course_heads: tuple[str, ...] = ()
    courses: tuple[tuple[str, int, int, int], ...] = ()


def city_report(city: PartnerCity, period: Period, *, handed_on: bool, at: datetime, language: str) -> Report | None:
    """In the active language. To hand on: what is published of the year until the period's last month; None where nothing is. Its day, not its minute,
    stands on it."""
    today = timezone.localdate(at)
    return _to_hand_on(city, period, today, at, language) if handed_on else _for_the_team(city, period, today, at, language)


def _for_the_team(city: PartnerCity, period: Period, today: date, at: datetime, language: str) -> Report:
    figures = city_figures(city, period, at, today)
    skills, courses = by_skill(city, period, language), by_course(city, period, language)[:MOST_COURSES]
    return Report(
        **_frame(city, period, today, language, handed_on=False),
        figures=tuple((str(each.definition.label), shown(each), note(each), str(each.definition.sentence)) for each in [*figures.headline, *figures.today_now]),
        charts=tuple((_("%(what)s, by month") % {"what": DEFINITIONS[key].label}, _columns(figures, key)) for key in MONTHLY),
        skills_title=_("Levels of skills in %(year)s, from 0 to 8") % {"year": period.year}, skills_heads=(str(DEFINITIONS["skill_before"].label), str(DEFINITIONS["skill_after"].label)),
        skills_empty=_("Left out: fewer than five people said where they stand both before and after."),
        skills=tuple((each.label, each.before, each.after) for each in skills[:MOST_SKILLS]),
        courses_title=_("By course"), course_heads=(_("Course"), *(str(DEFINITIONS[key].label) for key in ("joined", "lessons", "finished"))),
        courses=tuple((each.label, each.joined, each.lessons, each.finished) for each in courses),
        foot=(_("These numbers are exact and for the city’s own team. Do not hand this report on: there is one to hand on."), str(BELONGING)))


def _to_hand_on(city: PartnerCity, period: Period, today: date, at: datetime, language: str) -> Report | None:
    told = published_of(city, period)
    if told is None:
        return None
    hosted = sum(hosted_by_month(city, told.period.months, at).values())  # public, as the exchanges are
    numbers = [(str(each.label), words(each, number), "", str(each.sentence)) for each, number in told.numbers]
    return Report(
        **_frame(city, told.period, today, language, handed_on=True),
        figures=(*numbers, (str(DEFINITIONS["hosted"].label), str(hosted), "", str(DEFINITIONS["hosted"].sentence))),
        charts=tuple((_("%(what)s since January, at the end of each month") % {"what": DEFINITIONS[key].label},
                      tuple(Column(month_short(month), numbers[key]) for month, numbers in told.by_month.items())) for key in MONTHLY),
        foot=(str(RULE), _("They are the numbers published about the network, of whole months that are over. Nothing else is told, so that no person can be worked out."), str(BELONGING)))


def _frame(city: PartnerCity, period: Period, today: date, language: str, *, handed_on: bool) -> dict:
    return {
        "city": city.name, "slug": city.slug, "tradition": city.tradition, "language": language, "period": period, "handed_on": handed_on,
        "made_at": datetime.combine(today, datetime.min.time(), timezone.get_current_timezone()), "title": _("%(city)s in figures") % {"city": city.name},
        "period_words": period_words(period), "kind": _("Report to hand on") if handed_on else _("For the city’s team"),
        "kind_words": _("Rounded; nobody can be singled out") if handed_on else _("Exact numbers: not to be handed on"), "foot_title": _("How these numbers are protected"),
        "made_words": _("Made on %(day)s by Tessera, the academy of partner cities") % {"day": date_format(today, "DATE_FORMAT")},
        "address": absolute_url(f"/{language}/cities/{city.slug}/")}


def _columns(figures: CityFigures, key: str) -> tuple[Column, ...]:
    return tuple(Column(month_short(month), cells.get(key, Cell()).people if key == Measure.ACTIVE else cells.get(key, Cell()).amount) for month, cells in figures.months.items())
