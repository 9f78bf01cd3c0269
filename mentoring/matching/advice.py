"""What would help somebody who is left over: the fewest changes to their own entry that get them a mentor without taking anybody's only one.

Exact in the number of changes: as a mentee, somebody is helped exactly by what makes them fit a mentor who is open (open_places.py), and what keeps the
two apart is known to the last constraint. (Who mentors, too, might also be helped by taking on somebody else with new hours or languages; that is not
looked for.) Each piece of advice is then proved by playing the round again with the change made. Where nothing in the person's own hands helps, one more
mentor is described and proved the same way. Exclusions are never advised against, neither one's own nor those of others.
"""

from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np

from .definition import eligible, hours_of
from .entry_changes import MENDING, with_changes
from .open_places import open_mentors
from .types import City, Person, Round, RoundError
from .violation_masks import BIT, SELF, ViolationMasks, names_of

MOST_OPTIONS = 2
MOST_PLACES = 5
MOST_LOOKED_AT = 1000  # mentors held against each other when looking for the easiest change of equal size
EFFORT = {"availability": 1, "skill": 2, "own_city": 3, "language": 5}  # among equally small sets the easier kinds are said first
FIXABLE = sum(BIT[constraint] for constraint in MENDING)


def advice(round: Round, result: dict, person_id: str, *, own_city: Collection[str] = (), play: Callable[[Round], dict] | None = None,
           masks: ViolationMasks | None = None, is_open: np.ndarray | None = None) -> dict:
    """{"person", "code", "options", "lacks", "mentor", "runs"}

    "code"    "change" (the options help), "nothing" (no change of their own does), "has_mentor", "asks_for_none"
    "options" at most two ways of equal, smallest size, each {"changes": [see entry_changes.py], "served": [before, after]}
    "lacks"   what the entry lacks whoever the others are: of "availability", "language", "skill"
    "mentor"  with "nothing": one more mentor who would help, {"skill", "level", "language", "language_level", "hours": [[a, b), ...], "other_city",
              "places"}, or None; more than one place where with one the rules of the round would serve somebody else first
    "runs"    times the round was played again: at most MOST_OPTIONS, or two for the mentor
    `own_city`: the people this person excluded only by asking for another city. `masks` and `is_open` (open_mentors) save time for many people.
    """
    person = next((each for each in round.people if each.id == person_id), None)
    if person is None:
        raise RoundError("nobody of this id is in the round", field=person_id)
    answer = {"person": person_id, "code": "nothing", "options": [], "lacks": lacks(person, round), "mentor": None, "runs": 0}
    if person.mentee_need < 1:
        return answer | {"code": "asks_for_none"}
    if any(pair["mentee"] == person_id for pair in result["pairs"]):
        return answer | {"code": "has_mentor"}
    if play is None:
        from . import propose as play  # the package's front may ask this module too
    masks = masks or ViolationMasks(round)
    is_open = open_mentors(round, result, masks) if is_open is None else is_open
    for changes in smallest_changes(round, person, masks, is_open, own_city):
        answer["runs"] += 1
        played = play(with_person(round, with_changes(person, changes, own_city)))
        if helps(played, result, person_id):
            answer["options"].append({"changes": changes, "served": [result["objective"]["served"], played["objective"]["served"]]})
    if answer["options"]:
        return answer | {"code": "change"}
    mentor = one_more_mentor(round, person)
    for places in places_to_try(round, result, mentor) if mentor else ():
        answer["runs"] += 1
        if helps(play(replace(round, people=(*round.people, replace(mentor, mentor_capacity=places)))), result, person_id):
            return answer | {"mentor": in_words_of_the_round(mentor, round) | {"places": places}}
    return answer


