"""Which pairs of a round stand, which are over for good, and how many places and wishes each entry still has beside them.

A pair that was proposed once is never proposed again in its round, however it ended.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from mentoring.models import ClosingReason, MatchProposal, MentoringRound, Mentorship

OPEN = Q(ended_at__isnull=True)
UNDER_WAY = Q(mentorship__isnull=False, mentorship__finished_on__isnull=True)
# A mentorship that ran its course has used up a place; one that was left, or ended with the wish for another partner, gives it back.
USED_UP = Q(mentorship__finished_on__isnull=False, mentorship__rematch_request__isnull=True) & ~Q(mentorship__closing_reason=ClosingReason.LEFT)


def held_pairs(mentoring_round: MentoringRound) -> set[tuple[int, int]]:
    """{(offer id, request id)} being asked, or a mentorship under way."""
    return set(mentoring_round.proposals.filter(OPEN | UNDER_WAY).values_list("offer_id", "request_id"))


def refused_pairs(mentoring_round: MentoringRound) -> set[tuple[int, int]]:
    """{(offer id, request id)} proposed before and over: said no, expired, left, ended."""
    return set(mentoring_round.proposals.exclude(OPEN | UNDER_WAY).values_list("offer_id", "request_id"))


def paired_elsewhere(mentoring_round: MentoringRound) -> set[tuple[str, str]]:
    """{(mentor's lot, mentee's lot)} of people in a mentorship of another round that is under way: they need no proposal to find each other. Two queries."""
    lots = dict(mentoring_round.participations.standing().values_list("person_id", "lot"))
    going = Mentorship.objects.unfinished().exclude(round=mentoring_round).filter(mentor__in=lots, mentee__in=lots).values_list("mentor_id", "mentee_id")
    return {(lots[mentor], lots[mentee]) for mentor, mentee in going}


@dataclass(frozen=True, slots=True)
class Places:
    """`gives`: people they mentor at most; `wants`: mentors at most, held pairs counted in. `giving`, `getting`: how many they have by held pairs."""

    gives: int
    wants: int
    giving: int
    getting: int

    @property
    def free(self) -> int:
        return max(0, self.gives - self.giving)

    @property
    def open_wishes(self) -> int:
        return max(0, self.wants - self.getting)


def places_of(mentoring_round: MentoringRound) -> dict[int, Places]:
    """{participation id: Places} of everybody who stands in the round. Who asked for no further proposals has as many as they hold. Three queries."""
    giving, getting = _counts(mentoring_round.proposals.filter(OPEN | UNDER_WAY))
    used, had = _counts(mentoring_round.proposals.filter(USED_UP))
    entries = mentoring_round.participations.standing().values_list("pk", "stopped_at", "offer__capacity", "request__mentors_wanted")
    found = {}
    for pk, stopped_at, capacity, wanted in entries:
        gives, wants = (giving[pk], getting[pk]) if stopped_at else (max((capacity or 0) - used[pk], giving[pk]), max((wanted or 0) - had[pk], getting[pk]))
        found[pk] = Places(gives, wants, giving[pk], getting[pk])
    return found


def _counts(proposals) -> tuple[Counter, Counter]:
    pairs = list(MatchProposal.objects.filter(pk__in=proposals.values("pk")).values_list("offer__participation_id", "request__participation_id"))
    return Counter(mentor for mentor, _mentee in pairs), Counter(mentee for _mentor, mentee in pairs)
