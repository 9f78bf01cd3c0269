"""What everybody may read: how mentoring works, how matching decides, the rounds, and what came of one, in numbers that betray nobody."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.both_times import place_of
from academy.mosaic import tile_svg
from academy.small_counts import FEWEST
from mentoring.models import MentoringRound
from mentoring.pair_conditions import conditions, priority_words, rules_of, weights
from mentoring.rule_changes import rule_changes
from mentoring.ruling import rulings_in_words
from mentoring.stage_steps import steps_of
from mentoring.words_of_reasons import objective_rows

MOST_PAST = 12


def aims() -> list[dict]:
    """The order in which a round decides: each aim is settled before the next is looked at. One tile each."""
    said = [
        ("azulejo", pgettext("aim of a round", "Solidarity"), _("As many people as possible get a mentor. No pair, however good, may cost somebody else their only one.")),
        ("zellige", pgettext("aim of a round", "Equity"), _("Among all ways to serve that many, the one with the fewest weak pairs; and mentors share the load evenly.")),
        ("panot", pgettext("aim of a round", "Balance between cities"), _("No city’s people go without while another’s are served twice.")),
        ("pavement", pgettext("aim of a round", "The lot"), _("When it is still even, a public draw decides. Its seed is published before the call closes, so nobody can choose it.")),
        ("opus", pgettext("aim of a round", "Mutuality"), _("People who give also receive, and pairs who help each other come together. It never decides who gets a mentor at all.")),
        ("brick", pgettext("aim of a round", "Fit"), _("Only now do points count: skills, language, hours in common, another place to learn from, the same sector.")),
    ]
    return [{"title": title, "text": text, "tile_svg": tile_svg(tradition, f"aim-{tradition}", title="")} for tradition, title, text in said]


def rounds_for(user, at) -> dict[str, list[dict]]:
    """{"open", "under_way", "past"}: the announced rounds this person sees; two queries."""
    shown = [{"round": each, "stage": each.stage(at), "words": each.stage(at).label}
             for each in MentoringRound.objects.visible_to(user).announced().filter(archived_at__isnull=True).select_related("city")]
    return {"open": [row for row in shown if row["round"].accepts_entries(at) or (at < row["round"].call_opens_at and not row["round"].closed_at)],
            "under_way": [row for row in shown if not row["round"].closed_at and not row["round"].accepts_entries(at) and at >= row["round"].call_opens_at],
            "past": [row for row in shown if row["round"].closed_at][:MOST_PAST]}


def round_context(mentoring_round: MentoringRound, user, at) -> dict:
    """One round: its rules in words, its draw seed, what was ruled by hand, and what came of it."""
    rules = rules_of(mentoring_round)
    result = mentoring_round.published_run.result if mentoring_round.published_run_id else None
    mine = mentoring_round.participations.of(user).first() if getattr(user, "is_authenticated", False) else None
    return {
        "round": mentoring_round, "stage": mentoring_round.stage(at), "accepts": mentoring_round.accepts_entries(at), "rules": rules, "conditions": conditions(rules),
        "priority": priority_words(rules), "weights": weights(rules), "mine": mine, "rulings": rulings_in_words(mentoring_round),
        "changes": rule_changes(mentoring_round), "steps": steps_of(mentoring_round, at), "zone_place": place_of(mentoring_round.zone),
        "objective": _public_objective(result, rules), "run": mentoring_round.published_run,
    }


def _public_objective(result: dict | None, rules) -> list:
    """The numbers of the published result that speak for themselves, and none of priority groups; nothing where fewer than five are served."""
    objective = (result or {}).get("objective")
    if not objective or objective["served"] < FEWEST:
        return []
    return [row for row in objective_rows(objective, rules.tiers) if row.key in {"served", "pairs", "mutual"} or row.key.startswith("tier")]
