"""Reads "mentoring-round/1": a text, its bytes or the dict in it becomes a Round, or everything wrong with it is told with line and field.

What is refused is what the format says and nothing else, with four choices of ours:
- a key the format does not have is refused (a mistyped one would be lost in silence; a name or an address has no place in this file);
- a skill, language or sector must be in the list of its kind, an empty sector apart: a typing error would otherwise leave somebody alone;
- a shortlist, best first, names nobody twice;
- ids in exclude and the shortlists may be of people who are not in the round: to exclude somebody must not depend on their taking part.
"""

import json

from .faults import Faults, shown
from .json_places import Path
from .json_text import as_text, decode
from .pins import problems_in_pins
from .reading_people import Names, as_person, check_person
from .rules import KEYS as RULE_KEYS
from .rules import as_rules, check_rules
from .types import City, Round

FORMAT = "mentoring-round/1"
KEYS = ("format", "round", "cities", "skills", "languages", "sectors", "people")
CITY_KEYS = tuple(City.__dataclass_fields__)


def read_round(source: str | bytes | dict, *, overrides: dict | None = None) -> Round:
    """The round that a text, its UTF-8 bytes or an already decoded dict holds, people and cities in their order. RoundErrors (a RoundError) otherwise.

    `overrides`, from read_overrides(), stand in the place of the same keys of "round".
    """
    text = as_text(source) if isinstance(source, str | bytes) else None
    data = decode(text) if text is not None else source
    if overrides and isinstance(data, dict) and isinstance(data.get("round"), dict):
        data = {**data, "round": {**data["round"], **overrides}}
    faults = Faults()
    _check(data, faults)
    faults.refuse(text)
    round = _as_round(data)
    for position, problem in problems_in_pins(round):
        faults.add(("round", "pinned", position), problem)
    faults.refuse(text)
    return round


def read_overrides(source: str | bytes | dict) -> dict:
    """Some keys of "round", checked, from a file of their own. RoundErrors otherwise."""
    text = as_text(source) if isinstance(source, str | bytes) else None
    given = decode(text) if text is not None else source
    faults = Faults()
    _check_rules_and_pins(given, (), faults, needed=())
    faults.refuse(text)
    return given


def _check(data: object, faults: Faults) -> None:
    if isinstance(data, dict) and data.get("format") != FORMAT:
        faults.add(("format",), f"must be {shown(FORMAT)}, not {shown(data['format'])}" if "format" in data else f"is missing, and must be {shown(FORMAT)}")
        return  # another kind of file: all the rest would be wrong as well
    if not faults.keys(data, (), KEYS, ("meta",)):
        return
    if "meta" in data and faults.mapping(data["meta"], ("meta",)):
        _check_writable(data["meta"], faults)
    if "round" in data:
        _check_rules_and_pins(data["round"], ("round",), faults, RULE_KEYS)
    lists = {key: set(data[key]) if key in data and faults.list_of_texts(data[key], (key,)) else None for key in ("skills", "languages", "sectors")}
    cities = _check_cities(data["cities"], faults) if "cities" in data and faults.sequence(data["cities"], ("cities",)) else None
    everything = Everything()
    names = Names(*(everything if known is None else known for known in (cities, lists["skills"], lists["languages"], lists["sectors"])))
    if "people" in data and faults.sequence(data["people"], ("people",)):
        first: dict[str, int] = {}
        for position, person in enumerate(data["people"]):
            check_person(person, ("people", position), names, faults)
            _check_new(person, ("people", position), first, faults)


def _check_writable(meta: dict, faults: Faults) -> None:
    """Whatever stands in meta must be able to stand in a file again."""
    try:
        json.dumps(meta, allow_nan=False, ensure_ascii=False).encode()
    except (TypeError, ValueError, RecursionError):
        faults.add(("meta",), "holds something that is not JSON, such as NaN")


class Everything(frozenset):
    """Stands for a list that is itself missing or wrong, which is said once and not again at every mention."""

    def __contains__(self, name: object) -> bool:
        return True


def _check_cities(cities: list, faults: Faults) -> set[str]:
    first: dict[str, int] = {}
    for position, city in enumerate(cities):
        path = ("cities", position)
        if faults.keys(city, path, CITY_KEYS):
            for key in CITY_KEYS:
                if key in city and key == "utc_offset":
                    faults.integer(city[key], (*path, key))
                elif key in city:
                    faults.text(city[key], (*path, key), empty=key != "id")
            _check_new(city, path, first, faults)
    return set(first)


def _check_new(thing: object, path: tuple, first: dict[str, int], faults: Faults) -> None:
    """An id may stand only once in its list."""
    if isinstance(thing, dict) and isinstance(thing.get("id"), str):
        if thing["id"] in first:
            faults.add((*path, "id"), f"{shown(thing['id'])} is the id of {path[0]}[{first[thing['id']]}] already")
        first.setdefault(thing["id"], path[1])


def _check_rules_and_pins(given: object, path: Path, faults: Faults, needed: tuple[str, ...]) -> None:
    check_rules(given, path, faults, needed=needed, optional=("pinned",))
    if isinstance(given, dict) and "pinned" in given and faults.sequence(given["pinned"], (*path, "pinned")):
        for position, pair in enumerate(given["pinned"]):
            at = (*path, "pinned", position)
            if not isinstance(pair, list | tuple) or len(pair) != 2:
                faults.add(at, f"must be two ids [mentor, mentee], not {shown(pair)}")
            else:
                faults.list_of_texts(pair, at)


def _as_round(data: dict) -> Round:
    return Round(
        rules=as_rules(data["round"]),
        cities=tuple(City(city["id"], city["name"], city["country"], city["utc_offset"]) for city in data["cities"]),
        people=tuple(as_person(person) for person in data["people"]),
        skills=tuple(data["skills"]), languages=tuple(data["languages"]), sectors=tuple(data["sectors"]),
        pinned=tuple((mentor, mentee) for mentor, mentee in data["round"].get("pinned", ())),
        meta=dict(data.get("meta", {})),
    )
