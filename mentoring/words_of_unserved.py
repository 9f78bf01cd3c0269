"""Why somebody was left over, in words: to the person with their own wishes named, to a coordinator as counts.

Who excluded whom is never said, nor that anybody did: exclusions, rulings, organisations and cities become one neutral sentence, and where something
plainer rules everybody out besides, the coordinator reads only that.
"""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from mentoring.matching.types import Person, Rules
from mentoring.words_of_hours import Reader, all_of, any_of, language_name, times_words

PLAIN = ("language", "skill", "availability")  # what an entry says of itself; the rest is nobody else's business
MOST_NAMED = 3


def constraint_words(constraint: str) -> str:
    """What is missing between two people; organisation, conflict and city are the same neutral words."""
    return {"skill": pgettext("no mentor with ...", "the skill asked for"), "language": pgettext("no mentor with ...", "a language in common"),
            "availability": pgettext("no mentor with ...", "enough hours in common")}.get(constraint) or _("a rule of this round or a private wish")


def unserved_words(entry: dict, person: Person, rules: Rules, reader: Reader) -> list[str]:
    """Why `person` has no mentor, in one to three sentences to them. `entry` is theirs of result["unserved"]."""
    if entry["code"] == "places_full":
        return places_full_words(entry)
    if not entry["because"]:
        return [_("Nobody else offers a place as a mentor in this round.")]
    missing = missing_words(person, rules)
    plain = [constraint for constraint in PLAIN if constraint in entry["because"]]
    if missing:
        return missing
    sentences = [no_mentor_words(plain, person, rules, reader)] if plain else []
    if len(plain) < len(entry["because"]):
        sentences.append(_("Where a mentor would fit otherwise, a rule of this round or a private wish stands in between.") if plain else
                         _("A rule of this round or a private wish stands between you and the mentors who would fit."))
    return sentences


def places_full_words(entry: dict) -> list[str]:
    fit = ngettext("One mentor would fit you, and every place they have is taken.",
                   "%(mentors)d mentors would fit you, and every place they have is taken (%(places)d in all).", entry["mentors"])
    return [fit % entry, _("No other way of sharing the places out would have given more people a mentor.")]


def missing_words(person: Person, rules: Rules) -> list[str]:
    """What the entry lacks whoever the others are. Also for who is still writing it."""
    hours = sum(end - start for start, end in person.availability)
    sentences = []
    if not hours:
        sentences.append(_("Your entry names no hour when you have time."))
    elif hours < rules.min_shared_hours:
        sentences.append(ngettext("Your entry names %(hours)d hour; this round needs %(least)d in common.",
                                  "Your entry names %(hours)d hours; this round needs %(least)d in common.", hours) % {"hours": hours, "least": rules.min_shared_hours})
    if not any(level >= rules.language_min_level for level in person.languages.values()):
        sentences.append(_("None of your languages reaches the level this round asks for."))
    if not person.wants:
        sentences.append(_("Your request names no skill."))
    return sentences


def no_mentor_words(plain: list[str], person: Person, rules: Rules, reader: Reader) -> str:
    """“No mentor for bookkeeping in Greek on Tuesday or Thursday evenings.” Each combination is a sentence of its own, for the sake of other grammars."""
    words = {"skills": skills_words(person, reader), "languages": languages_words(person, rules), "times": times_words(person.availability, reader)}
    return {
        ("language",): _("No mentor in %(languages)s."),
        ("skill",): _("No mentor who knows more than you about %(skills)s."),
        ("availability",): _("No mentor on %(times)s."),
        ("language", "skill"): _("No mentor for %(skills)s in %(languages)s."),
        ("language", "availability"): _("No mentor in %(languages)s on %(times)s."),
        ("skill", "availability"): _("No mentor for %(skills)s on %(times)s."),
        ("language", "skill", "availability"): _("No mentor for %(skills)s in %(languages)s on %(times)s."),
    }[tuple(plain)] % words


def skills_words(person: Person, reader: Reader) -> str:
    """The skills asked for, dearest first."""
    wanted = sorted(person.wants, key=lambda want: (-want.priority, want.skill))
    if len(wanted) > MOST_NAMED:
        return pgettext("no mentor for ...", "the skills you ask for")
    return any_of(reader.skill(want.skill) for want in wanted)


def languages_words(person: Person, rules: Rules) -> str:
    """The languages that count in this round, best first."""
    known = sorted((-level, code) for code, level in person.languages.items() if level >= rules.language_min_level)
    if len(known) > MOST_NAMED:
        return pgettext("no mentor in ...", "your languages")
    return any_of(language_name(code) for _level, code in known)


def unserved_counts(entries: Iterable[dict]) -> list[dict]:
    """For a coordinator: [{"people": how many, "words": sentence}], most people first. Names nobody. Places that are taken and private wishes are one
    reason: were they two, who stands under the second could be told to have been excluded."""
    counts: Counter[tuple[str, ...]] = Counter()
    for entry in entries:
        plain = tuple(constraint for constraint in PLAIN if constraint in entry.get("because", ()))
        key = plain or (("taken",) if entry["code"] == "places_full" or entry["because"] else ("nobody",))
        counts[key] += 1
    return [{"people": people, "words": count_words(key, people)} for key, people in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]


def count_words(key: tuple[str, ...], people: int) -> str:
    if key == ("taken",):
        words = ngettext("%(people)d person: the places of mentors who would fit are taken, or a rule of this round or somebody’s own wish stands in between.",
                         "%(people)d people: the places of mentors who would fit are taken, or a rule of this round or somebody’s own wish stands in between.", people)
    elif key == ("nobody",):
        words = ngettext("%(people)d person: nobody else offers a place.", "%(people)d people: nobody offers a place.", people)
    else:
        words = ngettext("%(people)d person: no mentor with %(needs)s.", "%(people)d people: no mentor with %(needs)s.", people)
    return words % {"people": people, "needs": all_of(map(constraint_words, key))}
