"""What coordinators see of the mentorships of a round: counts per city, reasons and low pulses only where five or more stand behind them.

Never notes, goals, agreements or what was talked about. Names only of those of one's own city whose mentorship has had no meeting for six
weeks, so that somebody asks how they are; their partner is not named with them.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from academy.permissions import can, coordinated_city_ids
from academy.small_counts import FEWEST
from mentoring.models import ClosingFeedback, ClosingReason, MentoringRound, Mentorship, MentorshipPause, MentorshipPulse
from mentoring.pulse import LOW

QUIET = timedelta(weeks=6)
RECENT = timedelta(weeks=8)  # how old a pulse may be to say how it is going


@dataclass(slots=True)
class CityLine:
    """Mentorships with somebody of this city in them; `city` empty: all, each counted once. `exact`: may the reader know small counts?"""

    city: str
    exact: bool = True
    under_way: int = 0
    paused: int = 0
    no_meeting: int = 0
    closed: int = 0

    @property
    def shown(self) -> list[int | None]:
        """The four counts as the reader may know them; None: fewer than FEWEST."""
        counts = [self.under_way, self.paused, self.no_meeting, self.closed]
        return counts if self.exact else [count if count >= FEWEST else None for count in counts]


@dataclass(frozen=True, slots=True)
class MentorshipNumbers:
    """For who only reads (a city's coordinator in a round of the network): small counts of other cities hidden, and nothing of the whole round
    (`all` is None). `reasons`: [(words, count)], empty under FEWEST closed ones; `low`: about how many pairs say that it does not go well, None under FEWEST;
    `ask_after`: people of the reader's own cities; `words`: to the academy, in no order that tells anything."""

    all: CityLine | None
    cities: list[CityLine]
    reasons: list[tuple[str, int]] = field(default_factory=list)
    low: int | None = None
    ask_after: list = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def mentorship_numbers(mentoring_round: MentoringRound, user, at: datetime) -> MentorshipNumbers | None:
    """For somebody who has found the round at their desk; None while there are none. Three queries, and one for the reader's roles."""
    keeps = can(user, "round.keep", mentoring_round)
    open_pause = MentorshipPause.objects.filter(mentorship=OuterRef("pk"), finished_on=None)
    found = list(Mentorship.objects.filter(round=mentoring_round).select_related("mentor__city", "mentee__city").annotate(
        pausing=Exists(open_pause), last_met_at=Max("sessions__starts_at", filter=Q(sessions__held_minutes__isnull=False))))
    if not found:
        return None
    all_of_them, lines, own, ask_after = CityLine(""), {}, coordinated_city_ids(user), {}
    for one in found:
        quiet = _is_quiet(one, mentoring_round, at)
        cities = {person.city_id: person.city.name for person in (one.mentor, one.mentee) if person.city_id}
        for line in (all_of_them, *(lines.setdefault(name, CityLine(name, exact=keeps or pk in own)) for pk, name in cities.items())):
            line.closed += one.finished_on is not None
            line.under_way += one.finished_on is None and not one.pausing
            line.paused += one.finished_on is None and one.pausing
            line.no_meeting += quiet
        if quiet:
            ask_after |= {person.pk: person for person in (one.mentor, one.mentee) if person.city_id in own and not person.erased_at}
    told = [lines[name] for name in sorted(lines)]
    people = sorted(ask_after.values(), key=lambda person: person.get_full_name())
    if not keeps:
        return MentorshipNumbers(None, told, ask_after=people)
    closed = Counter(one.closing_reason for one in found if one.finished_on)
    reasons = [(ClosingReason(reason).label, count) for reason, count in closed.most_common()] if all_of_them.closed >= FEWEST else []
    return MentorshipNumbers(all_of_them, told, reasons, _low(found, at), people, _words(mentoring_round))


def _is_quiet(one: Mentorship, mentoring_round: MentoringRound, at: datetime) -> bool:
    """Under way, not paused, not in its closing talk, and no meeting held for six weeks."""
    if one.finished_on or one.pausing or one.concluding_since:
        return False
    since = max(filter(None, (one.started_on, mentoring_round.starts_on, one.last_met_at and timezone.localdate(one.last_met_at))))
    return timezone.localdate(at) - since >= QUIET


def _low(found: list[Mentorship], at: datetime) -> int | None:
    """Pairs under way of whom somebody's latest word is a low one, to the nearest five; None under five, nought included."""
    latest = {}
    going = [one.pk for one in found if one.finished_on is None]
    for pk, side, value in MentorshipPulse.objects.filter(mentorship__in=going, at__gte=at - RECENT).order_by("at", "pk").values_list("mentorship_id", "side", "value"):
        latest[pk, side] = value
    low = len({pk for (pk, _side), value in latest.items() if value <= LOW})
    return None if low < FEWEST else FEWEST * ((low + FEWEST // 2) // FEWEST)


def _words(mentoring_round: MentoringRound) -> list[str]:
    """What was written to the academy, once at least five people have: sorted by a digest, so that neither time nor pair can be read off it."""
    said = list(ClosingFeedback.objects.filter(mentorship__round=mentoring_round).exclude(to_academy="").values_list("to_academy", flat=True))
    return sorted(said, key=lambda words: hashlib.sha256(words.encode()).digest()) if len(said) >= FEWEST else []
