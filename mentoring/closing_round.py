"""A round ends with a reason in words; later it is put away. Mentorships go on: they are their two people's."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from academy.permissions import must
from academy.refusals import Refused
from mentoring.circle_answers import lapse_all
from mentoring.ending_proposals import withdraw_all
from mentoring.models import MentoringRound
from mentoring.round_turn import take_turn


def close_round(mentoring_round: MentoringRound, reason: str, *, by, at: datetime) -> bool:
    """No more entries, proposals or runs; what is still being asked ends, and those people are told. False when it was closed already."""
    must(by, "round.keep", mentoring_round)
    with transaction.atomic():
        fresh = take_turn(mentoring_round.pk)
        if fresh.closed_at:
            return False
        if not fresh.opened_at:
            raise Refused("draft", _("Nobody has seen this round yet: throw the draft away instead."))
        fresh.closed_at, fresh.closing_reason = at, reason
        fresh.save(update_fields=["closed_at", "closing_reason"])
        withdrawn = withdraw_all(fresh, at) + lapse_all(fresh, at)
        record(by, "closed", "mentoring_round", fresh.pk, at=at, details={"withdrawn": withdrawn})
    return True


def archive_round(mentoring_round: MentoringRound, *, by, at: datetime) -> bool:
    """Out of the lists of what goes on. False when it was archived already; Refused while mentorships of it are under way."""
    must(by, "round.keep", mentoring_round)
    with transaction.atomic():
        fresh = take_turn(mentoring_round.pk)
        if fresh.archived_at:
            return False
        if not fresh.closed_at:
            raise Refused("open", _("Close the round before you archive it."))
        if fresh.mentorships.unfinished().exists():
            raise Refused("under_way", _("Mentorships of this round are still under way. Archive it when the last one has ended."))
        fresh.archived_at = at
        fresh.save(update_fields=["archived_at"])
        record(by, "archived", "mentoring_round", fresh.pk, at=at)
    return True
