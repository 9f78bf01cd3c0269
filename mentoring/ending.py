"""A mentorship ends: with a reason, for both at once. What was planned is cancelled; what was written stays with who wrote it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from academy.emails import queue_mail
from academy.models import record
from mentoring.mentorship_turn import hold
from mentoring.models import Mentorship


def end(mentorship: Mentorship, reason: str, by, at, *, rematch: bool = False) -> bool:
    """`by`: one of the two, or None for the academy. False when it had ended before. Both are told by mail, which takes planned sessions
    out of their calendars. `rematch`: the mail says that another partner is looked for."""
    with transaction.atomic():
        held, day = hold(mentorship.pk), timezone.localdate(at)
        if held.finished_on is not None:
            return False
        called_off = held.sessions.filter(cancelled_at=None, missed_at=None, held_minutes=None, starts_at__gt=at)
        gone = list(called_off.values_list("pk", flat=True))
        called_off.update(cancelled_at=at, changed_at=at, sequence=F("sequence") + 1)
        held.pauses.filter(finished_on=None).update(finished_on=day)
        held.time_polls.filter(closed_at=None).update(closed_at=at)
        held.finished_on, held.closing_reason = max(day, held.started_on), reason
        held.save(update_fields=["finished_on", "closing_reason"])
        record(by, "ended", "mentorship", held.pk, at=at, details={"reason": reason})
        for person in (held.mentor, held.mentee):
            queue_mail("mentoring/ended", person, f"mentorship:{held.pk}:ended:{person.pk}", mentorship=held.pk, sessions=gone, by=by.pk if by else None, rematch=rematch)
    mentorship.finished_on, mentorship.closing_reason = held.finished_on, held.closing_reason
    return True
