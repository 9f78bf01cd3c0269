"""Everything the matcher gives as a reason, in the reader's language: one door for the screens.

All of these take plain values of mentoring/matching/ and give plain values or sentences (already translated, not escaped). Nothing asks the database.

    reader = Reader(zone="Europe/Lisbon", monday=mentoring_round.reference_monday, skills={code: label})

For the person left over
    unserved_words(entry, person, rules, reader) -> [sentence, ...]            entry of result["unserved"], person and rules of the read round
    advice_words(advice, person, rules, reader) -> {"lead", "options", "beyond", "lacks"}
    missing_words(person, rules) -> [sentence, ...]                            what an entry lacks whoever the others are
    why_not_words(answer) -> [sentence, ...]
For a coordinator: counts, and no private exclusion as such
    unserved_counts(entries) -> [{"people", "words"}, ...]
    objective_rows(objective, tiers) -> [LevelRow(key, heading, label, value, better), ...]
    comparison_rows(comparison, tiers) -> [ComparedRow(key, heading, label, before, after, better, words), ...]
    cost_words(comparison) -> [sentence, ...]
For a pair, blind: templates/mentoring/parts/reasons.html takes what reasons_of gives
    reasons_of(parts, weights, facts=, reader=, side=, hidden=hidden_parts(other.shows)) -> Reasons(rows, points, of, kept_private)
    facts come from mentoring.matching.pair_facts.facts_of_pair(mentor, mentee, rules)
Small words: constraint_words, part_label, level_label, hours_words, times_words, language_name, level_name
"""

from mentoring.words_of_advice import advice_words, change_words, mentor_words
from mentoring.words_of_hours import Reader, hours_words, language_name, level_name, times_words
from mentoring.words_of_levels import ComparedRow, LevelRow, comparison_rows, cost_words, heading_words, level_label, objective_rows
from mentoring.words_of_parts import PartRow, Reasons, hidden_parts, part_label, reasons_of
from mentoring.words_of_unserved import constraint_words, missing_words, unserved_counts, unserved_words
from mentoring.words_of_why_not import why_not_words

__all__ = [
    "ComparedRow", "LevelRow", "PartRow", "Reader", "Reasons", "advice_words", "change_words", "comparison_rows", "constraint_words", "cost_words",
    "heading_words", "hidden_parts", "hours_words", "language_name", "level_label", "level_name", "mentor_words", "missing_words", "objective_rows",
    "part_label", "reasons_of", "times_words", "unserved_counts", "unserved_words", "why_not_words",
]
