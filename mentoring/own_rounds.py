"""Rounds as one person sees them on their page of mentoring: which they can join now, where their entries stand, what was. Two queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from academy.both_times import days_words, moment_words
from mentoring.call_words import why_closed
from mentoring.models import MentoringRound, Participation

DRAFT, SENT, TAKEN_BACK, LEFT = "draft", "sent", "taken_back", "left"
WORDS = {
    DRAFT: pgettext_lazy("state of an entry", "Draft, not sent in yet"), SENT: pgettext_lazy("state of an entry", "Sent in"),
    TAKEN_BACK: pgettext_lazy("state of an entry", "Taken back"), LEFT: pgettext_lazy("state of an entry", "You left this round"),
}


@dataclass(frozen=True, slots=True)
class OwnRound:
    """`state` None: not joined. `closed`: why nobody can join or change now, "" while they can. Moments on the round's clock and the reader's."""

    round: MentoringRound
    entry: Participation | None
    state: str | None
    closed: str
    opens: str
    closes: str
    runs: str
    is_over: bool

    @property
    def words(self) -> str:
        if self.state == SENT and self.round.closed_at:
            return _("You took part")
        return str(WORDS[self.state]) if self.state else ""

    @property
    def now(self) -> str:
        """Until when one can join or change; afterwards what has become of the round, in a sentence."""
        if self.closed and self.state == SENT and not self.round.closed_at:
            return _("Proposals have been made.") if self.round.published_at else _("The call has closed; soon everybody’s entries are matched together.")
        return self.closed or _("The call closes on %(moment)s.") % {"moment": self.closes}


@dataclass(frozen=True, slots=True)
class OwnRounds:
    """`joinable` now, without an entry; `mine` in rounds that are not over; `coming`: announced calls; `past`."""

    joinable: list[OwnRound]
    mine: list[OwnRound]
    coming: list[OwnRound]
    past: list[OwnRound]


def state_of(entry: Participation) -> str:
    """Where an entry stands: DRAFT, SENT, TAKEN_BACK while its call was open, LEFT afterwards."""
    if entry.submitted_at is None:
        return DRAFT
    if entry.left_at is None:
        return SENT
    closed = entry.round.call_closed_at
    return LEFT if closed and entry.left_at >= closed else TAKEN_BACK


def own_rounds(person, at: datetime) -> OwnRounds:
    entries = list(Participation.objects.of(person).select_related("round__city").order_by("-round__call_opens_at", "-pk"))
    open_to_me = MentoringRound.objects.announced().filter(Q(city__isnull=True) | Q(city_id=person.city_id), call_closes_at__gt=at, call_closed_at__isnull=True, closed_at__isnull=True)
    others = [as_own(each, None, person, at) for each in open_to_me.exclude(pk__in=[entry.round_id for entry in entries]).select_related("city").order_by("call_closes_at", "pk")]
    mine = [as_own(entry.round, entry, person, at) for entry in entries]
    return OwnRounds(
        joinable=[each for each in others if not each.closed], coming=[each for each in others if each.closed],
        mine=[each for each in mine if not each.is_over], past=[each for each in mine if each.is_over])


def as_own(mentoring_round: MentoringRound, entry: Participation | None, person, at: datetime) -> OwnRound:
    zone, mine = mentoring_round.zone, person.zone_name
    state = state_of(entry) if entry else None
    closed = why_closed(mentoring_round, at, mine)
    return OwnRound(
        mentoring_round, entry, state, closed, moment_words(mentoring_round.call_opens_at, zone, mine), moment_words(mentoring_round.call_closes_at, zone, mine),
        days_words(mentoring_round.starts_on, mentoring_round.ends_on),
        is_over=bool(mentoring_round.closed_at) or (bool(closed) and state != SENT and at >= mentoring_round.call_opens_at))
