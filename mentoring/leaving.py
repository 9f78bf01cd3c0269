"""Leaving a round in the middle of it: partners are freed with a note, and the pool is filled again."""

from datetime import datetime

from django.db.models import Q

from academy.models import record
from academy.writing_turn import writing_turn
from mentoring.circle_answers import leave_circle
from mentoring.ending import end as end_mentorship
from mentoring.ending_proposals import end, with_people
from mentoring.models import CircleSeat, ClosingReason, Ending, MentoringRound, Mentorship, Participation, Side
from mentoring.pool import fill_again
from mentoring.round_turn import take_turn


def leave(participation: Participation, by, at: datetime) -> bool:
    """Out of the round, with what was asked or begun in it. `by`: who does it, None for the academy. False when there was nothing left to leave.

    Proposals end and their partners read that this pair will not happen; mentorships end as those of somebody who left, and seats in circles are given up. Before the call has
    closed nothing of that is there, and the entry is only taken back.
    """
    with writing_turn():
        mentoring_round = take_turn(participation.round_id)
        left = bool(Participation.objects.filter(pk=participation.pk, left_at__isnull=True).update(left_at=at))
        freed = _end_proposals(participation, at) + _end_mentorships(mentoring_round, participation.person, by, at)
        freed += _leave_circles(participation, at)
        if left:
            record(by, "left", "mentoring_round", mentoring_round.pk, at=at)
        if freed:
            fill_again(mentoring_round, at)
    participation.left_at = participation.left_at or at
    return bool(left or freed)


def _end_proposals(participation: Participation, at: datetime) -> int:
    own = Q(offer__participation=participation) | Q(request__participation=participation)
    waiting = list(with_people().filter(own, round_id=participation.round_id).open())
    return sum(end(each, Ending.LEFT, at, tell=[Side.other(each.side_of(participation.person))]) for each in waiting)


def _end_mentorships(mentoring_round: MentoringRound, person, by, at: datetime) -> int:
    begun = list(Mentorship.objects.of(person).unfinished().filter(round=mentoring_round))
    return sum(end_mentorship(each, ClosingReason.LEFT, by, at) for each in begun)


def _leave_circles(participation: Participation, at: datetime) -> int:
    """Those that ask or meet; the others of it are told that somebody left, not who."""
    seats = CircleSeat.objects.filter(participation=participation, left_at=None, circle__lapsed_at=None, circle__closed_at=None).select_related("circle", "person")
    return sum(leave_circle(seat, at) for seat in seats)
