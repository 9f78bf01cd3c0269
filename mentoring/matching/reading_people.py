"""One person of "mentoring-round/1": what may be wrong, and the value it becomes."""

from collections.abc import Collection
from dataclasses import dataclass

from .faults import Faults, shown
from .json_places import Path
from .types import HOURS_A_WEEK, Person, Want

KEYS = tuple(Person.__dataclass_fields__)
WANT_KEYS = ("skill", "level", "priority")


@dataclass(frozen=True, slots=True)
class Names:
    """What people may refer to: the ids of cities, and the three catalogues."""

    cities: Collection[str]
    skills: Collection[str]
    languages: Collection[str]
    sectors: Collection[str]


def check_person(person: object, path: Path, names: Names, faults: Faults) -> None:
    """Adds to `faults` what is wrong with the person at `path`. Ids of other people are not looked up here, nor elsewhere: one may exclude or
    shortlist somebody who does not take part."""
    if not faults.keys(person, path, KEYS):
        return
    has = person.__contains__
    if has("id"):
        faults.text(person["id"], (*path, "id"), empty=False)
    if has("city") and faults.text(person["city"], (*path, "city")):
        faults.known(person["city"], (*path, "city"), names.cities, "cities")
    for key in ("country", "organisation"):
        if has(key):
            faults.text(person[key], (*path, key))
    if has("sector") and faults.text(person["sector"], (*path, "sector")) and person["sector"]:
        faults.known(person["sector"], (*path, "sector"), names.sectors, "sectors")
    for key in ("groups", "exclude", "rank_mentors", "rank_mentees"):
        if has(key):
            faults.list_of_texts(person[key], (*path, key))
    for key in ("rank_mentors", "rank_mentees"):
        if has(key) and isinstance(person[key], list | tuple):
            _check_ranked_once(person[key], (*path, key), faults)
    if has("languages"):
        _check_levels(person["languages"], (*path, "languages"), 6, names.languages, "languages", faults)
    if has("offers"):
        _check_levels(person["offers"], (*path, "offers"), 5, names.skills, "skills", faults)
    if has("wants"):
        _check_wants(person["wants"], (*path, "wants"), names, faults)
    if has("availability"):
        _check_availability(person["availability"], (*path, "availability"), faults)
    if has("mentor_capacity"):
        faults.integer(person["mentor_capacity"], (*path, "mentor_capacity"), 0, 5)
    if has("mentee_need"):
        faults.integer(person["mentee_need"], (*path, "mentee_need"), 0, 2)


def _check_ranked_once(ranking: list, path: Path, faults: Faults) -> None:
    """Best first: nobody is at two places."""
    for position, other in enumerate(ranking):
        if isinstance(other, str) and other in ranking[:position]:
            faults.add((*path, position), f"{shown(other)} stands on this list already")


def _check_levels(levels: object, path: Path, highest: int, known: Collection[str], kind: str, faults: Faults) -> None:
    if faults.mapping(levels, path):
        for name, level in levels.items():
            at = (*path, str(name))
            if faults.text(name, at):
                faults.known(name, at, known, kind)
            faults.integer(level, at, 1, highest)


def _check_wants(wants: object, path: Path, names: Names, faults: Faults) -> None:
    if not faults.sequence(wants, path):
        return
    first: dict[str, int] = {}
    for position, want in enumerate(wants):
        at = (*path, position)
        if not faults.keys(want, at, WANT_KEYS):
            continue
        if "skill" in want and faults.text(want["skill"], (*at, "skill")) and faults.known(want["skill"], (*at, "skill"), names.skills, "skills"):
            if want["skill"] in first:
                faults.add((*at, "skill"), f"{shown(want['skill'])} is wanted twice, first in wants[{first[want['skill']]}]")
            first.setdefault(want["skill"], position)
        if "level" in want:
            faults.integer(want["level"], (*at, "level"), 0, 4)
        if "priority" in want:
            faults.integer(want["priority"], (*at, "priority"), 1, 3)


def _check_availability(ranges: object, path: Path, faults: Faults) -> None:
    """Half-open ranges of UTC hours of the week, sorted, disjoint, none over the end of the week."""
    if not faults.sequence(ranges, path):
        return
    end_before = 0
    for position, hours in enumerate(ranges):
        at = (*path, position)
        if not isinstance(hours, list | tuple) or len(hours) != 2:
            faults.add(at, f"must be two hours [start, end), not {shown(hours)}")
            return
        start, end = hours
        if not (faults.integer(start, (*at, 0), 0, HOURS_A_WEEK - 1) and faults.integer(end, (*at, 1), 1, HOURS_A_WEEK)):
            return
        if start >= end:
            faults.add(at, f"starts at {start} and ends at {end}: a range over the end of the week is written as two, [{start}, {HOURS_A_WEEK}] and [0, {end}]"
                       if end < start else f"starts and ends at {start}, so it holds no hour")
            return
        if start < end_before:
            faults.add(at, f"starts at {start}, before the range before it ends ({end_before}): ranges are sorted and do not overlap")
            return
        end_before = end


def as_person(checked: dict) -> Person:
    """The person of a dict that check_person found nothing against."""
    return Person(
        id=checked["id"], city=checked["city"], country=checked["country"], organisation=checked["organisation"], sector=checked["sector"],
        groups=tuple(checked["groups"]), languages=dict(checked["languages"]), offers=dict(checked["offers"]),
        wants=tuple(Want(want["skill"], want["level"], want["priority"]) for want in checked["wants"]),
        availability=tuple((start, end) for start, end in checked["availability"]),
        mentor_capacity=checked["mentor_capacity"], mentee_need=checked["mentee_need"],
        exclude=tuple(checked["exclude"]), rank_mentors=tuple(checked["rank_mentors"]), rank_mentees=tuple(checked["rank_mentees"]),
    )
