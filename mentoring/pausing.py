"""A pause: nothing is planned and nobody is asked anything, until either of the two takes it up again."""

from datetime import UTC, datetime, time

from django.db import transaction
from django.utils import timezone

from academy.emails import queue_mail
from academy.models import record
from academy.outbox import enqueue
from mentoring.mentorship_turn import NotNow, hold
from mentoring.models import MentorshipPause, MentorshipStage


def pause(mentorship, by, at, until_about=None) -> MentorshipPause:
    """From today; sessions that are planned stay. NotNow unless it is under way. On the day `until_about`, both are asked whether to go on."""
    with transaction.atomic():
        held, day = hold(mentorship.pk), timezone.localdate(at)
        if held.stage() != MentorshipStage.ACTIVE:
            raise NotNow
        made = MentorshipPause.objects.create(mentorship=held, started_on=day, asked_by=held.side_of(by), until_about=until_about)
        record(by, "paused", "mentorship", held.pk, at=at)
        queue_mail("mentoring/paused", held.partner_of(by), f"mentorship:{held.pk}:paused:{made.pk}", mentorship=held.pk, pause=made.pk)
        if until_about:
            enqueue(f"mentorship:{held.pk}:pause_over:{made.pk}", "mentoring.pause_over", {"pause": made.pk}, run_at=datetime.combine(until_about, time(8), UTC))
    return made


def resume(mentorship, by, at) -> bool:
    """False when it was not paused."""
    with transaction.atomic():
        held, day = hold(mentorship.pk), timezone.localdate(at)
        found = held.pauses.filter(finished_on=None).first()
        if found is None:
            return False
        found.finished_on = max(day, found.started_on)
        found.save(update_fields=["finished_on"])
        record(by, "resumed", "mentorship", held.pk, at=at)
        queue_mail("mentoring/resumed", held.partner_of(by), f"mentorship:{held.pk}:resumed:{found.pk}", mentorship=held.pk)
    return True


def pause_is_over(pause_pk: int) -> None:
    """The day both had in mind has come: if it is still a pause, ask both."""
    found = MentorshipPause.objects.filter(pk=pause_pk, finished_on=None).select_related("mentorship__mentor", "mentorship__mentee").first()
    if found is not None:
        for person in (found.mentorship.mentor, found.mentorship.mentee):
            queue_mail("mentoring/pause_over", person, f"mentorship:{found.mentorship_id}:pause_over:{pause_pk}:{person.pk}", mentorship=found.mentorship_id, pause=pause_pk)
