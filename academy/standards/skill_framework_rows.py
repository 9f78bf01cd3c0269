"""The lines of a CSV file, with the number each has in an editor. The separator is a comma, or the semicolon spreadsheets write in many countries."""

import csv
import io
import unicodedata
from dataclasses import dataclass, field

from academy.standards.skill_problems import Problem

MOST_BYTES, MOST_ROWS, LONGEST_CELL = 4 * 1024 * 1024, 2000, 20_000


class Unreadable(Exception):
    """Nothing of the file can be read; `problem` says why."""

    def __init__(self, line: int, code: str, about: str = "", most: int = 0) -> None:
        super().__init__(code)
        self.problem = Problem(line, code, about, most)


@dataclass(frozen=True, slots=True)
class Table:
    """`columns`: the names of the header in small letters. `lines`: [(line number, cells)], as many cells as columns; empty lines are left out."""

    columns: list[str]
    lines: list[tuple[int, list[str]]]
    problems: list[Problem] = field(default_factory=list)


def table_of(data: bytes) -> Table:
    if len(data) > MOST_BYTES:
        raise Unreadable(1, "too_large", most=MOST_BYTES // 1024 // 1024)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(data[:error.start].count(b"\n") + 1, "not_utf8") from error
    text = unicodedata.normalize("NFC", text)
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True)
    columns: list[str] | None = None
    lines, problems, begins = [], [], 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                if line != 1:
                    raise Unreadable(1, "no_header")
                columns = [cell.strip().lower() for cell in cells]
            elif len(cells) != len(columns):
                problems.append(Problem(line, "wrong_count", str(len(cells)), len(columns)))
            elif any(len(cell) > LONGEST_CELL for cell in cells):
                problems.append(Problem(line, "too_long", columns[max(range(len(cells)), key=lambda n: len(cells[n]))], LONGEST_CELL))
            else:
                lines.append((line, cells))
            if len(lines) > MOST_ROWS:
                raise Unreadable(line, "too_many_rows", most=MOST_ROWS)
    except csv.Error as error:
        raise Unreadable(begins, "broken_quotes") from error
    if columns is None:
        raise Unreadable(1, "empty")
    return Table(columns, lines, problems)
