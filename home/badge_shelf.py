"""My badges: those earned, and those one could earn next. Constant queries."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from academy.emails import absolute_url
from courses.models import Badge, BadgeAward, CoursePage, CourseVersion
from courses.models.badges import BadgeKind
from home.badge_rules import Standing, open_to, standings
from home.badge_words import AwardSaid, emblem_of, issuer_name, say, skills_of, what_is_missing

ADD_TO_PROFILE = "https://www.linkedin.com/profile/add"


def awards_with_all():
    """Awards with all that a page says of them, in one query."""
    return BadgeAward.objects.select_related("badge__city", "made_from__badge", "holder", "key__issuer__city")


def shelf(person, language: str) -> dict:
    """earned, gone: [{"said", "url", "profile_url"}], those that hold and those revoked; next: the nearest first."""
    earned, gone = [], []
    for award in awards_with_all().of(person):
        said = say(award, language, key=f"e{str(award.pk)[:8]}")
        row = {"said": said, "url": share_url(award), "profile_url": profile_url(said)}
        (gone if award.revoked_at else earned).append(row)
    return {"earned": earned, "gone": gone, "next": _could_earn(person, language)}


def share_url(award: BadgeAward) -> str:
    return absolute_url(reverse("verify", args=[award.pk]))


def profile_url(said: AwardSaid) -> str:
    """LinkedIn's form for a certification, filled in: a plain link, so nothing is told to anybody before it is followed."""
    award = said.award
    asked = {"startTask": "CERTIFICATION_NAME", "name": said.title, "organizationName": said.issuer, "issueYear": award.awarded_at.year,
             "issueMonth": award.awarded_at.month, "certUrl": share_url(award), "certId": str(award.pk)}
    if award.expires_at:
        asked |= {"expirationYear": award.expires_at.year, "expirationMonth": award.expires_at.month}
    return f"{ADD_TO_PROFILE}?{urlencode(asked)}"


def _could_earn(person, language: str) -> list[dict]:
    badges = list(open_to(person).select_related("city").prefetch_related("skill_levels__skill"))
    far = [each for each in standings(person, badges) if each.need]
    courses = course_links([each.badge for each in far], language)
    far.sort(key=lambda each: (-min(1, each.have / each.need), each.badge.pk))
    return [_row(each, courses, language) for each in far]


def _row(standing: Standing, courses: dict[str, tuple[str, str]], language: str) -> dict:
    badge = standing.badge
    title, url = courses.get(str(badge.rule.get("course", "")), ("", ""))
    skills = skills_of(badge, language)
    return {"badge": badge, "title": badge.title_in(language), "description": badge.description_in(language), "criteria": badge.criteria_in(language),
            "missing": what_is_missing(standing, title), "url": url, "have": min(standing.have, standing.need), "need": standing.need, "issuer": issuer_name(badge),
            "counts": "course" not in badge.rule, "is_fulfilled": standing.is_fulfilled, "skill_rows": skills,
            "emblem": emblem_of(badge, [each.level for each in skills], f"n{badge.pk}")}


def course_links(badges: list[Badge], language: str) -> dict[str, tuple[str, str]]:
    """{key of the course: (title in this language where there is one, address)} of the courses that are published; two queries."""
    keys = [badge.rule["course"] for badge in badges if badge.kind == BadgeKind.LEARNING and badge.rule.get("course")]
    slugs = dict(CourseVersion.objects.filter(course_key__in=keys).values_list("course_key", "slug")) if keys else {}
    found: dict[str, tuple[int, str]] = {}
    rows = CoursePage.objects.filter(translation_key__in=list(slugs), live=True).order_by("pk") if slugs else CoursePage.objects.none()
    for key, code, alias, title in rows.values_list("translation_key", "locale__language_code", "alias_of", "title"):
        rank = 3 if code == language and not alias else 2 if not alias and code == settings.LANGUAGE_CODE else 1
        if rank > found.get(str(key), (0, ""))[0]:
            found[str(key)] = (rank, title)
    return {str(key): (found[str(key)][1], reverse("course", args=[slug])) for key, slug in slugs.items() if str(key) in found}
