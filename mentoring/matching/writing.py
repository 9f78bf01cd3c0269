"""Writes a Round as "mentoring-round/1", always the same way: whatever the order of rows, groups or keys, the same round is the same dict and hash."""

import hashlib
import json

from .reading import FORMAT
from .rules import rules_as_dict
from .types import Person, Round


def round_as_dict(round: Round) -> dict:
    """The dict of the format: people, cities and every list without a meaning in its order are sorted. read_round() of it is the same round, sorted."""
    return {
        "format": FORMAT,
        "meta": dict(round.meta),
        "round": {**rules_as_dict(round.rules), **({"pinned": [list(pair) for pair in sorted(set(round.pinned))]} if round.pinned else {})},
        "cities": [
            {"id": city.id, "name": city.name, "country": city.country, "utc_offset": city.utc_offset} for city in sorted(round.cities, key=lambda city: city.id)
        ],
        "skills": sorted(set(round.skills)), "languages": sorted(set(round.languages)), "sectors": sorted(set(round.sectors)),
        "people": [person_as_dict(person) for person in sorted(round.people, key=lambda person: person.id)],
    }


def person_as_dict(person: Person) -> dict:
    """Shortlists keep their order, which is their meaning; availability is sorted by the format."""
    return {
        "id": person.id, "city": person.city, "country": person.country, "organisation": person.organisation, "sector": person.sector,
        "groups": sorted(set(person.groups)), "languages": dict(sorted(person.languages.items())), "offers": dict(sorted(person.offers.items())),
        "wants": [{"skill": want.skill, "level": want.level, "priority": want.priority} for want in sorted(person.wants, key=lambda want: want.skill)],
        "availability": [list(hours) for hours in person.availability],
        "mentor_capacity": person.mentor_capacity, "mentee_need": person.mentee_need,
        "exclude": sorted(set(person.exclude)), "rank_mentors": list(person.rank_mentors), "rank_mentees": list(person.rank_mentees),
    }


def as_json(value: object) -> str:
    """Readable JSON text, one line for each entry of a top list so that two files can be compared; ends with a line break."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"
    members = []
    for key, member in value.items():
        if isinstance(member, list) and member and isinstance(member[0], dict):
            text = "[\n  " + ",\n  ".join(json.dumps(each, ensure_ascii=False, allow_nan=False) for each in member) + "\n ]"
        else:
            text = json.dumps(member, ensure_ascii=False, allow_nan=False)
        members.append(f" {json.dumps(key, ensure_ascii=False)}: {text}")
    return "{\n" + ",\n".join(members) + "\n}\n" if members else "{}\n"


def input_sha256(round: Round) -> str:
    """64 hexadecimal digits that name what a run was given, without `meta`, which decides nothing. The order of rows does not change them."""
    given = round_as_dict(round)
    del given["meta"]
    return hashlib.sha256(json.dumps(given, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
