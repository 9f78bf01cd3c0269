"""A framework of skills as a CSV file, read into rows, with everything that is wrong with it said at once, by line. Values only.

The columns, in any order: `code` and `label:en` are needed; `framework`, `parent` (a code), `uri`, `position`, `heading` (yes: it only gathers
others), `retired` (a date), `label:<language>` and `description:<language>` may be there. A column the file lacks, and an empty label or
description, change nothing of what stands. ESCO's own files (conceptUri, preferredLabel, description) are read too, in one language each.

    read(data, known={}, language="en") -> Reading(rows, problems, columns)   # rows are to be used only when there are no problems
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from academy.standards.skill_framework_rows import Table, Unreadable, table_of
from academy.standards.skill_framework_tree import Known, tree_problems
from academy.standards.skill_problems import Problem
from academy.standards.written_words import hidden_characters, is_language_code

FRAMEWORKS = ("academy", "entrecomp", "digcomp", "greencomp", "lifecomp", "esco")
LONGEST_CODE, LONGEST_LABEL, LONGEST_DESCRIPTION, LONGEST_URI, LAST_POSITION = 60, 120, 600, 200, 32767
YES, NO = {"yes", "y", "1", "true", "x"}, {"", "no", "n", "0", "false"}
PLAIN = ("code", "framework", "parent", "uri", "position", "heading", "retired")
ESCO_USED = {"concepturi", "preferredlabel"}
_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_URI = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:/[^\s<>\"]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill or heading. `position`, `heading`, `parent`, `uri` hold only where the file has that column (Reading.columns)."""

    line: int
    code: str
    framework: str
    parent: str = ""
    uri: str = ""
    position: int = 0
    heading: bool = False
    retired_on: date | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    rows: list[SkillRow]
    problems: list[Problem]
    columns: frozenset[str] = frozenset()


def read(data: bytes, known: Mapping[str, Known] | None = None, language: str = "en") -> Reading:
    """`known`: the skills that stand already, by code. `language`: of an ESCO file, which does not say it."""
    known = known or {}
    try:
        table = table_of(data)
    except Unreadable as unreadable:
        return Reading([], [unreadable.problem])
    esco = set(table.columns) >= ESCO_USED
    if esco:
        table = as_ours(table, language)
    problems = [*table.problems, *header_problems(table)]
    if any(each.line == 1 for each in problems):
        return Reading([], problems)
    rows = [_row(table, line, cells, esco, problems) for line, cells in table.lines]
    if not esco and "framework" not in table.columns:
        rows = [replace(row, framework=known[row.code].framework) if row.code in known else row for row in rows]
    problems += tree_problems(rows, known, frozenset(table.columns))
    if not rows and not problems:
        problems.append(Problem(1, "empty"))
    return Reading(rows, sorted(problems, key=lambda each: (each.line, each.code)), frozenset(table.columns))


def as_ours(table: Table, language: str) -> Table:
    """ESCO's columns under our names; a code is made of the end of the address. Its other columns are not used."""
    renamed = {"concepturi": "uri", "preferredlabel": f"label:{language}", "description": f"description:{language}"}
    places = [(place, renamed[name]) for place, name in enumerate(table.columns) if name in renamed]
    lines = []
    for line, cells in table.lines:
        chosen = [cells[place] for place, _name in places]
        uri = next(cells[place] for place, name in places if name == "uri").strip()
        end = re.sub(r"[^a-z0-9]+", "-", uri.rstrip("/").rpartition("/")[2].lower()).strip("-")
        lines.append((line, [*chosen, f"esco-{end}" if end else ""]))
    return Table([*(name for _place, name in places), "code"], lines, table.problems)


def header_problems(table: Table) -> list[Problem]:
    found = []
    for name in table.columns:
        if name in PLAIN:
            continue
        kind, colon, language = name.partition(":")
        if kind not in ("label", "description") or not colon:
            found.append(Problem(1, "unknown_column", name))
        elif not is_language_code(language):
            found.append(Problem(1, "bad_language", language))
    found += [Problem(1, "column_twice", name) for name in sorted({each for each in table.columns if table.columns.count(each) > 1})]
    if "code" not in table.columns:
        found.append(Problem(1, "missing_column", "code"))
    if not any(name.startswith("label:") for name in table.columns):
        found.append(Problem(1, "missing_column", "label:en"))
    return found


def _row(table: Table, line: int, cells: list[str], esco: bool, problems: list[Problem]) -> SkillRow:
    said = {name: " ".join(part for part in cell.strip().split(" ") if part) for name, cell in zip(table.columns, cells, strict=True)}
    wrong = problems.append
    for name, words in said.items():
        if hidden_characters(words.replace("\n", " ") if esco and name.startswith("description:") else words):
            wrong(Problem(line, "control_characters", name))
    code, framework, uri = said["code"], said.get("framework", "") or ("esco" if esco else "academy"), said.get("uri", "")
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        wrong(Problem(line, "bad_code", code))
    if framework not in FRAMEWORKS:
        wrong(Problem(line, "unknown_framework", framework))
    if uri and (len(uri) > LONGEST_URI or not _URI.fullmatch(uri)):
        wrong(Problem(line, "bad_uri", uri))
    position, heading, retired = said.get("position", "") or "0", said.get("heading", "").lower(), said.get("retired", "")
    if not (position.isascii() and position.isdigit() and len(position) < 7 and int(position) <= LAST_POSITION):
        wrong(Problem(line, "bad_position", position))
        position = "0"
    if heading not in YES | NO:
        wrong(Problem(line, "bad_heading", heading))
    retired_on = None
    if retired:
        try:
            retired_on = date.fromisoformat(retired)
        except ValueError:
            wrong(Problem(line, "bad_date", retired))
    labels, descriptions = _texts(said, "label:"), {code: " ".join(words.split()) for code, words in _texts(said, "description:").items()}
    for kind, texts, most in (("label", labels, LONGEST_LABEL), ("description", descriptions, LONGEST_DESCRIPTION)):
        if esco and kind == "description":  # they are not ours to shorten by hand
            texts.update({code: words if len(words) <= most else words[:most - 1].rstrip() + "…" for code, words in texts.items()})
        for language, words in texts.items():
            if len(words) > most:
                wrong(Problem(line, "too_long", f"{kind}:{language}", most))
    return SkillRow(line, code, framework, said.get("parent", ""), uri, int(position), heading in YES, retired_on, labels, descriptions)


def _texts(said: Mapping[str, str], start: str) -> dict[str, str]:
    return {name.removeprefix(start): words for name, words in said.items() if name.startswith(start) and words}


__all__ = ["FRAMEWORKS", "Known", "Problem", "Reading", "SkillRow", "read"]
