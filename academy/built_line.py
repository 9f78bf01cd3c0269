"""What pages say of the skills something builds: a name in the reader's language, and the highest level."""

from collections.abc import Iterable
from dataclasses import dataclass

from academy.models import SkillBuilt


@dataclass(frozen=True, slots=True)
class Builds:
    code: str
    label: str
    level: int


def together(lines: Iterable[Iterable[Builds]]) -> tuple[Builds, ...]:
    """The skills of several things, each once at its highest level, in the order in which they come up."""
    highest: dict[str, Builds] = {}
    for each in (one for line in lines for one in line):
        if each.code not in highest or highest[each.code].level < each.level:
            highest[each.code] = each
    return tuple(highest.values())


def builds_line(rows: Iterable[SkillBuilt], language: str) -> tuple[Builds, ...]:
    """What one thing builds (a value of academy.building_skills.built_by), in this language."""
    return tuple(Builds(each.skill.code, each.skill.label_in(language), each.level) for each in rows)
