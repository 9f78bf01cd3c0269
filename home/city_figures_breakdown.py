"""A city's figures by course, by cohort, by public and by skill. A query for the sums of each kind and one for its names, whatever their number."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from academy.measures import Measure
from academy.models import Skill
from academy.models.people import ENTRY_PATHS
from academy.reading_tallies import sums
from academy.small_counts import FEWEST
from academy.standards.written_words import is_uuid
from cohorts.models import Cohort
from courses.models import CoursePage
from home.city_figures import CityFigures
from home.figure_period import Period

DONE = (Measure.JOINED, Measure.LESSONS, Measure.FINISHED)


@dataclass(frozen=True)
class Row:
    """Courses joined, lessons done and courses finished, in one course, cohort or public."""

    label: str
    key: str
    joined: int
    lessons: int
    finished: int
    people: int | None = None  # active, for publics


@dataclass(frozen=True)
class SkillRow:
    """Average levels of the same people."""

    label: str
    key: str
    before: float
    after: float


def _summed(city_id: int, period: Period, kind: str, measures) -> dict[str, dict[str, int]]:
    """{key: {measure: amount over the months}}."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in sums([city_id], period.months, measures, about=f"{kind}:"):
        found[row.about.partition(":")[2]][row.measure] += row.amount
    return found


def _rows(amounts: dict, names: dict[str, str], unknown: str) -> list[Row]:
    """By what happened most, then by name."""
    made = [Row(names.get(key, unknown), key, *(cell[measure] for measure in DONE)) for key, cell in amounts.items()]
    return sorted((each for each in made if each.joined or each.lessons or each.finished), key=lambda each: (-each.joined - each.lessons - each.finished, each.label))


def by_course(city, period: Period, language: str) -> list[Row]:
    amounts = _summed(city.pk, period, "course", DONE)
    names = {}
    for key, code, title in CoursePage.objects.filter(translation_key__in=[each for each in amounts if is_uuid(each)]).values_list("translation_key", "locale__language_code", "title"):
        if code == language or (code == "en" and str(key) not in names) or str(key) not in names:
            names[str(key)] = title
    return _rows(amounts, names, _("A course that is no longer there"))


def by_cohort(city, period: Period) -> list[Row]:
    amounts = _summed(city.pk, period, "cohort", DONE)
    return _rows(amounts, dict(Cohort.objects.filter(slug__in=list(amounts)).values_list("slug", "name")), _("A cohort that is no longer there"))


def by_public(figures: CityFigures) -> list[Row]:
    """Of the sums that are read already. Who does not say where they start from stands last."""
    paths = [*ENTRY_PATHS, ("", _("Not said"))]
    return [Row(str(label), path or "none", *(figures.publics[path][measure].amount for measure in DONE), people=figures.publics[path][Measure.ACTIVE].people)
            for path, label in paths if path in figures.publics]


def by_skill(city, period: Period, language: str) -> list[SkillRow]:
    """Of the calendar year the period ends in, and only skills of which five people or more said both. Self-assessments are a person's own, so whoever
    chooses months as they like must not be able to single out one: a fixed year, and averages to half a level."""
    total: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    people: dict[str, int] = defaultdict(int)
    for row in sums([city.pk], [period.year], [Measure.SKILL_BEFORE, Measure.SKILL_AFTER, Measure.SKILL_BOTH], about="skill:"):
        code = row.about.partition(":")[2]
        total[code][row.measure] += row.amount
        if row.measure == Measure.SKILL_BOTH:
            people[code] += row.people
    skills = Skill.objects.filter(code__in=[code for code, count in people.items() if count >= FEWEST]).order_by("framework", "position", "code")
    return [SkillRow(each.label_in(language), each.code, *(halves(total[each.code][measure], total[each.code][Measure.SKILL_BOTH])
                                                           for measure in (Measure.SKILL_BEFORE, Measure.SKILL_AFTER))) for each in skills]


def halves(levels: int, times: int) -> float:
    """The average, to half a level."""
    return round(2 * levels / times) / 2
