"""The competence map: each framework as a wall of tiles by area, each skill with what builds it; and one skill's own page."""

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from academy.frameworks import PAGES, address_of
from academy.models import Skill
from academy.models.skills import Framework
from academy.mosaic import SkillTile, skill_mosaic_svg, skill_tile_svg
from home.skill_builders import Builders, builders_of

MOST_SHOWN = 40  # skills of a framework; a larger one shows those that something builds


@dataclass(slots=True)
class Entry:
    """A skill on the map. `below`: the academy's own skills that belong to it."""

    skill: Skill
    label: str
    description: str
    builders: Builders
    below: list["Entry"] = field(default_factory=list)
    tile_svg: str = ""

    @property
    def laid(self) -> bool:
        return bool(self.builders) or any(each.laid for each in self.below)


@dataclass(slots=True)
class Area:
    """Skills under one heading; of a framework without headings there is one, without a label."""

    code: str
    label: str
    description: str
    entries: list[Entry]


@dataclass(slots=True)
class FrameworkMap:
    code: str
    name: str
    address: str  # of the framework's own page, if it is known
    areas: list[Area]
    left_out: int
    wall_svg: str = ""

    @property
    def laid(self) -> int:
        return sum(entry.laid for area in self.areas for entry in area.entries)

    @property
    def count(self) -> int:
        return sum(len(area.entries) for area in self.areas)


def skill_map(language: str, at: datetime) -> list[FrameworkMap]:
    """The frameworks that have skills, the academy's own last. Eight queries, however many skills and courses there are."""
    skills = list(Skill.objects.filter(retired_on__isnull=True))
    by_id, built = {each.pk: each for each in skills}, builders_of(None, language, at)
    entries = {each.pk: _entry(each, built, language) for each in skills if not each.is_heading}
    for entry in entries.values():
        above = entries.get(entry.skill.parent_id)
        if above is not None:
            above.below.append(entry)
    top = [entry for entry in entries.values() if entry.skill.parent_id not in entries]
    for entry in entries.values():
        entry.below.sort(key=lambda each: each.label.casefold())
    found = []
    for code, name in sorted(Framework.choices, key=lambda choice: choice[0] == Framework.ACADEMY):
        own = [entry for entry in top if entry.skill.framework == code]
        if own:
            found.append(_framework(code, str(name), own, by_id, language))
    return found


def _entry(skill: Skill, built: dict[int, Builders], language: str) -> Entry:
    return Entry(skill, skill.label_in(language), skill.description_in(language), built.get(skill.pk) or Builders())


def _framework(code: str, name: str, own: list[Entry], by_id: dict[int, Skill], language: str) -> FrameworkMap:
    shown = own if len(own) <= MOST_SHOWN else [entry for entry in own if entry.laid]
    areas: dict[int | None, Area] = {}
    headings = sorted({by_id[entry.skill.parent_id].pk: by_id[entry.skill.parent_id] for entry in shown if entry.skill.parent_id in by_id}.values(), key=lambda each: (each.position, each.code))
    for heading in headings:
        areas[heading.pk] = Area(heading.code, heading.label_in(language), heading.description_in(language), [])
    for entry in shown:
        place = entry.skill.parent_id if entry.skill.parent_id in areas else None
        areas.setdefault(place, Area(code, "", "", [])).entries.append(entry)
    if code == Framework.ACADEMY:
        for area in areas.values():
            area.entries.sort(key=lambda entry: entry.label.casefold())
    made = FrameworkMap(code, name, PAGES.get(code, ""), list(areas.values()), len(own) - len(shown))
    for row, area in enumerate(made.areas):
        for entry in area.entries:
            entry.tile_svg = skill_tile_svg(entry.skill.code, row, entry.laid, entry.skill.position)
    made.wall_svg = skill_mosaic_svg([[SkillTile(entry.skill.code, entry.label, f"#{entry.skill.code}", entry.laid, entry.skill.position) for entry in area.entries] for area in made.areas],
                                     key=f"wall-{code}", title=_("%(framework)s, a tile for each skill") % {"framework": name}, mirrored=get_language_bidi())
    return made


def skill_context(skill: Skill, language: str, at: datetime) -> dict:
    """One skill's page: what it is, where it belongs, what builds it, and the academy's own skills below it with what builds those."""
    below = sorted(skill.children.filter(retired_on__isnull=True, is_heading=False), key=lambda each: each.label_in(language).casefold())
    built = builders_of([skill.pk, *(each.pk for each in below)], language, at)
    entry = _entry(skill, built, language)
    entry.below = [_entry(each, built, language) for each in below]
    area = skill.parent if skill.parent is not None and skill.parent.is_heading else None
    row = 0
    if area is not None:
        row = list(Skill.objects.headings().filter(framework=skill.framework).order_by("position", "code").values_list("pk", flat=True)).index(area.pk) if area.retired_on is None else 0
    return {
        "entry": entry, "area": area.label_in(language) if area else "", "above": skill.parent if skill.parent is not None and area is None else None,
        "framework": skill.get_framework_display(), "address": address_of(skill), "tile_svg": skill_tile_svg(skill.code, row, entry.laid, skill.position),
        "map_url": f"{reverse('skills')}#{skill.code}",
    }
