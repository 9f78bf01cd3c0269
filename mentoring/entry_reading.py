"""An entry as its owner reads it once it is sent in: every answer in words."""

from dataclasses import dataclass

from mentoring.models import Participation, PriorityGroup, Sector, Shown
from mentoring.weekly_hours import local_words
from mentoring.words_of_entries import OFFERED, OWN, PRIORITY, spoken_words


@dataclass(frozen=True, slots=True)
class EntryReading:
    """`offers`: (skill, level); `wants`: (skill, own level, how much); the rest sentences, "" where nothing was said."""

    offers: list[tuple[str, str]]
    capacity: int
    wants: list[tuple[str, str, str]]
    mentors_wanted: int
    hope: str
    languages: str
    hours: str
    sector: str
    shows: list[str]
    groups: list[str]
    excluded: int


def reading_of(entry: Participation, language: str) -> EntryReading:
    """`entry` comes from mentoring.entry_draft.own_entries. One query more for the names of skills on each side."""
    offer, request = getattr(entry, "offer", None), getattr(entry, "request", None)
    offered = offer.skills.select_related("skill").order_by("pk") if offer else ()
    wanted = request.skills.select_related("skill").order_by("-priority", "pk") if request else ()
    return EntryReading(
        offers=[(row.skill.label_in(language), str(dict(OFFERED)[row.level])) for row in offered], capacity=offer.capacity if offer else 0,
        wants=[(row.skill.label_in(language), str(dict(OWN)[row.level]), str(dict(PRIORITY)[row.priority])) for row in wanted],
        mentors_wanted=request.mentors_wanted if request else 0, hope=request.hope if request else "",
        languages=spoken_words(entry.languages), hours=local_words(entry.hours, entry.time_zone), sector=str(Sector(entry.sector).label) if entry.sector else "",
        shows=[str(Shown(each).label) for each in entry.shows], groups=[str(PriorityGroup(each).label) for each in entry.groups],
        excluded=len(entry.excluded_people.all()) + len(entry.excluded_organisations.all()))
