"""The mails about badges: one was earned, or one waits for a name."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.emails import absolute_url, mail_context
from courses.models import Badge, BadgeAward


@mail_context("courses/badge_earned")
def badge_earned(person, ids) -> dict | None:
    kept = BadgeAward.objects.unrevoked().of(person).filter(pk=ids["award"]).first()
    if kept is None:
        return None
    return {"award": kept, "url": absolute_url(f"/{get_language()}/verify/{kept.pk}/"), "badges_url": absolute_url(f"/{get_language()}/my/badges/"),
            "why": _("You get this mail because you earned a badge.")}


@mail_context("courses/badge_needs_name")
def badge_needs_name(person, ids) -> dict | None:
    badge = Badge.objects.offered().filter(pk=ids["badge"]).first()
    if badge is None or person.name.strip() or BadgeAward.objects.of(person).filter(badge=badge).exists():
        return None
    return {"badge": badge.title_in(get_language()), "url": absolute_url(f"/{get_language()}/my/badges/"),
            "why": _("You get this mail because you earned a badge.")}
