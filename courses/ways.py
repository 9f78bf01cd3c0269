"""A course, as a hub may suggest it: published, in the person's language where there is a translation; one simply joins."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.directory.folding import folded
from academy.ways import Way, way_kind
from courses.catalogue import courses_in

KIND, MOST = "course", 20


def find(hub, words: str, language: str, at: datetime) -> list[Way]:
    """Those with all the words in title or summary; titles first."""
    typed = folded(words).split()
    found = []
    for each in courses_in(language):
        page = each["page"]
        title = folded(page.title)
        if all(word in f"{title} {folded(page.summary)}" for word in typed):
            found.append((not all(word in title for word in typed), title, _way(page, each["source"])))
    return [one for _rank, _title, one in sorted(found, key=lambda row: row[:2])[:MOST]]


def get(key: str, language: str, at: datetime) -> Way | None:
    """None, too, for a course that is no longer published: its words are not ours to show any more."""
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return next((_way(each["page"], each["source"]) for each in courses_in(language) if each["source"].translation_key == wanted), None)


def _way(page, source) -> Way:
    return Way(kind=KIND, key=str(source.translation_key), title=page.title, language=page.locale.language_code, url=reverse("course", args=[source.slug]),
               note=_("Course, %(level)s: %(summary)s") % {"level": source.get_level_display(), "summary": page.summary})


way_kind(KIND, gettext_lazy("a course"), 30, find, get)
