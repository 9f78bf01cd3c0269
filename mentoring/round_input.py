"""What the matcher is given of a round: people as lots, rules, whom not to pair, and pairs that stand. The same rows always give the same input."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from mentoring.entry_values import can_play, person_of, with_values
from mentoring.exclusions import excluded_lots
from mentoring.held_pairs import held_pairs, paired_elsewhere, places_of, refused_pairs
from mentoring.matching.definition import eligible
from mentoring.matching.pins import problems_in_pins
from mentoring.matching.reading import FORMAT, read_round
from mentoring.matching.types import Round
from mentoring.matching.writing import input_sha256, round_as_dict
from mentoring.models import MentoringRound, Participation, Ruling

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RoundInput:
    """`data`: "mentoring-round/1", sorted, with lots for people and numbers for organisations. `people`: {lot: participation id}.
    `broken_pins`: pairs pinned by hand that the rules or the entries no longer allow; no run can be played until those rulings are lifted."""

    data: dict
    people: dict[str, int]
    sha256: str
    round: Round
    broken_pins: tuple[Pair, ...] = ()

    def without_broken_pins(self) -> "RoundInput":
        """For what follows a publication: a pin that can no longer stand, such as one whose place a finished mentorship has used up, must not keep everybody else waiting."""
        read = replace(self.round, pinned=tuple(pair for pair in self.round.pinned if pair not in self.broken_pins))
        return RoundInput(round_as_dict(read), self.people, input_sha256(read), read)


def input_of(mentoring_round: MentoringRound, rules: dict) -> RoundInput:
    """The input as the database has it now, in a fixed number of queries. RoundError (mentoring.matching.types) when rules or entries make no round.

    A pair somebody forbade stands in it as an exclusion, and so does one that was proposed and not wanted; pinned are pairs that both accepted or are being
    asked, and those a coordinator put together. What two people said themselves comes before any ruling.
    """
    entries = list(with_values(can_play(mentoring_round.participations.all())).order_by("lot"))
    kept_apart = excluded_lots(mentoring_round)
    lots = Lots(entries)
    people = {entry.lot: person_of(entry, monday=mentoring_round.reference_monday, exclude=lots.here(kept_apart.get(entry.lot, ()))) for entry in entries}
    rulings = list(mentoring_round.rulings.filter(lifted_at__isnull=True).values_list("kind", "offer_id", "request_id"))
    forbidden, pinned = (lots.pairs((offer, request) for its, offer, request in rulings if its == kind) for kind in (Ruling.FORBID, Ruling.PIN))
    held, refused = lots.pairs(held_pairs(mentoring_round)), lots.pairs(refused_pairs(mentoring_round))
    elsewhere = {pair for pair in paired_elsewhere(mentoring_round) if lots.known.issuperset(pair)}
    for mentor, mentee in (refused | forbidden | elsewhere) - held:
        people[mentee]["exclude"] = sorted({*people[mentee]["exclude"], mentor})
    places, stopped = places_of(mentoring_round), {entry.lot for entry in entries if entry.stopped_at}
    for entry in entries:  # a mentorship that ran its course has used up a place; who wants no further proposals has those they hold
        each, left = people[entry.lot], places[entry.pk]
        each["mentor_capacity"], each["mentee_need"] = min(each["mentor_capacity"], left.gives), min(each["mentee_need"], left.wants)
    pinned = {pair for pair in pinned if not stopped & set(pair)}
    read = _with_pairs(read_round(_as_format(mentoring_round, rules, entries, people)), held, pinned - refused)
    broken = tuple(read.pinned[position] for position, _problem in problems_in_pins(read))
    return RoundInput(round_as_dict(read), {entry.lot: entry.pk for entry in entries}, input_sha256(read), read, broken)


class Lots:
    """Which lot stands behind an offer and a request."""

    def __init__(self, entries: list[Participation]) -> None:
        self.known = {entry.lot for entry in entries}
        self.of_offer = {entry.offer.pk: entry.lot for entry in entries if getattr(entry, "offer", None)}
        self.of_request = {entry.request.pk: entry.lot for entry in entries if getattr(entry, "request", None)}

    def pairs(self, found: Iterable[tuple[int, int]]) -> set[Pair]:
        """{(mentor's lot, mentee's lot)} of (offer id, request id); pairs of which somebody is no longer here are left out."""
        return {(self.of_offer[offer], self.of_request[request]) for offer, request in found if offer in self.of_offer and request in self.of_request}

    def here(self, lots: Iterable[str]) -> list[str]:
        return [lot for lot in lots if lot in self.known]


def _as_format(mentoring_round: MentoringRound, rules: dict, entries: list[Participation], people: dict[str, dict]) -> dict:
    given = people.values()
    numbers = {name: f"organisation-{place}" for place, name in enumerate(sorted({each["organisation"] for each in given} - {""}, key=lambda name: (len(name), name)), start=1)}
    return {
        "format": FORMAT, "meta": {"generator": "tessera", "n": len(people), "kind": mentoring_round.kind}, "round": dict(rules), "cities": _cities(entries, mentoring_round.reference_monday),
        "skills": sorted({code for each in given for code in (*each["offers"], *(want["skill"] for want in each["wants"]))}),
        "languages": sorted({code for each in given for code in each["languages"]}), "sectors": sorted({each["sector"] for each in given} - {""}),
        "people": [{**each, "organisation": numbers.get(each["organisation"], "")} for each in given],
    }


def _cities(entries: list[Participation], monday: date) -> list[dict]:
    begin = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    cities = {entry.person.city.slug: entry.person.city for entry in entries}
    return [{"id": slug, "name": city.name, "country": city.country, "utc_offset": int(begin.astimezone(ZoneInfo(city.time_zone)).utcoffset().total_seconds() // 3600)}
            for slug, city in sorted(cities.items())]


def _with_pairs(round: Round, held: Collection[Pair], pinned: Collection[Pair]) -> Round:
    """The round with pairs that stand. A held pair that the rules no longer allow (somebody has moved since) stands all the same: it takes up a place and
    a wish, outside the matcher."""
    known = {person.id: person for person in round.people}
    fitting = {pair for pair in held if eligible(known[pair[0]], known[pair[1]], round.rules)}
    gives, takes = (Counter(pair[side] for pair in set(held) - fitting) for side in (0, 1))
    people = tuple(replace(person, mentor_capacity=max(0, person.mentor_capacity - gives[person.id]), mentee_need=max(0, person.mentee_need - takes[person.id]))
                   if gives[person.id] or takes[person.id] else person for person in round.people)
    return replace(round, people=people, pinned=tuple(sorted(fitting | (set(pinned) - set(held)))))
