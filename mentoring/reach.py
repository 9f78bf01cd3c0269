"""Who is within reach of an entry, as it is typed: counts over the round's standing entries, never who.

Only what others have said for everybody to be matched by is asked: skills, languages, hours, and a round's own rule about cities. Private wishes (people,
organisations, other cities), theirs or mine, are left out: a number that moved with them would tell what nobody is told. So a count is an "up to".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models import Count, Max, Min

from academy.models import Skill
from mentoring.entry_draft import EntryDraft
from mentoring.entry_values import can_play, person_of, with_values
from mentoring.matching.definition import broken_constraints, shared_language_level
from mentoring.matching.rules import rules_from
from mentoring.matching.types import Person, Rules, Want
from mentoring.models import MentoringRound
from mentoring.weekly_hours import utc_hours


@dataclass(frozen=True, slots=True)
class Reach:
    """`mentors` who could mentor me, `mentees` whom I could mentor; None: I did not ask, or offer nothing. `others`: people in the pool besides me.
    `lacks`: codes of what keeps people out of reach, for mentoring.words_of_reach; `nobody_offers`, `nobody_wants`: codes of such skills."""

    mentors: int | None
    mentees: int | None
    others: int
    lacks: tuple[str, ...]
    nobody_offers: tuple[str, ...]
    nobody_wants: tuple[str, ...]


def reach_in(mentoring_round: MentoringRound, person, draft: EntryDraft) -> Reach:
    """The reach of what this person has typed, among everybody else whose entry stands. At most six queries; two when nothing has changed since."""
    codes = dict(Skill.objects.filter(pk__in=draft.skills).values_list("pk", "code"))
    me = person_typed(mentoring_round, person, draft, codes)
    others = [each for holder, each in pool(mentoring_round) if holder != person.pk]
    return reach(me, others, open_rules(mentoring_round))


def reach(me: Person, others: Sequence[Person], rules: Rules) -> Reach:
    """Values only; linear in the number of others."""
    mentors = [other for other in others if other.mentor_capacity and not broken_constraints(other, me, rules)] if me.wants else []
    mentees = [other for other in others if other.mentee_need and not broken_constraints(me, other, rules)] if me.offers else []
    lacks = []
    if not me.availability:
        lacks.append("no_hours")
    if not me.languages:
        lacks.append("no_language")
    elif others and all(shared_language_level(me, other) < rules.language_min_level for other in others):
        lacks.append("no_common_language")
    offered, wanted = {skill for other in others for skill in other.offers}, {want.skill for other in others for want in other.wants}
    above = {want.skill for want in me.wants if any(other.offers.get(want.skill, 0) > want.level for other in others)}
    if me.wants and not mentors and above and not lacks:
        lacks.append("no_shared_hours_with_mentors" if _only_hours(rules, ((other, me) for other in others if other.mentor_capacity)) else "nothing_fits_with_mentors")
    if me.offers and not mentees and not lacks and wanted & me.offers.keys():
        lacks.append("no_shared_hours_with_mentees" if _only_hours(rules, ((me, other) for other in others if other.mentee_need)) else "nothing_fits_with_mentees")
    return Reach(
        len(mentors) if me.wants else None, len(mentees) if me.offers else None, len(others), tuple(lacks),
        tuple(sorted({want.skill for want in me.wants} - offered)), tuple(sorted(me.offers.keys() - wanted)))


def _only_hours(rules: Rules, pairs) -> bool:
    """Is there a pair that nothing but hours keeps apart?"""
    return any(broken_constraints(mentor, mentee, rules) == ("availability",) for mentor, mentee in pairs)


# From rows ---------------------------------------------------------------------------------------------

def open_rules(mentoring_round: MentoringRound) -> Rules:
    """The round's rules without the one about organisations: where somebody works is theirs to show."""
    return replace(rules_from(mentoring_round.rules), exclude_same_organisation=False)


def person_typed(mentoring_round: MentoringRound, person, draft: EntryDraft, codes: dict[int, str]) -> Person:
    """A draft as a person of the matcher. `codes`: {skill id: code}. Languages without a level are not spoken yet."""
    city = person.city
    wants = tuple(Want(codes[skill], level, priority) for skill, (level, priority) in draft.wants.items() if skill in codes)
    offers = {codes[skill]: level for skill, level in draft.offers.items() if skill in codes}
    return Person(
        id="", city=city.slug if city else "", country=city.country if city else "", sector=draft.sector, offers=offers, wants=wants,
        languages={code: level for code, level in draft.languages.items() if level}, mentor_capacity=draft.capacity if offers else 0,
        mentee_need=draft.mentors_wanted if wants else 0, availability=tuple(utc_hours(draft.hours, draft.time_zone or person.zone_name, mentoring_round.reference_monday)))


def pool(mentoring_round: MentoringRound) -> tuple[tuple[int, Person], ...]:
    """(person id, their entry without anything private) of everybody the matcher could take today; read again only when an entry has changed."""
    return _pool(mentoring_round.pk, mentoring_round.reference_monday, *can_play(mentoring_round.participations).aggregate(
        count=Count("pk"), last=Max("changed_at"), lowest=Min("lot"), highest=Max("lot")).values())


@lru_cache(maxsize=8)
def _pool(round_id: int, monday, *_as_it_stands) -> tuple[tuple[int, Person], ...]:
    entries = with_values(can_play(MentoringRound(pk=round_id).participations)).order_by("lot")
    return tuple((entry.person_id, without_private(person_of(entry, monday=monday))) for entry in entries)


def without_private(value: dict) -> Person:
    return Person(
        id=value["id"], city=value["city"], country=value["country"], languages=value["languages"], offers=value["offers"],
        wants=tuple(Want(want["skill"], want["level"], want["priority"]) for want in value["wants"]),
        availability=tuple((start, end) for start, end in value["availability"]), mentor_capacity=value["mentor_capacity"], mentee_need=value["mentee_need"])
