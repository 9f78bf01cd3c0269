"""What my space says of mentoring: who asks me, and whom I meet next. The rest stands on the page of my mentoring."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from academy.both_times import span
from mentoring.calendar_rows import SESSION, rows_of
from mentoring.own_proposals import asked_of

NEXT = 2


def my_mentoring_lines(person, language: str, at: datetime) -> dict[str, list[dict]]:
    """{"asked_proposals": proposals that wait for my answer, "next_sessions": [{"words", "url", "when"}]}. A fixed number of queries."""
    coming = [row for row in rows_of(person, at) if row.ends_at > at and row.cancelled_at is None][:NEXT]
    return {"asked_proposals": asked_of(person, language, at), "next_sessions": [_line(row, person, language) for row in coming]}


def _line(row, person, language: str) -> dict:
    when = span(row.starts_at, row.ends_at, person.zone_name)
    if row.kind == SESSION:
        words, url = _("Mentoring with %(name)s") % {"name": row.words} if row.words and not row.gone else _("Mentoring"), reverse("mentorship_session", args=[row.parent, row.pk])
    else:
        words, url = _("Circle: %(theme)s") % {"theme": row.theme(language)}, reverse("circle", args=[row.parent])
    return {"words": words, "url": url, "when": f"{when.day}, {when.hours}"}
