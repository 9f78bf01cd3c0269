"""Who has to do what next about a request, and until when: decided from plain values alone, so that it can be tried out a thousand times.

A request waits for the hub, for the person, or for a receiver. Whatever it waits for has a date; on that date it is the hub's again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FOLLOW_UP = timedelta(days=30)  # after somebody said they would go there by themselves
OUTCOME_AFTER = timedelta(days=14)  # after the day by which a receiver would be in touch
FARTHEST = timedelta(days=60)  # a worker may put a request off


class Way(StrEnum):
    """Where one suggestion stands."""

    WAITING = "waiting"  # for the person's yes or no
    AGREED = "agreed"  # may be passed on, and is not yet
    GOING = "going"  # yes, and nothing has to be passed on
    SENT = "sent"  # the receiver has not answered
    CAME_BACK = "came_back"  # nor answered in time, or did not say what came of it
    TAKEN_UP = "taken_up"  # the receiver takes it up; the outcome is open
    DONE = "done"  # the outcome is known
    SPENT = "spent"  # no, could not, taken back, or cannot be followed any more


class Need(StrEnum):
    """What a request needs, the most urgent first."""

    READ = "read"
    CAME_BACK = "came_back"
    REFER = "refer"
    REPLY = "reply"
    SUGGEST = "suggest"
    CLOSE = "close"
    CONSENT = "consent"
    RECEIVER = "receiver"
    RESULT = "result"
    FOLLOW_UP = "follow_up"


FOR_THE_HUB = frozenset({Need.READ, Need.CAME_BACK, Need.REFER, Need.REPLY, Need.SUGGEST, Need.CLOSE})
OF_WAY = {Way.CAME_BACK: Need.CAME_BACK, Way.AGREED: Need.REFER, Way.WAITING: Need.CONSENT, Way.SENT: Need.RECEIVER, Way.TAKEN_UP: Need.RESULT, Way.GOING: Need.FOLLOW_UP}


@dataclass(frozen=True, slots=True)
class Step:
    """One suggestion: `since`: the day it came to stand so; `next_on`: of its open referral."""

    way: Way
    since: date
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """`unread`: nobody at the hub has read the request; `unanswered_since`: the day the person last wrote, when the hub has not replied since."""

    unread: bool
    unanswered_since: date | None
    steps: tuple[Step, ...]
    answer_days: int


def needs(facts: Facts) -> Need:
    found = {OF_WAY[step.way] for step in facts.steps if step.way in OF_WAY}
    if facts.unread:
        found.add(Need.READ)
    elif facts.unanswered_since is not None:
        found.add(Need.REPLY)
    if not found:
        return Need.CLOSE if any(step.way == Way.DONE for step in facts.steps) else Need.SUGGEST
    return min(found, key=list(Need).index)


def next_date(facts: Facts, on: date) -> date:
    """The first of all dates on which something about the request falls due; today when it is the hub's turn, never none."""
    days, dates = timedelta(days=facts.answer_days), []
    if facts.unanswered_since is not None:
        dates.append(facts.unanswered_since + days)
    for step in facts.steps:
        match step.way:
            case Way.WAITING:
                dates.append(step.since + days)
            case Way.AGREED | Way.CAME_BACK:
                dates.append(on)
            case Way.GOING:
                dates.append(step.since + FOLLOW_UP)
            case Way.SENT | Way.TAKEN_UP:
                dates.append(step.next_on or on)
    return min(dates, default=on)


def most_urgent_first(rows: Iterable, key) -> list:
    """`key(row)` -> (goes first, next date, when it was asked)."""
    return sorted(rows, key=lambda row: (not key(row)[0], *key(row)[1:]))
