"""Who needs a word today: people of a city who are stuck, have not begun, wait, or have finished and begun nothing since. Rows and counts."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from academy.models import PartnerCity
from courses.models import Enrolment
from courses.models.records import EnrolmentState
from courses.stuck import SILENT_DAYS, is_stuck
from home.city_letters import LetterReason

RECENTLY = timedelta(days=180)  # how long a finished course is a reason to write


def enrolments_of(city: PartnerCity) -> QuerySet:
    """Of everybody who belongs to the city now and has an account."""
    return Enrolment.objects.filter(person__city=city, person__erased_at__isnull=True, person__is_active=True)


def listed(city: PartnerCity, reason: str, today: date) -> QuerySet:
    """The enrolments of one list."""
    return enrolments_of(city).filter(_belongs(reason, today))


def _belongs(reason: str, today: date) -> Q:
    """Which enrolments a list is made of."""
    if reason == LetterReason.STUCK:
        return is_stuck(today)
    if reason == LetterReason.NOT_BEGUN:
        return Q(state=EnrolmentState.ACTIVE, finished_at=None, last_seen_on=None, records=0, enrolled_at__date__lte=today - timedelta(days=SILENT_DAYS))
    if reason == LetterReason.WAITING:
        return Q(state__in=[EnrolmentState.WAITING, EnrolmentState.REQUESTED])
    going_on = Enrolment.objects.filter(person=OuterRef("person"), state__in=[EnrolmentState.ACTIVE, EnrolmentState.WAITING, EnrolmentState.REQUESTED], finished_at=None)
    return Q(state=EnrolmentState.ACTIVE, finished_at__date__gte=today - RECENTLY) & ~Q(Exists(going_on))


def people_now(city: PartnerCity, today: date) -> dict[str, int]:
    """{stuck, not_begun, waiting, finished: people}, in one query over the city's own enrolments."""
    reasons = {"stuck": LetterReason.STUCK, "not_begun": LetterReason.NOT_BEGUN, "waiting": LetterReason.WAITING, "finished": LetterReason.FINISHED}
    return enrolments_of(city).aggregate(**{name: Count("person", distinct=True, filter=_belongs(reason, today)) for name, reason in reasons.items()})
