"""What earns a badge: a finished course or exchanges taken part in, minutes of mentoring given and confirmed, exchanges hosted. Counted for one person, or for everybody at once.

A badge of a city goes to people of that city, one of the network to anyone. Nothing here is stored: courses, the solidarity ledger and the log say it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from academy.models import Event, GiftKind, HoursGiven, LedgerSubject, User
from courses.models import Badge, Enrolment
from courses.models.badges import BadgeKind

HOSTED, VISITED = ("hosted", "unhosted"), ("attended", "unattended")
MENTORING = {"kind": GiftKind.MENTORING, "giver__isnull": False}


@dataclass(frozen=True)
class Standing:
    """How far somebody is towards a badge: courses, visits, minutes or exchanges they have, and need."""

    badge: Badge
    have: int
    need: int

    @property
    def is_fulfilled(self) -> bool:
        return 0 < self.need <= self.have


def need_of(badge: Badge) -> int:
    """How much the rule asks; 0 for a rule that nobody can fulfil, such as one without a course."""
    if badge.kind == BadgeKind.LEARNING:
        return 1 if badge.rule.get("course") else int(badge.rule.get("visits") or 0)
    return int(badge.rule.get("minutes" if badge.kind == BadgeKind.MENTORING else "exchanges") or 0)


def open_to(person: User) -> QuerySet[Badge]:
    """Badges this person could still earn: offered, of the network or of their city, and never awarded to them (not even one taken back)."""
    return Badge.objects.offered().filter(Q(city__isnull=True) | Q(city=person.city_id)).exclude(awards__holder=person)


def standings(person: User, badges: Iterable[Badge]) -> list[Standing]:
    """In the order of the badges; at most four queries."""
    badges = list(badges)
    kinds = {badge.kind for badge in badges}
    subject = LedgerSubject.objects.filter(user=person).values("subject")
    finished = set(Enrolment.objects.of(person).filter(finished_at__isnull=False).values_list("course_key", flat=True)) if BadgeKind.LEARNING in kinds else set()
    minutes = (HoursGiven.objects.filter(**MENTORING, giver__in=subject).aggregate(all=Sum("minutes"))["all"] or 0) if BadgeKind.MENTORING in kinds else 0
    mine = Event.objects.filter(subject__in=subject)
    hosted = len(exchanges_of(mine, HOSTED)) if BadgeKind.HOSTING in kinds else 0
    visited = len(exchanges_of(mine, VISITED)) if any("visits" in badge.rule for badge in badges) else 0

    def have(badge: Badge) -> int:
        if badge.kind == BadgeKind.LEARNING:
            return visited if "visits" in badge.rule else int(badge.rule.get("course", "") in {str(key) for key in finished})
        return minutes if badge.kind == BadgeKind.MENTORING else hosted
    return [Standing(badge, have(badge), need_of(badge)) for badge in badges]


def exchanges_of(lines: QuerySet, verbs: tuple[str, str]) -> set[str]:
    """Keys of the exchanges somebody hosted, or was at, what was taken back left out. One query; `lines`: theirs."""
    times: Counter[str] = Counter()
    for key, verb in lines.filter(object_kind="exchange", verb__in=verbs).values_list("object_key", "verb"):
        times[key] += 1 if verb == verbs[0] else -1
    return {key for key, count in times.items() if count > 0}


def candidates(badge: Badge) -> QuerySet[User]:
    """Everybody who may fulfil the rule, may be named, and was never awarded this badge; by number. What of exchanges was taken back again is not
    looked at here, so that the database can find them by itself: ask `standings` of each."""
    need, people = need_of(badge), User.objects.filter(erased_at__isnull=True, is_active=True).exclude(name="")
    if badge.city_id is not None:
        people = people.filter(city=badge.city_id)
    if not need:
        return people.none()
    if badge.kind == BadgeKind.LEARNING and badge.rule.get("course"):
        people = people.filter(pk__in=Enrolment.objects.filter(course_key=badge.rule["course"], finished_at__isnull=False).values("person"))
    elif badge.kind == BadgeKind.MENTORING:
        enough = HoursGiven.objects.filter(**MENTORING).order_by().values("giver").annotate(all=Sum("minutes")).filter(all__gte=need).values("giver")
        people = people.filter(ledger_subject__subject__in=enough)
    else:
        verb = (HOSTED if badge.kind == BadgeKind.HOSTING else VISITED)[0]
        done = Event.objects.filter(object_kind="exchange", verb=verb, subject__isnull=False).order_by().values("subject")
        people = people.filter(ledger_subject__subject__in=done.annotate(all=Count("object_key", distinct=True)).filter(all__gte=need).values("subject"))
    return people.exclude(badge_awards__badge=badge).order_by("pk")
