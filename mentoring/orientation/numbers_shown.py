"""The hub's own numbers on the queue of its workers. Who asked to go first as what is protected even from them: they know the people."""

from datetime import datetime

from academy.models import Hub
from academy.small_counts import in_words, told
from mentoring.models import HelpOutcome, PriorityKind
from mentoring.orientation.numbers import numbers_of


def this_year(hub: Hub, at: datetime) -> dict:
    """{"year", the sums, "outcomes": [(words, n)], "priorities": [(words, protected words)]}, from 1 January to today."""
    today = hub.city.day_of(at)
    found = numbers_of(hub, today.replace(month=1, day=1), today)
    return {**found, "year": today.year, "outcomes": [(HelpOutcome(each).label, n) for each, n in found["outcomes"].items()],
            "priorities": [(PriorityKind(kind).label, in_words(told(n))) for kind, n in found["priorities"].items()]}
