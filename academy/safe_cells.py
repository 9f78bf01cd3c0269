"""Cells of a CSV that a spreadsheet takes as text, never as a formula."""

import json

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value) -> str | int | float | bool:
    """`value` for csv.writer: numbers stay numbers; a text that could be a formula begins with an apostrophe; None is empty."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = text.replace("\x00", "")
    return "'" + text if text.startswith(FORMULA_STARTS) else text
