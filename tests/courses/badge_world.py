"""Badges for tests: Cascais thanks for finishing a course, with a skill of EntreComp."""

from academy.models import Skill
from courses.awarding import award
from courses.models import Badge, BadgeAward, BadgeSkill
from tests.world import NOW

EVIDENCE = [{"name": "Doing things together", "narrative": "Finished the course on 22 November 2026.", "url": "https://academy.example/en/courses/co-production/"}]


def make_badge(city=None, slug: str = "co-producer", **fields) -> Badge:
    badge = Badge.objects.create(slug=slug, city=city, **{
        "kind": "learning", "titles": {"en": "Co-producer", "pt": "Coprodutora"}, "descriptions": {"en": "Makes services with those who use them."},
        "criteria": {"en": "Finish the course and write down one idea."}, "rule": {"course": "any"}, "tradition": "azulejo", **fields})
    skill, _made = Skill.objects.get_or_create(code="test-vision", defaults={"framework": "entrecomp", "labels": {"en": "Vision", "pt": "Visão"}})
    BadgeSkill.objects.create(badge=badge, skill=skill, level=3)
    return badge


def earn(world, person=None, badge: Badge | None = None, at=NOW, **fields) -> BadgeAward:
    return award(badge or Badge.objects.filter(slug="co-producer").first() or make_badge(world.cascais), person or world.lia, at=at, evidence=EVIDENCE, **fields)
