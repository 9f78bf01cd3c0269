"""Every wording a badge ever had: a new version whenever what it says has changed, seen by comparing, so that nobody can forget to raise it."""

from django.db import transaction
from django.db.models import F

from academy.models.skills import Framework, Skill, in_language
from academy.standards.open_badges import Alignment, achievement
from courses.badge_addresses import achievement_url, picture_url, skill_url
from courses.models import Badge, BadgeVersion

COMPARED = ("kind", "words", "skills", "tradition", "seed")


def version_of(badge: Badge, at) -> BadgeVersion:
    """The version of a badge as it stands in the database: its last one, or a new one when something changed. One at a time."""
    with transaction.atomic():
        Badge.objects.filter(pk=badge.pk).update(version=F("version"))  # writing first takes the lock
        now = Badge.objects.get(pk=badge.pk)
        last = now.versions.order_by("-number").first()
        fresh = BadgeVersion(badge=now, number=last.number + 1 if last else 1, made_at=at, kind=now.kind, skills=_skills(now), tradition=now.tradition,
                             seed=now.seed, words={"titles": now.titles, "descriptions": now.descriptions, "criteria": now.criteria})
        if last is not None and all(getattr(last, name) == getattr(fresh, name) for name in COMPARED):
            return last
        fresh.save()
        Badge.objects.filter(pk=badge.pk).update(version=fresh.number)
        badge.version = fresh.number
        return fresh


def _skills(badge: Badge) -> list[dict]:
    return [{"code": one.skill.code, "framework": _framework(one.skill), "uri": one.skill.uri, "labels": one.skill.labels, "level": one.level}
            for one in badge.skill_levels.select_related("skill").order_by("skill__code")]


def _framework(skill: Skill) -> str:
    """Frameworks have names of their own, the same in all languages; our own words belong to none."""
    return "" if skill.framework == Framework.ACADEMY else str(Framework(skill.framework).label)


def language_of(version: BadgeVersion, wanted: str) -> str:
    """The language a version really speaks when this one is wanted."""
    titles = version.words["titles"]
    return next((each for each in (wanted, wanted.split("-")[0]) if titles.get(each)), "en")


def achievement_of(version: BadgeVersion, language: str) -> dict:
    """What the version says in a language, as Open Badges has it."""
    title = in_language(version.words["titles"], language) or version.badge.slug
    return achievement(
        id=achievement_url(version, language), name=title, description=in_language(version.words["descriptions"], language) or title,
        criteria=in_language(version.words["criteria"], language) or title, image=picture_url(version), language=language, version=version.number,
        alignments=[Alignment(name=in_language(each["labels"], language) or each["code"], url=each["uri"] or skill_url(each["code"]),
                              framework=each["framework"], code=each["code"], description=f"{each['level']} / 8") for each in version.skills])
