"""When a round takes entries, in words; and when it does not, why."""

from datetime import datetime

from django.utils.translation import gettext as _

from academy.both_times import moment_words
from academy.refusals import Refused
from mentoring.models import MentoringRound


def why_closed(mentoring_round: MentoringRound, at: datetime, zone: str | None = None) -> str:
    """Why nobody can join or change an entry at the moment `at`; "" while they can. `zone`: the reader's, None if unknown."""
    if mentoring_round.accepts_entries(at):
        return ""
    def moment(when: datetime) -> str:
        return moment_words(when, mentoring_round.zone, zone)
    if mentoring_round.closed_at:
        return _("This round was closed on %(moment)s: %(reason)s") % {"moment": moment(mentoring_round.closed_at), "reason": mentoring_round.closing_reason}
    early = mentoring_round.call_closed_at
    if early and early < mentoring_round.call_closes_at:
        return _("The call was closed on %(moment)s, earlier than announced.") % {"moment": moment(early)}
    if at < mentoring_round.call_opens_at or not mentoring_round.opened_at:
        return _("The call opens on %(moment)s.") % {"moment": moment(mentoring_round.call_opens_at)}
    return _("The call closed on %(moment)s, as announced: from then on everybody’s entries are matched together, and nobody’s change any more.") % {
        "moment": moment(mentoring_round.call_closes_at)}


def refuse_unless_open(mentoring_round: MentoringRound, at: datetime, zone: str | None = None) -> None:
    """Raises Refused("call_closed") unless entries can be made and changed at the moment `at`."""
    sentence = why_closed(mentoring_round, at, zone)
    if sentence:
        raise Refused("call_closed", sentence)
