"""Mentors of a round somebody may ask about, without saying who they are: those they wished for, and those who would fit them."""

from dataclasses import dataclass

from django.utils.translation import get_language

from mentoring.blind_view import ShownOfThem, shown_of
from mentoring.matching.definition import eligible, score_parts
from mentoring.models import Participation
from mentoring.shortlist import key_of
from mentoring.why_nobody import LastRun
from mentoring.words_of_reasons import language_name

MOST_LISTED = 12
OPEN_PARTS = ("skill", "language", "availability", "reciprocity")  # an order by the others could tell a city


@dataclass(frozen=True, slots=True)
class BlindMentor:
    """`key`: for the address, another one for each reader; never the lot, which stands beside cities in files."""

    key: str
    entry: Participation
    skills: list[str]
    languages: list[str]
    shown: ShownOfThem
    wished: bool


def blind_mentors(last: LastRun) -> list[BlindMentor]:
    """The wished ones first, in the order of the wishes; then those who would fit best by what is open about them. Four queries."""
    if last.person is None or not last.person.mentee_need:
        return []
    wished = list(last.participation.shortlist.filter(as_mentor=False, wished__left_at=None).order_by("place").values_list("wished_id", flat=True))
    fitting = [other for other in last.round.people if eligible(other, last.person, last.round.rules)]
    fitting.sort(key=lambda other: (-sum(score_parts(other, last.person, last.round.rules)[part] for part in OPEN_PARTS), other.id))
    ids = list(dict.fromkeys([*wished, *(last.run.people[other.id] for other in fitting[:MOST_LISTED])]))
    rows = (Participation.objects.filter(pk__in=ids, offer__isnull=False, left_at=None).select_related("offer", "person__city", "person__organisation")
            .prefetch_related("offer__skills__skill"))
    found = {each.pk: each for each in rows}
    return [_blind(last.participation, found[pk], pk in wished) for pk in ids if pk in found]


def _blind(mine: Participation, entry: Participation, wished: bool) -> BlindMentor:
    language = get_language() or "en"
    skills = sorted(entry.offer.skills.all(), key=lambda each: (-each.level, each.skill.code))
    spoken = sorted(entry.languages.items(), key=lambda each: (-each[1], each[0]))
    return BlindMentor(key_of(mine, entry.pk), entry, [each.skill.label_in(language) for each in skills], [language_name(code) for code, _level in spoken], shown_of(entry), wished)
