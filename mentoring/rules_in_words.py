"""The rules of a round in sentences, for everybody: what a pair must have, who is served first, what gives points."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentoring.matching.rules import rules_from
from mentoring.matching.types import PARTS, Rules
from mentoring.models import MentoringRound
from mentoring.rule_words import GROUPS
from mentoring.words_of_reasons import level_name, part_label


def rules_of(mentoring_round: MentoringRound) -> Rules:
    """The round's rules as values; a rule it does not name has the value new rounds begin with."""
    return rules_from(mentoring_round.rules)


def hard_rules(rules: Rules) -> list[str]:
    """What a pair must have. Each is a sentence."""
    hours = rules.min_shared_hours
    sentences = [
        _("A language both know at %(level)s or better.") % {"level": level_name(rules.language_min_level)},
        _("A skill the mentor knows better than the mentee, and that the mentee asks for."),
        ngettext("At least %(count)d hour a week in which both have time.", "At least %(count)d hours a week in which both have time.", hours) % {"count": hours},
        _("Neither has excluded the other."),
    ]
    if rules.cross_city_only:
        sentences.append(_("They live in different cities."))
    if rules.exclude_same_organisation:
        sentences.append(_("They do not belong to the same organisation."))
    return sentences


def priority_words(rules: Rules) -> str:
    """Who is served first when places are scarce; "" where everybody counts the same."""
    if not rules.priority_groups:
        return ""
    groups = get_text_list([str(GROUPS.get(group, group)) for group in rules.priority_groups], _("and"))
    return _("When places are scarce these are served first, if they said so in their entry: %(groups)s. It is counted, and never shown.") % {"groups": groups}


def weights(rules: Rules) -> list[dict]:
    """[{"label", "points"}] in the order of the format; together 100."""
    return [{"label": part_label(part), "points": rules.weights[part]} for part in PARTS]
