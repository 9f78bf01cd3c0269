"""The desk where a city, or the network, writes its badges: the rows of its list, and keeping what was written."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.models import PartnerCity, record
from academy.short_names import free_slug
from courses.badge_versions import version_of
from courses.models import Badge, BadgeAward, BadgeSkill, IssuerKey
from home.badge_words import emblem_of, skills_of


@dataclass(frozen=True)
class Desk:
    """Whose badges they are. `may_write`: the reader coordinates the issuer; `reads_names`: exact counts, and names of the city's own people."""

    city: PartnerCity | None
    may_write: bool
    reads_names: bool

    @property
    def badges(self):
        return Badge.objects.filter(city=self.city)

    def url(self, name: str, badge: Badge | None = None) -> str:
        """`name`: badges, badge_new, badge_key, badge, badge_retirement."""
        place = [self.city.slug] if self.city else []
        return reverse(f"{'city' if self.city else 'network'}_{name}", args=[*place, *([badge.slug] if badge else [])])

    @property
    def list_url(self) -> str:
        return self.url("badges")

    @property
    def new_url(self) -> str:
        return self.url("badge_new")

    @property
    def key_url(self) -> str:
        return self.url("badge_key")


def rows(desk: Desk, language: str) -> list[dict]:
    """Each badge with its emblem and, for those who read names, how many hold it; three queries."""
    found = desk.badges.annotate(held=Count("awards", filter=Q(awards__revoked_at__isnull=True))).prefetch_related("skill_levels__skill")
    return [{"badge": each, "title": each.title_in(language), "url": desk.url("badge", each), "held": held_words(each.held, desk.reads_names),
             "skill_rows": skills_of(each, language), "emblem": emblem_of(each, [one.level for one in each.skill_levels.all()], f"d{each.pk}")}
            for each in sorted(found, key=lambda each: (each.retired_on is not None, each.kind, each.title_in(language).casefold()))]


def held_words(count: int, exact: bool) -> str:
    """How many hold it, for the city's own coordinators. Who may know no person reads nothing: a count that changes the moment somebody earns one, laid over
    what is published of the network each month, would tell who it was (docs/decisions/0026)."""
    if not exact:
        return ""
    return ngettext("%(n)d person holds it.", "%(n)d people hold it.", count) % {"n": count} if count else _("Nobody holds it yet.")


def holders(desk: Desk, badge: Badge):
    """Awards that hold, for the issuing city's own coordinators and of its own people only."""
    awards = BadgeAward.objects.unrevoked().filter(badge=badge, holder__city=desk.city, holder__erased_at__isnull=True) if desk.reads_names and desk.city else BadgeAward.objects.none()
    return awards.select_related("holder").order_by("holder__name", "pk")


def current_key(desk: Desk) -> IssuerKey | None:
    return IssuerKey.objects.current().filter(issuer__city=desk.city).first()


def keep(desk: Desk, badge: Badge, levels: dict[int, int], by, at) -> int:
    """Write the badge and its skills; the number of the version it has now. What was issued before stays as it is."""
    fresh = badge.pk is None
    with transaction.atomic():
        if fresh:
            badge.city, badge.slug = desk.city, free_slug(badge.titles["en"], "badge", beside=[Badge], taken={"new", "key"}, longest=50)
        badge.save()
        BadgeSkill.objects.filter(badge=badge).exclude(skill__in=levels).delete()
        for skill, level in levels.items():
            BadgeSkill.objects.update_or_create(badge=badge, skill_id=skill, defaults={"level": level})
        version = version_of(badge, at)
        record(by, "wrote" if fresh else "changed", "badge_template", badge.key, at=at, details={"version": version.number})
    return version.number


def retire(badge: Badge, retired: bool, by, at) -> bool:
    """Offer it no longer, or again; False when it was so already. What was earned stays."""
    with transaction.atomic():
        changed = Badge.objects.filter(pk=badge.pk, retired_on__isnull=retired).update(retired_on=at.date() if retired else None)
        if changed:
            record(by, "retired" if retired else "offered", "badge_template", badge.key, at=at)
    return bool(changed)
