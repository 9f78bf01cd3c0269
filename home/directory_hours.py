"""Opening hours, between what somebody types for a day (“9:00-13:00, 14:00-17:00”) and what is kept ([["09:00", "13:00"], ["14:00", "17:00"]])."""

import re
import unicodedata
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
MOST_SPANS = 6  # of one day
# 9, 9:00, 9.00, 9h, 9h30: as people write the time of a day around the Mediterranean.
CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})?)?")
SPAN = re.compile(r"\s*(\S.*?)\s*[-–—]\s*(\S.*?)\s*")


def day_name(day: str) -> str:
    """The name of the day `day` ("mo" … "su") in the reader's language; Django counts from Monday, too."""
    return str(WEEKDAYS[DAYS.index(day)])


def read_hours(typed: str) -> list[list[str]]:
    """Spans of one day in order, each ["HH:MM", "HH:MM"]; empty for a day without. Raises ValidationError, in words, for what cannot be a day."""
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in typed).replace("،", ",").replace("؛", ",").replace(";", ",")
    spans = sorted(_span(part) for part in plain.split(",") if part.strip())
    if len(spans) > MOST_SPANS:
        raise ValidationError(_("Write at most %(most)d spans of time for one day.") % {"most": MOST_SPANS})
    for (_opens, closes), (opens_again, _closes) in pairwise(spans):
        if opens_again < closes:
            raise ValidationError(_("Two spans of time overlap: one ends at %(closes)s, the next begins at %(opens)s.") % {"closes": closes, "opens": opens_again})
    return spans


def _span(part: str) -> list[str]:
    found = SPAN.fullmatch(part)
    if found is None:
        raise ValidationError(_("“%(part)s” is no span of time. Write it like 9:00-13:00; leave the field empty if it is closed that day.") % {"part": part.strip()[:40]})
    opens, closes = _clock(found[1]), _clock(found[2])
    if closes <= opens:
        raise ValidationError(_("“%(part)s” ends before it begins. If it goes on after midnight, write 23:59 here and the rest on the next day.") % {"part": part.strip()[:40]})
    return [opens, closes]


def _clock(words: str) -> str:
    found = CLOCK.fullmatch(words)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 99)
    if hour > 23 or minute > 59:
        raise ValidationError(_("“%(words)s” is no time of a day. Write it like 9:00 or 14:30, at most 23:59.") % {"words": words[:20]})
    return f"{hour:02d}:{minute:02d}"


def as_typed(spans: list[list[str]]) -> str:
    return ", ".join(f"{opens}-{closes}" for opens, closes in spans)


def as_table(hours: dict) -> list[dict]:
    """[{day, spans: ["09:00–13:00", …]}] of the whole week, Monday first; [] when no hours are given at all."""
    if not any(hours.get(day) for day in DAYS):
        return []
    return [{"day": day_name(day), "spans": [f"{opens}–{closes}" for opens, closes in hours.get(day, ())]} for day in DAYS]
