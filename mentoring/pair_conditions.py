"""What a pair must have to be a pair at all, and who is served first: the hard rules of a round as sentences for those who take part."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from mentoring.matching.rules import rules_from
from mentoring.matching.types import PARTS, Rules
from mentoring.words_of_hours import all_of
from mentoring.words_of_reasons import level_name, part_label


@dataclass(frozen=True, slots=True)
class Weight:
    label: str
    points: int


def rules_of(mentoring_round) -> Rules:
    """The round's rules as values; raises RoundErrors for rules nobody could have saved."""
    return rules_from(mentoring_round.rules)


def conditions(rules: Rules) -> list[str]:
    """One sentence each."""
    said = [_("Both speak one language at %(level)s or better.") % {"level": level_name(rules.language_min_level)},
            ngettext("They share at least %(n)d free hour a week.", "They share at least %(n)d free hours a week.", rules.min_shared_hours) % {"n": rules.min_shared_hours},
            _("The mentor knows at least one skill you ask for, better than you do today."),
            _("Neither of you has asked not to be paired with the other, or with their organisation. Nobody else reads these wishes.")]
    if rules.cross_city_only:
        said.append(_("They live in different cities."))
    if rules.exclude_same_organisation:
        said.append(_("They do not work in the same organisation."))
    return said


def priority_words(rules: Rules) -> str:
    """Who is served first, when not all can be; empty when the round has no such rule."""
    groups = [{"women": pgettext("who is served first", "women"), "youth": pgettext("who is served first", "people under 30")}.get(each, each) for each in rules.priority_groups]
    return _("When places are scarce, this round serves first: %(groups)s. Only who wants to says so; it is counted and never shown.") % {"groups": all_of(groups)} if groups else ""


def weights(rules: Rules) -> list[Weight]:
    """The six parts of a score with the points each can give; they sum to 100."""
    return [Weight(part_label(part), rules.weights[part]) for part in PARTS]
