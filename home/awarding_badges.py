"""Who gets which badge, and when: at once to somebody who has just done something, and each night to everybody else who fulfils a rule."""

from datetime import datetime

from academy.models import User
from courses.awarding import award
from courses.models import Badge, BadgeAward
from home.badge_evidence import evidence_for
from home.badge_rules import candidates, open_to, standings

MOST_A_NIGHT = 2_000  # signing takes some milliseconds each; who is left over gets theirs the next night


def award_person(person: User, at: datetime) -> list[BadgeAward]:
    """Every badge they have come to fulfil. A badge they gave back is not pressed on them again."""
    if person.erased_at or not person.name.strip():
        return []
    earned = [standing.badge for standing in standings(person, open_to(person)) if standing.is_fulfilled]
    return [given for badge in earned if (given := award(badge, person, at=at, evidence=evidence_for(badge, person)))]


def award_due(at: datetime, most: int = MOST_A_NIGHT) -> int:
    """Badges made later than the deed, or earned where nothing told the outbox; how many were awarded. Safe to run twice, and from two places."""
    given = 0
    for badge in Badge.objects.offered().select_related("city"):
        for person in candidates(badge)[:2 * most]:
            if given >= most:
                return given
            if standings(person, [badge])[0].is_fulfilled:
                given += award(badge, person, at=at, evidence=evidence_for(badge, person)) is not None
    return given
