"""Which skills the demo's lessons and exchanges build; the list stands in skills_built.toml."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

from academy.building_skills import set_built
from academy.models import Skill, SkillBuilt
from academy.models.skills import Builder
from cohorts.models import Exchange
from courses.models import CoursePage
from courses.outline import outline_for

FILE = Path(__file__).with_suffix(".toml")
SINCE = datetime(2022, 1, 1, tzinfo=UTC)  # before anything that was ever done in the demo


def lay_skills_built() -> None:
    """Once for each thing: what trainers and coordinators said since stays. A thing that is not there (yet) is passed over."""
    told = tomllib.loads(FILE.read_text())
    skills = {code.removeprefix("entrecomp-"): pk for code, pk in Skill.objects.filter(code__startswith="entrecomp-").values_list("code", "pk")}
    known = set(SkillBuilt.objects.values_list("object_kind", "object_key").distinct())
    for course, lessons in told["lesson"].items():
        if not CoursePage.objects.live().filter(slug=course).exists():
            continue
        keys = {slug: lesson.key for slug, lesson in outline_for(course, "en").slugs.items()}
        for slug, levels in lessons.items():
            _lay(Builder.LESSON, keys.get(slug), levels, skills, known)
    keys = dict(Exchange.objects.values_list("slug", "key"))
    for slug, levels in told["exchange"].items():
        _lay(Builder.EXCHANGE, keys.get(slug), levels, skills, known)


def _lay(kind: str, key, levels: dict[str, int], skills: dict[str, int], known: set) -> None:
    if key is not None and (kind, str(key)) not in known:
        set_built(kind, key, {skills[name]: level for name, level in levels.items()}, None, SINCE)
