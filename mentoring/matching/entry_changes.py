"""What somebody could change in their own entry so that one given mentor fits, and the entry as it would then be.

A change is a plain dict:
    {"kind": "hours", "ranges": [[a, b), ...], "hours": n}             add these UTC hours of the week
    {"kind": "language", "language": id, "now": 0..6, "level": 1..6}   reach this level; now 0: not among their languages
    {"kind": "skill", "skill": id, "level": 0..4}                      ask for this skill, too
    {"kind": "level", "skill": id, "now": 1..4, "level": 0..3}         ask for a skill they want from a lower level
    {"kind": "own_city"}                                               allow mentors of their own city
An effort is a tuple of integers: the least is the easiest. Efforts compare within one constraint only.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from .definition import hours_of
from .hours import mask_of, ranges_of
from .types import Person, Rules, Want

WAKING = range(7, 22)  # local hours of the day that are suggested before others
NEW_LANGUAGE = 6  # a language one does not have is further off than any level of one that one has

Found = tuple[tuple[int, ...], dict] | None


def more_hours(person: Person, mentor: Person, rules: Rules, utc_offset: int = 0) -> Found:
    """The mentor's hours that are missing for the least number shared: in the day rather than at night, in one piece rather than in many, early in the week."""
    own, theirs = hours_of(person), hours_of(mentor)
    needed = rules.min_shared_hours - len(own & theirs)
    missing = sorted(theirs - own)
    if needed < 1 or len(missing) < needed:
        return None
    windows = [missing[start:start + needed] for start in range(len(missing) - needed + 1)]
    nights, pieces, _first, hours = min((sum((hour + utc_offset) % 24 not in WAKING for hour in window), len(as_ranges(window)), window[0], window)
                                       for window in windows)
    return (nights, needed, pieces), {"kind": "hours", "ranges": as_ranges(hours), "hours": needed}


def as_ranges(hours: Iterable[int]) -> list[list[int]]:
    return [list(span) for span in ranges_of(mask_of((hour, hour + 1) for hour in hours))]


def another_language(person: Person, mentor: Person, rules: Rules, utc_offset: int = 0) -> Found:
    """The mentor's language that is nearest to the level the round asks for."""
    least = rules.language_min_level
    known = [(least - person.languages.get(language, 0) + (0 if language in person.languages else NEW_LANGUAGE), language)
             for language, level in mentor.languages.items() if level >= least > person.languages.get(language, 0)]
    if not known:
        return None
    effort, language = min(known)
    return (effort,), {"kind": "language", "language": language, "now": person.languages.get(language, 0), "level": least}


def another_skill(person: Person, mentor: Person, rules: Rules, utc_offset: int = 0) -> Found:
    """A skill they want from one step lower; else one more skill that the mentor offers; else one they want from further down."""
    wanted = {want.skill: want.level for want in person.wants}
    ways = []
    for skill, level in mentor.offers.items():
        if skill in wanted:
            down = wanted[skill] - (level - 1)
            ways.append(((down if down == 1 else 2 + down, skill), {"kind": "level", "skill": skill, "now": wanted[skill], "level": level - 1}))
        elif level > (own := person.offers.get(skill, 0)):
            ways.append(((2, skill), {"kind": "skill", "skill": skill, "level": own}))
    if not ways:
        return None
    (effort, _), change = min(ways, key=lambda way: way[0])
    return (effort,), change


MENDING = {"language": another_language, "skill": another_skill, "availability": more_hours}


def with_changes(person: Person, changes: Collection[dict], own_city: Collection[str] = ()) -> Person:
    """The entry with these changes made. `own_city`: the people excluded only because they live in the same city."""
    for change in changes:
        match change["kind"]:
            case "hours":
                mask = mask_of(person.availability) | mask_of(map(tuple, change["ranges"]))
                person = replace(person, availability=tuple(ranges_of(mask)))
            case "language":
                person = replace(person, languages={**person.languages, change["language"]: change["level"]})
            case "skill":
                person = replace(person, wants=(*person.wants, Want(change["skill"], change["level"], 1)))
            case "level":
                person = replace(person, wants=tuple(replace(want, level=change["level"]) if want.skill == change["skill"] else want for want in person.wants))
            case "own_city":
                person = replace(person, exclude=tuple(other for other in person.exclude if other not in own_city))
            case other:
                raise ValueError(f"no such change: {other}")
    return person
