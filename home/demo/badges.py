"""The demo's badges: of the network, and one of Cascais; the words stand in badges.toml. Who has earned one gets it by the same sweep as every night."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from academy.models import PartnerCity, Skill
from cohorts.logging_visits import log_hosting
from cohorts.models import Exchange
from courses.badge_versions import version_of
from courses.models import Badge, BadgeSkill, CourseVersion
from home.awarding_badges import award_due

FILE = Path(__file__).with_suffix(".toml")
MADE = timedelta(days=400)  # before anything they are for
OVER = timedelta(days=3)


def lay_badges(at: datetime) -> int:
    """Each badge once, then everybody's; how many were awarded. After courses, exchanges, mentoring and frameworks."""
    for slug, told in tomllib.loads(FILE.read_text()).items():
        if not Badge.objects.filter(slug=slug).exists():
            _lay(slug, told, at - MADE)
    for ends_at in Exchange.objects.filter(ends_at__lt=at - OVER).values_list("ends_at", flat=True):
        log_hosting(ends_at + OVER)  # what the nights of back then would have written
    return award_due(at)


def _lay(slug: str, told: dict, at: datetime) -> None:
    rule = dict(told["rule"])
    if "course" in rule:
        rule["course"] = str(CourseVersion.objects.get(slug=rule["course"]).course_key)
    languages = [code for code in told if isinstance(told[code], dict) and "title" in told[code]]
    words = {field: {code: told[code][name] for code in languages} for field, name in (("titles", "title"), ("descriptions", "says"), ("criteria", "does"))}
    city = PartnerCity.objects.get(slug=told["city"]) if "city" in told else None
    badge = Badge.objects.create(slug=slug, city=city, kind=told["kind"], rule=rule, tradition=told["tradition"], seed=told.get("seed", 1), **words)
    for code, level in told["skills"].items():
        if (skill := Skill.objects.filter(code=f"entrecomp-{code}").first()) is not None:
            BadgeSkill.objects.create(badge=badge, skill=skill, level=level)
    version_of(badge, at)
