"""What changed in the public rules of a round, and when: written into the log once the call is open, read by everybody."""

from dataclasses import dataclass
from datetime import datetime

from academy.models import Event, record
from mentoring.matching.types import PARTS
from mentoring.models import MentoringRound
from mentoring.rule_words import rule_label, rule_value

SILENT = ("id", "draw_seed")
VERB = "changed_rules"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """`label`, `before`, `after`: words in the reader's language."""

    at: datetime
    label: str
    before: str
    after: str


def differences(before: dict, after: dict) -> list[tuple[str, object, object]]:
    """[(rule, value before, value after)], a weight as "weights.skill", in a fixed order."""
    flat = [{**{key: value for key, value in rules.items() if key not in (*SILENT, "weights")}, **{f"weights.{part}": rules["weights"][part] for part in PARTS}}
            for rules in (before, after)]
    return [(rule, flat[0].get(rule), value) for rule, value in flat[1].items() if flat[0].get(rule) != value]


def note_rule_change(fresh: MentoringRound, rules: dict, *, by, at: datetime) -> None:
    """One line of the log for rules that differ from those people could read. Of a draft, which nobody has read, nothing is told."""
    changes = [[rule, before, after] for rule, before, after in differences(fresh.rules, rules)]
    if changes and fresh.opened_at:
        record(by, VERB, "mentoring_round", fresh.pk, at=at, details={"changes": changes})


def rule_changes(mentoring_round: MentoringRound) -> list[RuleChange]:
    """For the round's public page, oldest first; one query."""
    lines = Event.objects.filter(object_kind="mentoring_round", object_key=str(mentoring_round.pk), verb=VERB).order_by("at")
    return [RuleChange(line.at, rule_label(rule), rule_value(rule, before), rule_value(rule, after)) for line in lines for rule, before, after in line.details["changes"]]


def changes_in_words(before: dict, after: dict) -> list[tuple[str, str, str]]:
    """[(rule, before, after)] in the reader's language."""
    return [(rule_label(rule), rule_value(rule, old), rule_value(rule, new)) for rule, old, new in differences(before, after)]
