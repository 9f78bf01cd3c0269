"""A badge and an award as pages say them, in the reader's language where the badge speaks it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.models.skills import Framework, in_language
from academy.mosaic.badge_emblem import badge_svg
from courses.badge_pictures import drawn_by
from courses.badge_versions import language_of
from courses.certificate_words import duration
from courses.models import Badge, BadgeAward
from courses.models.badges import BadgeKind
from home.badge_rules import Standing


@dataclass(frozen=True)
class SkillSaid:
    name: str
    framework: str
    level: int


@dataclass(frozen=True)
class AwardSaid:
    """`language`: the one title, description and criteria are in; `evidence`: as signed, in the award's own language."""

    award: BadgeAward
    title: str
    description: str
    criteria: str
    language: str
    issuer: str
    skills: list[SkillSaid]
    emblem: str


def issuer_name(badge: Badge) -> str:
    return badge.city.name if badge.city_id else settings.WAGTAIL_SITE_NAME


def say(award: BadgeAward, language: str, *, key: str = "badge") -> AwardSaid:
    """Asks nothing of the database when badge, badge.city and made_from are loaded. The title names the emblem for those who listen."""
    words, spoken = award.made_from.words, language_of(award.made_from, language)
    title = in_language(words["titles"], language) or award.title
    skills = [SkillSaid(in_language(each["labels"], language) or each["code"], each["framework"], each["level"]) for each in award.made_from.skills]
    return AwardSaid(award, title, in_language(words["descriptions"], language), in_language(words["criteria"], language), spoken,
                     issuer_name(award.badge), skills, badge_svg(*drawn_by(award.made_from), key=key))


def emblem_of(badge: Badge, levels: list[int], key: str) -> str:
    """The emblem as it would be on an award made today."""
    return badge_svg(f"{badge.key}-{badge.seed}", badge.tradition, badge.kind, max(levels, default=0), key=key)


def skills_of(badge: Badge, language: str) -> list[SkillSaid]:
    """Of a badge whose skill_levels__skill is loaded; the academy's own words belong to no framework."""
    return [SkillSaid(one.skill.label_in(language), "" if one.skill.framework == Framework.ACADEMY else one.skill.get_framework_display(), one.level)
            for one in badge.skill_levels.all()]


def what_is_missing(standing: Standing, course_title: str = "") -> str:
    """One sentence: what there is to do for it, and how much of it is done."""
    have, need = standing.have, standing.need
    match standing.badge.kind:
        case BadgeKind.LEARNING if "visits" in standing.badge.rule:
            return ngettext("%(have)s of %(need)s exchange taken part in.", "%(have)s of %(need)s exchanges taken part in.", need) % {"have": have, "need": need}
        case BadgeKind.LEARNING:
            return _("Finish the course “%(title)s”.") % {"title": course_title} if course_title else _("Finish its course, which is not open at the moment.")
        case BadgeKind.MENTORING:
            return _("%(have)s of %(need)s of mentoring given and confirmed by both sides.") % {"have": duration(have), "need": duration(need)}
        case _:
            return ngettext("%(have)s of %(need)s visit hosted, with people there.", "%(have)s of %(need)s visits hosted, with people there.", need) % {"have": have, "need": need}
