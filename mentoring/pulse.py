"""“How is it going?”: asked by mail every four weeks at most, and not a third time when nobody answered twice."""

from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from academy.emails import queue_mail
from academy.outbox import enqueue
from mentoring.mentorship_turn import hold
from mentoring.models import Mentorship, MentorshipPulse, MentorshipStage, Side

EVERY = timedelta(weeks=4)
UNANSWERED = 2  # mails in a row after which we are quiet
LOW = 2  # and below


def ask_in_a_while(mentorship: Mentorship, side: str, at, number: int = 1) -> None:
    """Queue the mail number `number` to one side, four weeks from `at`. In the caller's transaction."""
    enqueue(f"mentorship:{mentorship.pk}:pulse:{side}:{number}", "mentoring.pulse", {"mentorship": mentorship.pk, "side": side, "number": number}, run_at=at + EVERY)


def ask(payload: dict, at) -> None:
    """The moment to ask one side has come. Nothing is asked while it is paused or somebody has just said; it is over with the closing talk."""
    mentorship = Mentorship.objects.filter(pk=payload["mentorship"]).select_related("mentor", "mentee").first()
    if mentorship is None or mentorship.stage() in (MentorshipStage.CLOSED, MentorshipStage.CONCLUDING):
        return
    side, number = payload["side"], payload["number"]
    said_at = mentorship.pulses.filter(side=side).order_by("-at").values_list("at", flat=True).first()
    silence = at - (said_at or datetime.combine(mentorship.started_on, time(), UTC))
    # Who says something of their own accord is asked again from there on.
    if mentorship.stage() == MentorshipStage.ACTIVE and EVERY <= silence < EVERY * (UNANSWERED + 1):
        person = mentorship.mentor if side == Side.MENTOR else mentorship.mentee
        queue_mail("mentoring/pulse", person, f"mentorship:{mentorship.pk}:pulse:{side}:{number}:mail", mentorship=mentorship.pk)
    ask_in_a_while(mentorship, side, at, number + 1)


def say(mentorship: Mentorship, side: str, value: int, words: str, at) -> MentorshipPulse:
    """Keep one side's word; a second one on the same day replaces the first."""
    with transaction.atomic():
        hold(mentorship.pk)
        today = timezone.localdate(at)
        before = mentorship.pulses.filter(side=side).order_by("-at", "-pk").first()
        if before is not None and timezone.localdate(before.at) == today:
            before.value, before.words, before.at = value, words, at
            before.save()
            return before
        return MentorshipPulse.objects.create(mentorship=mentorship, side=side, value=value, words=words, at=at)
