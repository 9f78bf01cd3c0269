"""Months ("2026-11") as people say them, in the active language."""

from datetime import date

from django.utils.formats import date_format


def month_words(month: str) -> str:
    """November 2026"""
    return date_format(_first_day(month), "YEAR_MONTH_FORMAT")


def month_short(month: str) -> str:
    """Nov"""
    return date_format(_first_day(month), "M")


def _first_day(month: str) -> date:
    return date(int(month[:4]), int(month[5:]), 1)