def smallest_changes(round: Round, person: Person, masks: ViolationMasks, is_open: np.ndarray, own_city: Collection[str]) -> list[list[dict]]:
    """At most MOST_OPTIONS lists of changes, all of the smallest size, each mending another set of constraints, the easiest first."""
    first = ([], person)
    ways = [first, ([{"kind": "own_city"}], with_changes(person, [{"kind": "own_city"}], own_city))] if own_city else [first]
    groups: list[tuple[int, int, int, int, np.ndarray]] = []  # size, effort of its kinds, way, mask, mentors: the first three tell groups apart
    for number, (before, changed) in enumerate(ways):
        row = masks.row(changed)
        reachable = is_open & (row < SELF) & ((row & ~np.uint8(FIXABLE)) == 0)
        for mask in np.unique(row[reachable]).tolist():
            kinds = (*names_of(mask), *(change["kind"] for change in before))
            groups.append((len(kinds), sum(EFFORT[kind] for kind in kinds), number, mask, np.flatnonzero(reachable & (row == mask))))
    found: list[list[dict]] = []
    size = 0
    for size_now, _effort, number, mask, places in sorted(groups, key=lambda group: group[:4]):
        if len(found) == MOST_OPTIONS or (found and size_now > size) or size_now == 0:
            break
        size = size_now
        before, changed = ways[number]
        changes = easiest(round, changed, [masks.mentors[place] for place in places[:MOST_LOOKED_AT]], names_of(mask))
        if changes is not None:
            found.append(before + changes)
    return found


def easiest(round: Round, person: Person, mentors: list[Person], constraints: tuple[str, ...]) -> list[dict] | None:
    """The changes that mend these constraints with the least effort, of equal ones those that make the most of these mentors fit; None when no one can."""
    offset = next((city.utc_offset for city in round.cities if city.id == person.city), 0)
    ways: dict[str, list] = {}  # the changes as text -> [effort, mentors who fit by them, the changes]
    for mentor in mentors:
        mended = [MENDING[constraint](person, mentor, round.rules, offset) for constraint in constraints]
        if all(mended):
            changes = [change for _, change in mended]
            ways.setdefault(repr(changes), [tuple(effort for effort, _ in mended), 0, changes])[1] += 1
    return min((effort, -count, text, changes) for text, (effort, count, changes) in ways.items())[3] if ways else None


def lacks(person: Person, round: Round) -> list[str]:
    """What keeps this entry from fitting anybody at all."""
    rules = round.rules
    missing = {"language": max(person.languages.values(), default=0) < rules.language_min_level, "skill": not person.wants,
               "availability": len(hours_of(person)) < rules.min_shared_hours}
    return [constraint for constraint, is_missing in missing.items() if is_missing]


def one_more_mentor(round: Round, person: Person) -> Person | None:
    """A mentor made for this person: their dearest wish one level above them, their best language, their hours. None when the entry lacks what it takes."""
    if lacks(person, round):
        return None
    want = min(person.wants, key=lambda want: (-want.priority, want.level, want.skill))
    language, level = min(person.languages.items(), key=lambda known: (-known[1], known[0]))
    home = next((city for city in round.cities if not (round.rules.cross_city_only and city.id == person.city)), City("", "", ""))
    taken = {each.id for each in round.people}
    name = next(name for name in (f"one-more-{number}" for number in range(len(taken) + 1)) if name not in taken)
    return Person(name, home.id, home.country, languages={language: max(level, round.rules.language_min_level)}, offers={want.skill: want.level + 1},
                  availability=person.availability, mentor_capacity=1)


def places_to_try(round: Round, result: dict, mentor: Person) -> list[int]:
    """One place; then as many as there are people left over whom this mentor fits, five at most."""
    served = {pair["mentee"] for pair in result["pairs"]}
    waiting = sum(each.id not in served and eligible(mentor, each, round.rules) for each in round.people)
    return [1, min(waiting, MOST_PLACES)] if waiting > 1 else [1]


def in_words_of_the_round(mentor: Person, round: Round) -> dict:
    """What is said of the mentor who would help."""
    ((skill, level),) = mentor.offers.items()
    (language,) = mentor.languages
    return {"skill": skill, "level": level, "language": language, "language_level": round.rules.language_min_level,
            "hours": [list(span) for span in mentor.availability], "other_city": round.rules.cross_city_only}


def with_person(round: Round, changed: Person) -> Round:
    return replace(round, people=tuple(changed if person.id == changed.id else person for person in round.people))


def helps(played: dict, result: dict, person_id: str) -> bool:
    """The person has a mentor now, and as many others as before have one."""
    return played["objective"]["served"] > result["objective"]["served"] and any(pair["mentee"] == person_id for pair in played["pairs"])
