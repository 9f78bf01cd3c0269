"""A shortlist: entries that could be paired with mine, without names, and my order of them. Optional, while the call is open.

What an entry says for everybody to be matched by is shown: skills, languages, hours in common. City, sector and kind of organisation only if its
owner ticked them. Nobody is left out or put first by anything private, theirs or mine: see mentoring.reach.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.models import record
from academy.refusals import Refused
from academy.writing_turn import writing_turn
from mentoring.blind_view import shown_of
from mentoring.call_words import refuse_unless_open
from mentoring.entry_values import can_play, person_of, with_values
from mentoring.matching.definition import eligible, shared_hours
from mentoring.matching.hours import mask_of, ranges_of
from mentoring.matching.types import Person
from mentoring.models import Participation, ShortlistEntry
from mentoring.reach import open_rules, without_private
from mentoring.round_turn import take_turn
from mentoring.words_of_entries import spoken_words
from mentoring.words_of_hours import Reader, hours_words

MOST_RANKED, MOST_SHOWN = 20, 60
ACTS = ("add", "up", "down", "remove")


@dataclass(frozen=True, slots=True)
class Blind:
    """Somebody who could be paired with me. `key` stands for them on my pages only; `fits` False: ranked once, no longer possible."""

    key: str
    skills: tuple[str, ...]
    languages: str
    times: str
    hours: int
    shown: tuple[str, ...]
    place: int | None
    fits: bool


@dataclass(frozen=True, slots=True)
class Shortlist:
    """One side of it: `as_mentor` True: whom I would mentor. `more`: how many fit besides those shown."""

    as_mentor: bool
    ranked: list[Blind]
    others: list[Blind]
    more: int


def key_of(mine: Participation, other_id: int) -> str:
    """Another number for the same entry on everybody's page, so that two people cannot compare."""
    return salted_hmac("mentoring.shortlist", f"{mine.pk}:{other_id}", algorithm="sha256").hexdigest()[:16]


def shortlists(mine: Participation) -> list[Shortlist]:
    """My shortlists as a mentor and as a mentee, those of the two that my entry asks for. A fixed number of queries."""
    people, rules, me = _pool_of(mine)
    places = {(row.as_mentor, row.wished_id): row.place for row in mine.shortlist.all()}
    found = []
    for as_mentor, can in ((False, bool(me.wants)), (True, bool(me.offers))):
        if can:
            fitting = {entry.pk for entry, other in people if (eligible(me, other, rules) and as_mentor) or (not as_mentor and eligible(other, me, rules))}
            blind = [(places.get((as_mentor, entry.pk)), _closeness(me, other, as_mentor), _blind(mine, me, entry, other, as_mentor, places.get((as_mentor, entry.pk)), entry.pk in fitting))
                     for entry, other in people if entry.pk in fitting or (as_mentor, entry.pk) in places]
            ranked = [row for place, _near, row in sorted((each for each in blind if each[0] is not None), key=lambda each: each[0])]
            others = [row for _place, near, row in sorted((each for each in blind if each[0] is None), key=lambda each: (each[1], each[2].key))]
            found.append(Shortlist(as_mentor, ranked, others[:MOST_SHOWN], max(0, len(others) - MOST_SHOWN)))
    return found


def _pool_of(mine: Participation) -> tuple[list[tuple[Participation, Person]], object, Person]:
    """Everybody else of the round as rows and as values, the round's open rules, and me."""
    monday = mine.round.reference_monday
    entries = list(with_values(can_play(mine.round.participations)).select_related("person__organisation"))
    values = {entry.pk: without_private(person_of(entry, monday=monday)) for entry in entries}
    own = next(entry for entry in entries if entry.pk == mine.pk)
    return [(entry, values[entry.pk]) for entry in entries if entry.pk != own.pk], open_rules(mine.round), values[own.pk]


