"""Why nobody was found for somebody, what would help, and why not one mentor in particular: from the last run of the round, without a name.

What takes a run of the matcher is worked out once for each run and kept; the words are made for each reader.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Q

from mentoring.blind_view import labels_of
from mentoring.matching.advice import advice
from mentoring.matching.definition import eligible
from mentoring.matching.reading import read_round
from mentoring.matching.types import Person, Round, RoundError
from mentoring.matching.why_not import why_not
from mentoring.models import MatchingRun, MentoringRound, Participation, Purpose, RoundKind
from mentoring.own_city import own_city_lots
from mentoring.words_of_reasons import Reader, advice_words, unserved_words, why_not_words

KEPT_SECONDS = 7 * 24 * 3600
LARGEST = 5000  # people; in a larger round a page would wait too long for the matcher


@dataclass(frozen=True, slots=True)
class WhyNobody:
    """`reasons`: sentences, empty when somebody was found; `advice`: advice_words, None where it is not worked out; `fit`: for a mentor, how many who ask would
    fit them (None: they offer nothing)."""

    reasons: list[str]
    advice: dict | None
    fit: int | None


class LastRun:
    """The run the round's proposals come from last, and its input as plain values."""

    def __init__(self, run: MatchingRun, participation: Participation) -> None:
        self.run, self.participation = run, participation
        self.round: Round = read_round(run.input)
        self.person: Person | None = next((each for each in self.round.people if each.id == participation.lot), None)

    @property
    def in_circles(self) -> bool:
        """Circles are composed by more than one matching: what one change would do to them is not worked out."""
        return self.round.meta.get("kind") == RoundKind.CIRCLES

    def reader(self) -> Reader:
        return Reader(zone=self.participation.person.zone_name, monday=self.participation.round.reference_monday, skills=labels_of(list(self.round.skills)))

    def worked_out(self, what: str, work: Callable[[], dict]) -> dict:
        return cache.get_or_set(self._key(what), work, KEPT_SECONDS)

    def is_worked_out(self, what: str) -> bool:
        return cache.get(self._key(what)) is not None

    def _key(self, what: str) -> str:
        return f"mentoring:{what}:{self.run.pk}:{self.participation.lot}"


def last_run(participation: Participation) -> LastRun | None:
    """Of a published round; None before its first."""
    mentoring_round: MentoringRound = participation.round
    runs = mentoring_round.runs.finished().filter(Q(pk=mentoring_round.published_run_id) | Q(purpose=Purpose.NEXT))
    run = runs.order_by("-finished_at", "-pk").first()
    return LastRun(run, participation) if run else None


def why_nobody(last: LastRun, may_play: Callable[[], bool] = lambda: True) -> WhyNobody:
    """`may_play`: asked before the matcher plays for advice that is not worked out yet."""
    person, run = last.person, last.run
    if person is None:
        return WhyNobody([], None, None)
    fit = sum(eligible(person, other, last.round.rules) for other in last.round.people) if person.mentor_capacity and not last.in_circles else None
    entry = next((each for each in run.result["unserved"] if each["person"] == person.id), None)
    if entry is None:
        return WhyNobody([], None, fit)
    reader, helpful = last.reader(), None
    if not last.in_circles and len(last.round.people) <= LARGEST and (last.is_worked_out("advice") or may_play()):
        own_city = own_city_lots(last.participation, run)
        found = last.worked_out("advice", lambda: advice(last.round, run.result, person.id, own_city=own_city))
        helpful = advice_words(found, person, last.round.rules, reader)
    return WhyNobody(unserved_words(entry, person, last.round.rules, reader), helpful, fit)


def why_not_this(last: LastRun, mentor: Participation) -> list[str]:
    """Sentences. May play the round again: for who has been counted (academy.throttle) only."""
    try:
        found = last.worked_out(f"why_not:{mentor.lot}", lambda: why_not(last.round, last.run.result, last.participation.lot, mentor.lot))
    except RoundError:
        return []
    return why_not_words(found)


def is_worked_out(last: LastRun, mentor: Participation) -> bool:
    return last.is_worked_out(f"why_not:{mentor.lot}")
