"""What mentorships have the outbox carry out, each at its time."""

from django.utils import timezone

from academy.outbox import handler
from mentoring import closing_talk, mentorship_mails, pausing, pulse, session_mails  # noqa: F401  mentorship_mails registers its mails


@handler("mentoring.pulse")
def ask_pulse(intention) -> None:
    pulse.ask(intention.payload, timezone.now())


@handler("mentoring.pause_over")
def pause_over(intention) -> None:
    pausing.pause_is_over(intention.payload["pause"])


@handler("mentoring.closes")
def closes(intention) -> None:
    closing_talk.close_by_itself(intention.payload["mentorship"], intention.payload["since"], timezone.now())


@handler("mentoring.session_over")
def session_over(intention) -> None:
    session_mails.ask_how_it_was(intention.payload)