def _closeness(me: Person, other: Person, as_mentor: bool) -> tuple[int, int]:
    """Best first: by skills, then by hours. Not by city or sector, which their owner may not have shown."""
    mentor, mentee = (me, other) if as_mentor else (other, me)
    gain = sum(want.priority * min(3, max(0, mentor.offers.get(want.skill, 0) - want.level)) for want in mentee.wants)
    return -gain, -shared_hours(me, other)


def _blind(mine: Participation, me: Person, entry: Participation, other: Person, as_mentor: bool, place: int | None, fits: bool) -> Blind:
    language = get_language() or "en"
    mentor, mentee = (me, other) if as_mentor else (other, me)
    useful = {want.skill for want in mentee.wants if mentor.offers.get(want.skill, 0) > want.level}
    rows = (entry.request if as_mentor else entry.offer).skills.all() if useful else ()
    common = mask_of(me.availability) & mask_of(other.availability)
    shown = shown_of(entry)
    return Blind(
        key_of(mine, entry.pk), tuple(_skill_words(row, as_mentor, language) for row in rows if row.skill.code in useful),
        spoken_words({code: level for code, level in other.languages.items() if code in me.languages}),
        hours_words(ranges_of(common), Reader(zone=mine.time_zone, monday=mine.round.reference_monday)), common.bit_count(),
        tuple(filter(None, (shown.city, shown.sector, shown.organisation_kind))), place, fits)


def _skill_words(row, as_mentor: bool, language: str) -> str:
    words = _("%(skill)s (stands at %(level)d of 5)") if as_mentor else _("%(skill)s (level %(level)d of 5)")
    return words % {"skill": row.skill.label_in(language), "level": row.level}


# Ranking -----------------------------------------------------------------------------------------------

def rank(mine: Participation, key: str, as_mentor: bool, act: str, at: datetime) -> None:
    """Put an entry at the end of my list, move it by one place, or take it off. Refused when the call has closed or the entry is not there (any more)."""
    with writing_turn():
        mentoring_round = take_turn(mine.round_id)
        refuse_unless_open(mentoring_round, at)
        rows = list(ShortlistEntry.objects.filter(participation=mine, as_mentor=as_mentor).order_by("place"))
        there = next((row for row in rows if key_of(mine, row.wished_id) == key), None)
        if act == "add" and there is None:
            _add(mine, key, as_mentor, len(rows))
        elif there is not None and act == "remove":
            there.delete()
        elif there is not None and act in ("up", "down"):
            _move(rows, there, -1 if act == "up" else 1)
        elif act != "add":
            raise Refused("gone", _("This entry is not on your list any more."))
        record(mine.person, "ranked", "mentoring_entry", mine.pk, at=at, details={"round": mentoring_round.slug})


def _add(mine: Participation, key: str, as_mentor: bool, count: int) -> None:
    if count >= MOST_RANKED:
        raise Refused("full", _("Your list has %(most)d entries: take one off first.") % {"most": MOST_RANKED})
    people, rules, me = _pool_of(mine)
    wished = next((entry for entry, other in people if key_of(mine, entry.pk) == key and (eligible(me, other, rules) if as_mentor else eligible(other, me, rules))), None)
    if wished is None:
        raise Refused("gone", _("This entry has been taken back meanwhile, or no longer fits."))
    last = ShortlistEntry.objects.filter(participation=mine, as_mentor=as_mentor).aggregate(last=Max("place"))["last"] or 0
    ShortlistEntry.objects.create(participation=mine, wished=wished, as_mentor=as_mentor, place=last + 1)


def _move(rows: list[ShortlistEntry], row: ShortlistEntry, by: int) -> None:
    """Change places with the neighbour, by way of a free place: no two rows may hold one place even for a moment."""
    at = rows.index(row) + by
    if not 0 <= at < len(rows):
        return
    other, free = rows[at], rows[-1].place + 1
    for one, place in ((row.pk, free), (other.pk, row.place), (row.pk, other.place)):
        ShortlistEntry.objects.filter(pk=one).update(place=place)
