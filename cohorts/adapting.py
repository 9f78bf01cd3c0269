"""Saying that one adapted a practice, and taking it back. Both stand in the log under the person's name there: it is evidence of skills."""

from datetime import date, datetime

from django.db import transaction

from academy.models import record
from cohorts.models import Practice, PracticeAdaptation


class NotPublished(Exception):
    """A practice that was taken back meanwhile cannot be adapted any more."""


def adapt(practice: Practice, person, *, place: str, changed: str, started_on: date, shows_name: bool, at: datetime) -> PracticeAdaptation:
    """Tell it once; told again, the words are changed and the log says nothing new. NotPublished when it was taken back meanwhile."""
    said = {"place": place, "changed": changed, "started_on": started_on, "shows_name": shows_name}
    with transaction.atomic():
        # Writing first locks the practice's row: two clicks at once become one after the other.
        if not Practice.objects.filter(pk=practice.pk, published_at__isnull=False).update(slug=practice.slug):
            raise NotPublished(practice.slug)
        told = PracticeAdaptation.objects.standing().filter(practice=practice, person=person).first()
        if told is not None:
            PracticeAdaptation.objects.filter(pk=told.pk).update(**said)
            told.refresh_from_db()
            return told
        told = PracticeAdaptation.objects.create(practice=practice, person=person, city_id=person.city_id, told_at=at, **said)
        record(person, "adapted", "practice", practice.key, at=at)
    return told


def withdraw(practice: Practice, person, at: datetime) -> bool:
    """Take back that one adapted it. False when nothing stands."""
    with transaction.atomic():
        gone = PracticeAdaptation.objects.standing().filter(practice=practice, person=person).update(withdrawn_at=at)
        if gone:
            record(person, "unadapted", "practice", practice.key, at=at)
    return bool(gone)
