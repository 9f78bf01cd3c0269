"""The rules of a round as people read them: a label and a value for each, in the reader's language."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from mentoring.models import PriorityGroup
from mentoring.words_of_reasons import level_name, part_label

ORDER = ("language_min_level", "min_shared_hours", "availability_full_hours", "cross_city_only", "exclude_same_organisation", "priority_groups", "tiers")
GROUPS = {PriorityGroup.WOMEN: pgettext_lazy("priority group", "Women"), PriorityGroup.YOUNG: pgettext_lazy("priority group", "People under 30")}
LEVEL_WORDS = {
    1: gettext_lazy("A1: a few words and simple phrases"), 2: gettext_lazy("A2: simple, everyday talk"), 3: gettext_lazy("B1: gets by in a conversation"),
    4: gettext_lazy("B2: talks with ease about most things"), 5: gettext_lazy("C1: fluent, also about one’s work"), 6: gettext_lazy("C2: like a first language"),
}


def rule_label(rule: str) -> str:
    """`rule`: a key of the format, or "weights.skill" and so on."""
    if rule.startswith("weights."):
        return _("Points for: %(part)s") % {"part": part_label(rule.removeprefix("weights."))}
    return {
        "language_min_level": _("Language both must have in common, at least at"), "min_shared_hours": _("Hours a week both have time, at least"),
        "availability_full_hours": _("Hours in common that give all points for hours"), "cross_city_only": _("Only pairs from two different cities"),
        "exclude_same_organisation": _("Nobody is paired inside their own organisation"), "priority_groups": _("Served first when places are scarce"),
        "tiers": _("Steps of points, for fairness between people"), "draw_seed": _("Seed of the public draw"),
    }.get(rule, rule)


def rule_value(rule: str, value) -> str:
    if isinstance(value, bool):
        return pgettext("a rule holds", "yes") if value else pgettext("a rule holds", "no")
    if rule == "language_min_level":
        return level_name(value)
    if rule in ("min_shared_hours", "availability_full_hours"):
        return ngettext("%(count)d hour", "%(count)d hours", value) % {"count": value}
    if rule == "priority_groups":
        return get_text_list([str(GROUPS.get(group, group)) for group in value], _("and")) or _("nobody: everybody counts the same")
    if rule == "tiers":
        return ", ".join(str(step) for step in value) or _("none")
    if rule.startswith("weights."):
        return ngettext("%(count)d of 100", "%(count)d of 100", value) % {"count": value}
    return str(value)


def rules_in_words(rules: dict) -> list[tuple[str, str]]:
    """[(label, value)] of everything but the seed."""
    weights = [(f"weights.{part}", points) for part, points in rules["weights"].items()]
    return [(rule_label(rule), rule_value(rule, value)) for rule, value in (*((rule, rules[rule]) for rule in ORDER), *weights)]
