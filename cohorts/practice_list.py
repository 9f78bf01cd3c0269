"""Practices as readers see them: the list with its filter, and one with who adapted it where. Queries do not grow with the rows."""

from dataclasses import dataclass

from django.db.models import Count, Q

from academy.building_skills import built_by
from academy.models import PartnerCity, Skill, SkillBuilt
from academy.models.skills import Builder
from cohorts.models import Practice, PracticeAdaptation

MOST_TOLD = 50


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """`skills`: (label, level), those it builds now; `adapted`: how often it was adapted."""

    practice: Practice
    skills: list[tuple[str, int]]
    adapted: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader narrows the list to: a city's slug and a skill's code, "" for any. `cities`, `skills`: what there is to choose."""

    city: str
    skill: str
    cities: list[PartnerCity]
    skills: list[tuple[str, str]]

    @property
    def is_narrow(self) -> bool:
        return bool(self.city or self.skill)


def skills_of(practice: Practice, language: str) -> list[tuple[Skill, str, int]]:
    """(skill, its label, level) of what it builds now."""
    return [(row.skill, row.skill.label_in(language), row.level) for row in built_by(Builder.PRACTICE, [practice.key]).get(str(practice.key), [])]


def listed(given, language: str) -> tuple[Wanted, list[Practice], dict[str, list[SkillBuilt]]]:
    """What ?city= and ?skill= ask for, the practices that fit, latest first, and what all build. Words that fit nothing are left out. Two queries."""
    rows = list(Practice.objects.public().select_related("city").annotate(
        adapted=Count("adaptations", filter=Q(adaptations__withdrawn_at__isnull=True))).order_by("-published_at", "-pk"))
    built = built_by(Builder.PRACTICE, [each.key for each in rows])
    cities = {each.city.slug: each.city for each in rows}
    labels = {row.skill.code: row.skill.label_in(language) for each in rows for row in built.get(str(each.key), [])}
    city, skill = given.get("city", "")[:60], given.get("skill", "")[:60]
    wanted = Wanted(city if city in cities else "", skill if skill in labels else "", sorted(cities.values(), key=lambda each: each.name),
                    sorted(labels.items(), key=lambda pair: pair[1].casefold()))
    fitting = [each for each in rows if wanted.city in ("", each.city.slug) and (not wanted.skill or any(row.skill.code == wanted.skill for row in built.get(str(each.key), [])))]
    return wanted, fitting, built


def rows_of(practices, built: dict[str, list[SkillBuilt]], language: str) -> list[PracticeRow]:
    return [PracticeRow(each, [(row.skill.label_in(language), row.level) for row in built.get(str(each.key), [])], each.adapted) for each in practices]


@dataclass(frozen=True, slots=True)
class Adapted:
    """Who adapted a practice: `count` in all, `cities` with how many each, and the latest that say more. Erased people are counted only."""

    count: int
    cities: list[tuple[str, int]]
    told: list[PracticeAdaptation]


def adapted_by(practice: Practice) -> Adapted:
    """Two queries, and no more rows read than are shown."""
    standing = practice.adaptations.standing().order_by()
    cities = [(name, count) for name, count in standing.values_list("city__name").annotate(count=Count("pk")).order_by("-count", "city__name")]
    told = standing.filter(person__isnull=False).select_related("city", "person").order_by("-told_at", "-pk")[:MOST_TOLD]
    return Adapted(sum(count for _name, count in cities), [(name, count) for name, count in cities if name], list(told))
