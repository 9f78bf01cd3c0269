"""What the tests of mentorships share: the addresses, and a world where Lia lives by the clock of Tunis."""

from datetime import timedelta

from django.urls import reverse

from mentoring import planning
from mentoring.models import MentoringSession
from tests.world import NOW

HOUR = timedelta(hours=1)


def at(name: str, mentorship, *more) -> str:
    return reverse(name, args=[mentorship.pk, *more])


def planned(mentorship, by=None, *, starts=NOW + timedelta(days=5), hours: float = 1, when=NOW, place: str = "", zone: str = "Europe/Lisbon") -> MentoringSession:
    return planning.plan(mentorship, by or mentorship.mentor, when, starts_at=starts, ends_at=starts + hours * HOUR, zone=zone, place=place)


def was(mentorship, by=None, *, days: int = 1, **fields) -> MentoringSession:
    """A session of an hour that is over, of which nothing is said yet."""
    return planned(mentorship, by, starts=NOW - timedelta(days=days), **fields)
