"""Studies that members share, and their figures side by side."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from academy.models import record
from cohorts.models import ParticipatedSpace, SharedStudy, StudyFigure


@transaction.atomic
def share_study(space: ParticipatedSpace, figures: list[tuple[str, Decimal, str]], *, by, at: datetime, **fields) -> SharedStudy:
    """`figures`: (what is counted, figure, unit)."""
    made = SharedStudy.objects.create(space=space, added_by=by, added_at=at, **fields)
    StudyFigure.objects.bulk_create([StudyFigure(study=made, label=label, value=value, unit=unit) for label, value, unit in figures])
    record(by, "shared", "study", made.pk, at=at, details={"space": space.slug})
    return made


@transaction.atomic
def take_away(study: SharedStudy, *, by, at: datetime) -> None:
    record(by, "took_away", "study", study.pk, at=at, details={"space": study.space.slug})
    study.delete()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure in every study that has it. `values`: one per study handed in, None where it says nothing; `share`: of the largest, 0 to 1."""

    label: str
    unit: str
    values: list[Decimal | None]

    @property
    def count(self) -> int:
        return sum(each is not None for each in self.values)


def compare(studies: list[SharedStudy]) -> list[Comparison]:
    """Figures that at least two studies have, by label; capital or small letters are the same. `studies` with their figures prefetched."""
    rows: dict[tuple[str, str], Comparison] = {}
    for place, study in enumerate(studies):
        for figure in study.figures.all():
            key = (figure.label.casefold(), figure.unit.casefold())
            row = rows.setdefault(key, Comparison(figure.label, figure.unit, [None] * len(studies)))
            row.values[place] = figure.value
    return sorted((row for row in rows.values() if row.count > 1), key=lambda row: row.label.casefold())
