"""The parts of a score in words: what gave the points, without a word that says who the other person is."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from mentoring.matching.types import PARTS
from mentoring.part_tiles import tiles
from mentoring.words_of_hours import Reader, hours_words, language_name, level_name

MOST_SKILLS = 3


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part. `why` is a sentence, empty when only the points are known; `tiles` see part_tiles.py."""

    key: str
    label: str
    points: int
    of: int
    why: list[str]
    tiles: dict


@dataclass(frozen=True, slots=True)
class Reasons:
    """`points` is the sum of the rows, never more than is shown: with `kept_private` parts it is less than the score of the pair."""

    rows: list[PartRow]
    points: int
    of: int
    kept_private: list[str]  # labels of parts left out


def part_label(part: str) -> str:
    return {
        "skill": pgettext("part of a score", "Skills"), "language": pgettext("part of a score", "Language"),
        "availability": pgettext("part of a score", "Hours in common"), "exchange": pgettext("part of a score", "Between places"),
        "sector": pgettext("part of a score", "Sector"), "reciprocity": pgettext("part of a score", "Help in both directions"),
    }[part]


def hidden_parts(shows: Collection[str]) -> set[str]:
    """The parts whose points would tell what the other side does not show yet. `shows`: the other side's Participation.shows."""
    return {part for part, consent in (("exchange", "city"), ("sector", "sector")) if consent not in shows}


def reasons_of(parts: dict[str, int], weights: dict[str, int], *, facts: dict | None = None, reader: Reader | None = None, side: str = "mentee",
               hidden: Collection[str] = ()) -> Reasons:
    """What templates/mentoring/parts/reasons.html shows.

    `parts`: six points, as the matcher gives them; `weights`: of the round's rules. `facts` (matching.pair_facts.facts_of_pair) and `reader` add sentences;
    `side` is the reader's: "mentee", "mentor", or "neither" (a coordinator). `hidden` (hidden_parts) leaves parts out, of the sum too: a page that
    hides a part must not show the pair's whole score anywhere, or the part could be worked out.
    """
    kept = [part for part in PARTS if part not in hidden and weights[part]]
    rows = [PartRow(part, part_label(part), parts[part], weights[part], sentences(part, facts, reader or Reader(), side) if facts else [],
                    tiles(parts[part], weights[part])) for part in kept]
    return Reasons(rows, sum(row.points for row in rows), sum(row.of for row in rows), [part_label(part) for part in PARTS if part in hidden and weights[part]])


def sentences(part: str, facts: dict, reader: Reader, side: str) -> list[str]:
    """What gave this part its points, as sentences to the reader."""
    match part:
        case "skill":
            return [skill_sentence(each, reader, side) for each in facts["skills"][:MOST_SKILLS]]
        case "language":
            words = {"language": language_name(facts["language"]["language"]), "level": level_name(facts["language"]["level"])}
            return [_("Both speak %(language)s, at %(level)s or better.") % words]
        case "availability":
            return [_("Both have time on %(hours)s.") % {"hours": hours_words(facts["hours"], reader)}]
        case "exchange":
            return [{"country": _("They live in different countries."), "city": _("They live in different cities of one country."),
                     "same": _("They live in the same city.")}[facts["place"]] if side == "neither" else
                    {"country": _("You live in different countries."), "city": _("You live in different cities of one country."),
                     "same": _("You live in the same city.")}[facts["place"]]]
        case "sector":
            return [{"same": _("Both work in the same sector."), "other": _("Each works in another sector."), "unsaid": _("Neither names a sector.")}[facts["sector"]]]
    if not facts["reciprocity"]:
        return [_("This time help goes one way.")]
    return [{"mentee": _("You could help them, too, with something they look for."), "mentor": _("They could help you, too, with something you look for."),
             "neither": _("Each could help the other.")}[side]]


def skill_sentence(row: dict, reader: Reader, side: str) -> str:
    """“They know bookkeeping two levels above you.” Beyond three levels nothing more is said, since nothing more counts."""
    words = {"skill": reader.skill(row["skill"])}
    step = row["steps"] - 1
    if side == "mentor":
        return (_("You know %(skill)s one level above them."), _("You know %(skill)s two levels above them."),
                _("You know %(skill)s three levels above them, or more."))[step] % words
    if side == "mentee":
        return (_("They know %(skill)s one level above you."), _("They know %(skill)s two levels above you."),
                _("They know %(skill)s three levels above you, or more."))[step] % words
    return ngettext("The mentor knows %(skill)s %(steps)d level above.", "The mentor knows %(skill)s %(steps)d levels above.", row["steps"]) % (
        words | {"steps": row["steps"]})
