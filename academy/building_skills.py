"""Saying which skills something builds, and to which level: a lesson, an exchange, a practice (academy.models.skills.Builder).

What is said holds from a moment to a moment, so that what people did before a change of mind counts as it did then.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from academy.models import Skill, SkillBuilt, record
from academy.models.skills import HIGHEST, Builder


@transaction.atomic
def set_built(kind: str, key, levels: Mapping[int, int], by, at: datetime) -> bool:
    """From `at` on the thing builds exactly these: {skill id: level 1 to 8}. True when that is a change; then an Event stands in the log.

    ValueError for a kind or level that is none, and for a heading. Safe to call twice: the second finds nothing to change.
    """
    if kind not in Builder.values or any(not 1 <= level <= HIGHEST for level in levels.values()):
        raise ValueError(f"{kind} {dict(levels)}")
    # Two who say something of one skill of the thing at once stand in line at the skill.
    held = SkillBuilt.objects.current().filter(object_kind=kind, object_key=str(key))
    skills = {each.pk: each for each in Skill.objects.select_for_update(no_key=True).filter(pk__in={*levels, *held.values_list("skill_id", flat=True)}).order_by("pk")}
    if any(skill not in skills or skills[skill].is_heading for skill in levels):
        raise ValueError(f"no skill that can be built among {sorted(levels)}")
    now = {each.skill_id: each for each in held.select_for_update()}
    gone = [each.pk for skill, each in now.items() if levels.get(skill) != each.level]
    fresh = {skill: level for skill, level in levels.items() if skill not in now or now[skill].level != level}
    if not gone and not fresh:
        return False
    SkillBuilt.objects.filter(pk__in=gone, finished_at__isnull=True).update(finished_at=at)
    SkillBuilt.objects.bulk_create([SkillBuilt(object_kind=kind, object_key=str(key), skill_id=skill, level=level, started_at=at) for skill, level in fresh.items()])
    record(by, "said_skills", kind, key, at=at, details={"levels": {skills[skill].code: level for skill, level in sorted(levels.items())}})
    return True


def built_by(kind: str, keys: Iterable, at: datetime | None = None) -> dict[str, list[SkillBuilt]]:
    """{key: what it builds at the moment `at` (None: now), in the order of the frameworks}; keys that build nothing are left out. One query."""
    rows = SkillBuilt.objects.of(kind, keys)
    found: dict[str, list[SkillBuilt]] = {}
    for each in rows.current() if at is None else [row for row in rows if row.holds_at(at)]:
        found.setdefault(each.object_key, []).append(each)
    for each in found.values():
        each.sort(key=lambda one: (one.skill.framework, one.skill.position, one.skill.code))
    return found


def copy_built(kind: str, old_key, new_key, by, at: datetime) -> None:
    """A copy builds what the thing builds that it was made of."""
    levels = {each.skill_id: each.level for each in built_by(kind, [old_key]).get(str(old_key), [])}
    if levels:
        set_built(kind, new_key, levels, by, at)
