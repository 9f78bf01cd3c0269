"""The closing talk: each writes to the other, and reads the other's words once both have written, or 14 days later."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from academy.emails import queue_mail
from academy.models import record
from academy.outbox import enqueue
from mentoring.ending import end
from mentoring.mentorship_turn import NotNow, hold
from mentoring.models import ClosingFeedback, ClosingReason, Mentorship, MentorshipStage

WAIT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Words:
    to_partner: str = ""
    to_academy: str = ""
    goals_reached: int | None = None


def begin_closing(mentorship: Mentorship, by, at) -> bool:
    """From now on it is concluding; 14 days later it closes by itself, unless they carry on. False when it is already."""
    with transaction.atomic():
        held, day = hold(mentorship.pk), timezone.localdate(at)
        if held.finished_on or held.concluding_since:
            return False
        held.pauses.filter(finished_on=None).update(finished_on=day)
        Mentorship.objects.filter(pk=held.pk).update(concluding_since=day)
        record(by, "concluded", "mentorship", held.pk, at=at)
        queue_mail("mentoring/concluding", held.partner_of(by), f"mentorship:{held.pk}:concluding:{day}", mentorship=held.pk)
        enqueue(f"mentorship:{held.pk}:closes:{day}", "mentoring.closes", {"mentorship": held.pk, "since": day.isoformat()},
                run_at=datetime.combine(day, time(8), UTC) + WAIT)
    return True


def carry_on(mentorship: Mentorship, by, at) -> bool:
    """It was too early for a closing talk. Words that were written stay with whoever wrote them."""
    with transaction.atomic():
        held = hold(mentorship.pk)
        if held.finished_on or not held.concluding_since:
            return False
        Mentorship.objects.filter(pk=held.pk).update(concluding_since=None)
        record(by, "resumed", "mentorship", held.pk, at=at)
        queue_mail("mentoring/resumed", held.partner_of(by), f"mentorship:{held.pk}:carried_on:{at.timestamp():.0f}", mentorship=held.pk)
    return True


def write(mentorship: Mentorship, by, words: Words, at) -> ClosingFeedback:
    """Keep one side's words; they may be changed until the partner reads them. When both have written, both are told. NotNow before the
    closing talk has begun, or when the words have been read."""
    with transaction.atomic():
        held = hold(mentorship.pk)
        if held.stage() not in (MentorshipStage.CONCLUDING, MentorshipStage.CLOSED):
            raise NotNow
        side = held.side_of(by)
        written = {one.side: one for one in held.feedback.all()}
        mine, theirs = written.pop(side, None), next(iter(written.values()), None)
        if mine is not None and may_read(mine, theirs, at):
            raise NotNow
        mine = mine or ClosingFeedback(mentorship=held, side=side, written_at=at)
        mine.to_partner, mine.to_academy, mine.goals_reached = words.to_partner, words.to_academy, words.goals_reached
        mine.save()
        if theirs is not None:
            for person in (held.mentor, held.mentee):
                queue_mail("mentoring/feedback", person, f"mentorship:{held.pk}:feedback:{person.pk}", mentorship=held.pk)
    return mine


def may_read(words: ClosingFeedback, of_reader: ClosingFeedback | None, at) -> bool:
    """May the partner of their writer read these words? Once they have written themselves, or 14 days after the words were written."""
    return of_reader is not None or at >= words.written_at + WAIT


def close_by_itself(mentorship_pk: int, since: str, at) -> None:
    """14 days after the closing talk began, if it is still on: over, for both."""
    found = Mentorship.objects.unfinished().filter(pk=mentorship_pk, concluding_since=since).first()
    if found is not None:
        end(found, ClosingReason.DONE if found.goals.filter(reached_on__isnull=False).exists() else ClosingReason.TIME, None, at)
