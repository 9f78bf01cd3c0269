"""Two simulations side by side: what differs in rules, at each level, in each city, and what that costs, in words."""

from django.utils.translation import gettext as _

from mentoring.matching.compare import compare
from mentoring.matching.reading import read_round
from mentoring.models import MatchingRun
from mentoring.rule_changes import changes_in_words
from mentoring.words_of_levels import tier_label
from mentoring.words_of_reasons import comparison_rows, cost_words


def cannot_compare(first: MatchingRun, second: MatchingRun) -> str:
    """"" when the two can stand side by side; else why not."""
    if first.pk == second.pk:
        return _("Choose two different simulations.")
    people = [{each["id"]: (each["city"], each["mentee_need"], each["mentor_capacity"]) for each in run.input["people"]} for run in (first, second)]
    if people[0] != people[1]:
        return _("Between these two, people came, left or changed their entry, so their numbers say nothing about the rules. Simulate both once more.")
    return ""


class Comparison:
    """`rules`: [(rule, first, second)]; `levels`, `cost`: see words_of_reasons; `cities`: [(name, mentees, first, second, gained, lost)];
    `load`: [(mentees, mentors in the first, in the second)]; `worst`: the worst step that holds a pair, in each."""

    def __init__(self, first: MatchingRun, second: MatchingRun) -> None:
        rounds = [read_round(run.input) for run in (first, second)]
        found = compare(rounds[0], first.result, rounds[1], second.result)
        self.first, self.second = first, second
        self.rules = changes_in_words(first.rules, second.rules)
        # Held against a second one, even a large number tells of single people.
        self.levels = [row for row in comparison_rows(found, first.rules["tiers"]) if row.key != "priority_served"]
        self.cost = cost_words(found)
        names = {each["id"]: each["name"] for each in first.input["cities"]}
        self.cities = [(names[row["city"]], row["mentees"], *row["served"], row["gained"], row["lost"]) for row in found["cities"]]
        self.mentees, self.served = found["mentees"], found["served"]
        self.coverage = [f"{share / 10:.1f}" for share in found["coverage"]]
        self.load = [(count, found["load"][0].get(count, 0), found["load"][1].get(count, 0)) for count in sorted({*found["load"][0], *found["load"][1]})]
        self.worst = [tier_label(tier, tuple(run.rules["tiers"])) if tier is not None else "–" for tier, run in zip(found["worst_tier"], (first, second), strict=True)]
