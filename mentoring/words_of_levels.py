"""The levels of a result in words: what each number counts, which way is better, and what a rule costs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from mentoring.matching.levels import levels_of

MILLION = 10**6


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One number of the objective vector. `value` as people read it; `better` says which way is better."""

    key: str
    heading: str
    label: str
    value: str
    better: str


def heading_words(heading: str) -> str:
    return {"solidarity": pgettext("aim of a round", "Solidarity"), "equity": pgettext("aim of a round", "Equity"),
            "cities": pgettext("aim of a round", "Balance between cities"), "mutuality": pgettext("aim of a round", "Mutuality"),
            "quality": pgettext("aim of a round", "How well pairs fit")}[heading]


def level_label(name: str, tiers: tuple[int, ...] = ()) -> str:
    """What a level counts. `tiers`: the thresholds of the rules, for the levels tier0, tier1, ..."""
    if name.startswith("tier"):
        return tier_label(int(name.removeprefix("tier")), tiers)
    return {
        "priority_served": _("People whom this round serves first, with a mentor"), "served": _("People with a mentor"),
        "pairs": _("Pairs, second mentors among them"), "load_sq": _("Uneven load of mentors"), "city_imbalance": _("Unevenness between cities"),
        "draw": _("Public lots of those with a mentor"), "mutual": _("People who both give and receive"), "score": _("Points of all pairs"),
    }[name]


def tier_label(tier: int, tiers: tuple[int, ...]) -> str:
    """“Pairs with less than 35 points”, “... with 35 to 44 points”, “... with 65 points or more”."""
    if tier == 0:
        return _("Pairs with less than %(points)d points") % {"points": tiers[0]} if tiers else _("Pairs")
    if tier == len(tiers):
        return _("Pairs with %(points)d points or more") % {"points": tiers[-1]}
    return _("Pairs with %(first)d to %(last)d points") % {"first": tiers[tier - 1], "last": tiers[tier] - 1}


def level_value(name: str, value: int) -> str:
    """The number as it is read: unevenness between cities with two decimals, the rest whole."""
    return f"{value / MILLION:.2f}" if name == "city_imbalance" else str(value)


def objective_rows(objective: dict, tiers: tuple[int, ...] | list[int]) -> list[LevelRow]:
    """The vector as rows, in the order in which a round decides. `tiers`: thresholds of the rules. The best tier stands among them for the sum."""
    more, fewer = pgettext("which way a number is better", "more is better"), pgettext("which way a number is better", "fewer is better")
    return [LevelRow(level.name, heading_words(level.heading), level_label(level.name, tuple(tiers)), level_value(level.name, level.value),
                     more if level.more_is_better else fewer) for level in levels_of(objective)]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One level of two results side by side; `words`: “better”, “worse”, “the same” of the second, or that the two cannot be compared."""

    key: str
    heading: str
    label: str
    before: str
    after: str
    better: str | None  # "before", "after", "same", None
    words: str


def comparison_rows(comparison: dict, tiers: tuple[int, ...] | list[int]) -> list[ComparedRow]:
    """The levels of matching.compare.compare, in words. `tiers`: thresholds of the first round's rules. Sums of lots are left out: who is served
    makes them, and no lot is better than another."""
    words = {"after": pgettext("compared level", "better"), "before": pgettext("compared level", "worse"), "same": pgettext("compared level", "the same"),
             None: pgettext("compared level", "not comparable under other rules")}
    return [ComparedRow(row["level"], heading_words(row["heading"]), level_label(row["level"], tuple(tiers)), level_value(row["level"], row["before"]),
                        level_value(row["level"], row["after"]), row["better"], words[row["better"]]) for row in comparison["levels"] if row["level"] != "draw"]


def cost_words(comparison: dict) -> list[str]:
    """What the second result means for people, in sentences: who gains and loses by count, how many pairs stay."""
    gained, lost, same = comparison["gained"], comparison["lost"], comparison["same_pairs"]
    sentences = []
    if gained:
        sentences.append(ngettext("%(people)d person has a mentor only under the second.", "%(people)d people have a mentor only under the second.", gained) % {"people": gained})
    if lost:
        sentences.append(ngettext("%(people)d person has a mentor only under the first.", "%(people)d people have a mentor only under the first.", lost) % {"people": lost})
    if not sentences:
        sentences.append(_("The same people have a mentor under both."))
    sentences.append(ngettext("%(pairs)d pair is the same in both.", "%(pairs)d pairs are the same in both.", same) % {"pairs": same})
    return sentences
