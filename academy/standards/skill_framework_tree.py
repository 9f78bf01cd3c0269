"""What belongs to what in a file of skills, together with what stands already: no code and no address twice, no unknown parent, no circle."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from academy.standards.skill_problems import Problem

MOST_LEVELS = 4  # an area, a part of it, a competence, and an academy's own skill below it
OWN = "academy"


@dataclass(frozen=True, slots=True)
class Known:
    """A skill that stands already."""

    framework: str
    parent: str = ""
    uri: str = ""
    heading: bool = False
    has_english: bool = True


def tree_problems(rows: Iterable, known: Mapping[str, Known], columns: frozenset[str]) -> list[Problem]:
    """`rows`: SkillRows in the order of the file. What a column would say that the file lacks is taken from what stands."""
    found, first, addresses = [], {}, {}
    for row in rows:
        if row.code in first:
            found.append(Problem(row.line, "code_twice", row.code, first[row.code].line))
            continue
        first[row.code] = row
        before = known.get(row.code)
        if before is not None and before.framework != row.framework:
            found.append(Problem(row.line, "other_framework", before.framework))
        if "en" not in row.labels and not (before is not None and before.has_english):
            found.append(Problem(row.line, "no_english", row.code))
        if row.uri and row.uri in addresses:
            found.append(Problem(row.line, "uri_twice", row.uri, addresses[row.uri]))
        addresses.setdefault(row.uri, row.line)
    # An address that somebody outside the file has; who is in the file may hand theirs on.
    taken = {each.uri for code, each in known.items() if each.uri and (code not in first or "uri" not in columns)}
    found += [Problem(row.line, "uri_taken", row.uri) for row in first.values() if row.uri in taken]
    return found + _parents(first, known, columns)


def _parents(first: Mapping, known: Mapping[str, Known], columns: frozenset[str]) -> list[Problem]:
    found = []
    parent_of = {code: each.parent for code, each in known.items()}
    frameworks = {code: each.framework for code, each in known.items()}
    headings = {code: each.heading for code, each in known.items()}
    for code, row in first.items():
        frameworks[code] = row.framework
        if "parent" in columns or code not in known:
            parent_of[code] = row.parent
        if "heading" in columns or code not in known:
            headings[code] = row.heading
    for code, row in first.items():
        parent = parent_of.get(code, "")
        if not parent:
            continue
        if parent == code:
            found.append(Problem(row.line, "own_parent", code))
        elif parent not in parent_of:
            found.append(Problem(row.line, "unknown_parent", parent))
        elif row.framework != OWN and frameworks[parent] != row.framework:
            found.append(Problem(row.line, "parent_elsewhere", parent))
        elif headings[code] and not headings[parent]:
            found.append(Problem(row.line, "heading_below_skill", parent))
        else:
            found += _climb(row, parent_of)
    return found


def _climb(row, parent_of: Mapping[str, str]) -> list[Problem]:
    """From a skill up to the top: said of each skill in a circle, and of each that stands too deep."""
    at, seen = parent_of[row.code], [row.code]
    while at:
        if at == row.code:
            return [Problem(row.line, "circle", " > ".join([*seen, at]))]
        if at in seen:
            return []  # the circle is above this one, and is said there
        seen.append(at)
        at = parent_of.get(at, "")
    return [Problem(row.line, "too_deep", row.code, MOST_LEVELS)] if len(seen) > MOST_LEVELS else []
