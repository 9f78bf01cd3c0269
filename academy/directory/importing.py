"""Bringing a directory into a city, from a file of Open Referral HSDS 3: all of it, or nothing and a report of everything that is wrong.

What we have no field for is kept with the nearest row (`hsds`), and goes out again as it came. A file brought in again updates by id: where it says something
new, that stands; where it says the same as before, what people changed here since stays. What is not in it is left alone.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from academy.directory.importing_plan import Plan, plan_of
from academy.directory.importing_rows import apply
from academy.directory.problem_words import words_of
from academy.models import PartnerCity, record
from academy.standards.hsds import Problem, Tables
from academy.standards.hsds.packages import read_folder, read_package


@dataclass
class Report:
    """`problems`: all that is wrong; nothing was imported if there is one. `made`, `changed`: {"organisation" | "service" | "place": how many}, also of a check
    that imports nothing. `kept_apart`: rows of tables that we have no field for and keep as they came."""

    problems: list[Problem] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    kept_apart: int = 0
    imported: bool = False

    @property
    def ok(self) -> bool:
        return not self.problems

    def sentences(self) -> list[str]:
        """The problems in the reader's language."""
        return [words_of(problem) for problem in self.problems]


def import_hsds(data: bytes, name: str, city: PartnerCity, by, at: datetime, check: bool = False) -> Report:
    """`data`: a JSON file, a zip of tables, or one table, as `name` says. `by`: who imports, None for a command. `check`: only report."""
    return _imported(lambda: read_package(data, name), hashlib.sha256(data).hexdigest(), city, by, at, check)


def import_folder(files: dict[str, bytes], city: PartnerCity, by, at: datetime, check: bool = False) -> Report:
    """The same of tables in a folder, {file name: bytes}."""
    whole = hashlib.sha256(b"".join(name.encode() + files[name] for name in sorted(files)))
    return _imported(lambda: read_folder(files), whole.hexdigest(), city, by, at, check)


def _imported(read: Callable[[], tuple[Tables, list[Problem]]], digest: str, city: PartnerCity, by, at: datetime, check: bool) -> Report:
    tables, problems = read()
    if problems:
        return Report(problems)
    with transaction.atomic():
        # The city's row first: two imports into one city go one after the other.
        PartnerCity.objects.filter(pk=city.pk).update(slug=city.slug)
        plan = plan_of(tables, city, at)
        if plan.problems:
            return Report(plan.problems)
        report = _counted(plan)
        if not check:
            apply(plan, at)
            record(by, "imported", "directory", city.slug, at=at, details={"city": city.slug, "sha256": digest, "made": report.made, "changed": report.changed})
            report.imported = True
    return report


def _counted(plan: Plan) -> Report:
    kinds = {"organisation": plan.entries, "service": plan.services, "place": plan.places}
    return Report(made={kind: sum(each.row.pk is None for each in rows.values()) for kind, rows in kinds.items()},
                  changed={kind: sum(each.row.pk is not None and each.differs for each in rows.values()) for kind, rows in kinds.items()},
                  kept_apart=sum(len(rows) for each in plan.bundles.values() for rows in each.tables.values()) + sum(map(len, plan.rest.values())))
