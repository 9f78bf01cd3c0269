"""Bringing a framework of skills in from a CSV file: everything or nothing, as often as one likes, and never deleting. The format: academy/standards/skill_framework.py."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from academy.models import Skill, record
from academy.standards import skill_framework
from academy.standards.skill_framework import Known, Problem, Reading, SkillRow
from academy.writing_turn import writing_turn

FIELDS = ["framework", "uri", "labels", "descriptions", "parent", "is_heading", "position", "retired_on"]


@dataclass
class Report:
    """What an import did, or would do: codes in the order of the file. With problems nothing was done."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    brought_back: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        return bool(self.added or self.changed or self.retired or self.brought_back)


def import_skills(data: bytes, *, by, at: datetime, language: str = "en", dry_run: bool = False) -> Report:
    """`data`: the file. `by`: who brings it in, None for the command. `language`: of a file of ESCO's. `dry_run` only looks."""
    with writing_turn():
        standing = {each.code: each for each in Skill.objects.select_for_update(no_key=True).order_by("pk")}
        reading = skill_framework.read(data, _known(standing), language)
        if reading.problems:
            return Report(problems=reading.problems)
        report = Report()
        touched = [_merged(row, standing, reading, report) for row in reading.rows]
        if not dry_run and report.writes:
            _write([each for each in touched if each is not None], reading, standing)
            record(by, "imported", "skills", reading.rows[0].framework, at=at, details={
                name: len(getattr(report, name)) for name in ("added", "changed", "retired", "brought_back")})
    return report


def _known(standing: dict[str, Skill]) -> dict[str, Known]:
    codes = {each.pk: code for code, each in standing.items()}
    return {code: Known(each.framework, codes.get(each.parent_id, ""), each.uri, each.is_heading, "en" in each.labels) for code, each in standing.items()}


def _merged(row: SkillRow, standing: dict[str, Skill], reading: Reading, report: Report) -> Skill | None:
    """The skill as the file wants it, None where it stands like that already. The parent is set once all are there."""
    skill = standing.get(row.code)
    if skill is None:
        report.added.append(row.code)
        return Skill(code=row.code, framework=row.framework, uri=row.uri, labels=dict(row.labels), descriptions=dict(row.descriptions), is_heading=row.heading,
                     position=row.position, retired_on=row.retired_on)
    parent = next((code for code, each in standing.items() if each.pk == skill.parent_id), "") if skill.parent_id else ""
    before = [skill.uri, skill.labels, skill.descriptions, skill.is_heading, skill.position, parent]
    retired = skill.retired_on
    skill.labels, skill.descriptions = {**skill.labels, **row.labels}, {**skill.descriptions, **row.descriptions}
    for column, name, value in (("uri", "uri", row.uri), ("heading", "is_heading", row.heading), ("position", "position", row.position), ("retired", "retired_on", row.retired_on)):
        if column in reading.columns:
            setattr(skill, name, value)
    after = [skill.uri, skill.labels, skill.descriptions, skill.is_heading, skill.position, row.parent if "parent" in reading.columns else parent]
    if skill.retired_on != retired:
        (report.retired if skill.retired_on else report.brought_back).append(row.code)
    elif before != after:
        report.changed.append(row.code)
    else:
        report.same.append(row.code)
        return None
    return skill


def _write(touched: list[Skill], reading: Reading, standing: dict[str, Skill]) -> None:
    old = [each for each in touched if each.pk]
    # Two may swap their addresses: those that stand are taken away first.
    Skill.objects.filter(pk__in=[each.pk for each in old]).exclude(uri="").update(uri="")
    with transaction.atomic():
        Skill.objects.bulk_create([each for each in touched if not each.pk])
    everyone = {**standing, **{each.code: each for each in touched}}
    parents = {row.code: row.parent for row in reading.rows}
    for skill in touched:
        if "parent" in reading.columns:
            skill.parent = everyone[parents[skill.code]] if parents[skill.code] else None
    Skill.objects.bulk_update([each for each in touched if each not in old and each.parent_id], ["parent"], batch_size=200)
    for skill in old:
        skill.save(update_fields=FIELDS)  # one by one: pages that show a skill's name listen for it (courses/versions.py)
