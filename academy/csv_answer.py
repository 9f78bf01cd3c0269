"""A table as a file for spreadsheets: each cell a text and never a formula, UTF-8 with the mark by which Excel knows it, kept by no cache."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

from academy.safe_cells import safe_cell


def csv_answer(name: str, rows: Iterable[Iterable]) -> HttpResponse:
    """`name`: of the file, without its ending. `rows`: the heads first; each cell is anything academy/safe_cells.py takes."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="{name}.csv"', "Cache-Control": "private, no-store"})
    csv.writer(answer).writerows([safe_cell(each) for each in row] for row in rows)
    return answer
