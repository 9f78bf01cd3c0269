"""When a round can be simulated."""

from datetime import datetime

from django.utils.translation import gettext as _

from mentoring.models import MentoringRound, Purpose

MOST_WAITING = 3


def may_simulate(mentoring_round: MentoringRound, at: datetime) -> str:
    """"" when a simulation may be asked for at the moment `at`; else why not."""
    if mentoring_round.closed_at:
        return _("The round is closed.")
    if mentoring_round.published_at:
        return _("The round is published: people are answering. What is proposed next is worked out by itself.")
    if not mentoring_round.opened_at or at < mentoring_round.call_opens_at:
        return _("Nobody has entered yet. Simulate once the call is open.")
    if mentoring_round.runs.filter(purpose=Purpose.SIMULATION).unplayed().count() >= MOST_WAITING:
        return _("Some simulations of this round are still being worked out. Wait for them first.")
    return ""
