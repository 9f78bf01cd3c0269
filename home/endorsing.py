"""Endorsing: ask somebody who knows your work, say yes or quietly no, withdraw. A yes stands in the log, as evidence of who was endorsed."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from academy.emails import queue_mail
from academy.models import Endorsement, Skill, record
from home.whom_to_ask import Acquaintance

ASKED, GIVEN = "home/endorsement_asked", "home/endorsement_given"
AGAIN = timedelta(days=30)  # taken back, the same question waits this long
MOST_WAITING = 10  # questions of one person that are still without an answer


def ask(person, whom: Acquaintance, skill: Skill, level: int, sentence: str, at: datetime) -> Endorsement | None:
    """None: they were asked for the same not long ago. It says nothing of whether they answered."""
    if Endorsement.objects.filter(person=person, endorser=whom.person, skill=skill, given_at__isnull=True, asked_at__gt=at - AGAIN).exists():
        return None
    try:
        with transaction.atomic():
            # One that was declined long ago makes room: whoever asked never learned of the no, and may ask again.
            Endorsement.objects.filter(person=person, endorser=whom.person, skill=skill, given_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=at)
            made = Endorsement.objects.create(person=person, endorser=whom.person, endorsed_as=whom.endorsed_as, skill=skill, asked_level=level, sentence=sentence, asked_at=at)
            queue_mail(ASKED, whom.person, f"endorsement:{made.pk}:asked", endorsement=made.pk)
    except IntegrityError:
        return None
    return made


def may_ask_more(person) -> bool:
    """Counts what has no yes yet, so that a no shows neither here."""
    return Endorsement.objects.asked_by(person).filter(given_at__isnull=True).count() < MOST_WAITING


def give(endorsement: Endorsement, level: int, words: str, at: datetime) -> bool:
    """Yes, at this level. False when it was answered or taken back before."""
    with transaction.atomic():
        if not Endorsement.objects.waiting().filter(pk=endorsement.pk).update(given_at=at, level=level, words=words):
            return False
        endorsement.refresh_from_db()
        _write(endorsement, "was_endorsed", at)
        queue_mail(GIVEN, endorsement.person, f"endorsement:{endorsement.pk}:given", endorsement=endorsement.pk)
    return True


def decline(endorsement: Endorsement, at: datetime) -> bool:
    """No. Nobody is told, and nothing stands in the log."""
    return bool(Endorsement.objects.waiting().filter(pk=endorsement.pk).update(declined_at=at))


def withdraw(endorsement: Endorsement, at: datetime) -> bool:
    """By either side: a question is taken back, a yes no longer counts. False when it was withdrawn before."""
    with transaction.atomic():
        if not Endorsement.objects.filter(pk=endorsement.pk, withdrawn_at__isnull=True).update(withdrawn_at=at):
            return False
        endorsement.refresh_from_db()
        if endorsement.given_at is not None:
            _write(endorsement, "unendorsed", at)
    return True


def _write(endorsement: Endorsement, verb: str, at: datetime) -> None:
    record(endorsement.person, verb, "skill", endorsement.skill.code, at=at,
           details={"level": endorsement.level, "as": endorsement.endorsed_as, "endorsement": endorsement.pk})
