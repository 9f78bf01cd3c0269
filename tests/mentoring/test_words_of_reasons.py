"""The matcher's reasons as sentences: true to the values, in the reader's language and zone, and silent about who the other is. No database is asked."""

import re
from datetime import date
from itertools import combinations, product

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from mentoring.matching import propose
from mentoring.matching.advice import advice
from mentoring.matching.compare import compare
from mentoring.matching.definition import score_parts
from mentoring.matching.pair_facts import facts_of_pair
from mentoring.matching.reading import read_round
from mentoring.matching.rules import DEFAULT_RULES
from mentoring.matching.types import CONSTRAINTS, PARTS, Person, Want
from mentoring.matching.why_not import why_not
from mentoring.part_tiles import tiles
from mentoring.words_of_reasons import (
    Reader,
    advice_words,
    comparison_rows,
    constraint_words,
    cost_words,
    hidden_parts,
    hours_words,
    level_label,
    missing_words,
    objective_rows,
    reasons_of,
    times_words,
    unserved_counts,
    unserved_words,
    why_not_words,
)
from tests.mentoring.matching.golden_cases import NAMES, people_of

MONDAY = date(2027, 1, 11)
ATHENS = Reader("Europe/Athens", MONDAY, {"acc": "bookkeeping", "law": "co-operative law"})
TUESDAY_THURSDAY = ((40, 42), (88, 91))  # UTC: Tuesday 16-18, Thursday 16-19; two hours later in Athens
MARIA = Person("maria", "ath", "GR", sector="food", languages={"el": 6, "en": 2}, wants=(Want("acc", 1, 3),), availability=TUESDAY_THURSDAY, mentee_need=1)
PRIVATE = re.compile("exclu|conflict|organisation|not want|refus|forb", re.IGNORECASE)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def because(*constraints: str) -> dict:
    return {"person": "maria", "code": "no_eligible_mentor", "because": list(constraints)}


def test_hours_are_told_on_the_readers_clocks():
    assert hours_words(TUESDAY_THURSDAY, ATHENS) == "Tuesday 18:00–20:00 and Thursday 18:00–21:00"
    assert hours_words(TUESDAY_THURSDAY, Reader("America/Montreal", MONDAY)) == "Tuesday 11:00–13:00 and Thursday 11:00–14:00"
    assert hours_words([], ATHENS) == ""


def test_hours_over_the_end_of_the_utc_week_are_one_stretch():
    assert hours_words([[0, 2], [166, 168]], ATHENS) == "Monday 00:00–04:00"
    assert hours_words([[166, 168]], Reader("UTC", MONDAY)) == "Sunday 22:00–00:00"


def test_times_are_named_by_weekday_and_part_of_the_day():
    assert times_words(TUESDAY_THURSDAY, ATHENS) == "Tuesday or Thursday evenings"
    assert times_words([[8, 9], [129, 131]], Reader("UTC", MONDAY)) == "Monday or Saturday mornings"
    assert times_words([[hour, hour + 1] for hour in range(10, 160, 24)], ATHENS) == "the hours you gave"


def test_weekdays_and_languages_come_in_the_readers_language():
    with translation.override("pt"):
        assert hours_words([[40, 42]], ATHENS) == "terça-feira 18:00–20:00"
        assert "grego" in unserved_words(because("language"), MARIA, DEFAULT_RULES, ATHENS)[0]
    with translation.override("ar"):
        assert "الثلاثاء" in hours_words([[40, 42]], ATHENS) and "18:00" in hours_words([[40, 42]], ATHENS)


def test_the_sentence_of_the_issue():
    assert unserved_words(because("language", "availability"), MARIA, DEFAULT_RULES, ATHENS) == ["No mentor in Greek on Tuesday or Thursday evenings."]
    assert unserved_words(because("skill"), MARIA, DEFAULT_RULES, ATHENS) == ["No mentor who knows more than you about bookkeeping."]


def test_every_set_of_reasons_has_words_that_give_no_private_wish_away():
    for size in range(len(CONSTRAINTS) + 1):
        for reasons in combinations(CONSTRAINTS, size):
            told = unserved_words(because(*reasons), MARIA, DEFAULT_RULES, ATHENS)
            assert told and all(sentence.endswith(".") and "%" not in sentence for sentence in told)
            assert not PRIVATE.search(" ".join(told))


def test_exclusion_organisation_and_city_read_the_same():
    for plain in ((), ("language",), ("skill", "availability")):
        read = {tuple(unserved_words(because(*plain, private), MARIA, DEFAULT_RULES, ATHENS)) for private in ("conflict", "organisation", "city")}
        counted = {unserved_counts([because(*plain, private)])[0]["words"] for private in ("conflict", "organisation", "city")}
        asked = {tuple(why_not_words({"code": "not_eligible", "broken": [*plain, private]})) for private in ("conflict", "organisation", "city")}
        assert len(read) == len(counted) == len(asked) == 1
    assert constraint_words("conflict") == constraint_words("city") == constraint_words("organisation")


def test_something_plain_besides_hides_that_there_was_a_private_wish():
    assert unserved_counts([because("skill", "conflict")]) == unserved_counts([because("skill")])
    assert why_not_words({"code": "not_eligible", "broken": ["skill", "conflict"]}) == why_not_words({"code": "not_eligible", "broken": ["skill"]})


def test_places_that_are_full_are_counted():
    told = unserved_words({"person": "maria", "code": "places_full", "mentors": 3, "places": 4}, MARIA, DEFAULT_RULES, ATHENS)
    assert told[0] == "3 mentors would fit you, and every place they have is taken (4 in all)."


def test_an_entry_that_lacks_something_says_so():
    assert missing_words(Person("x", "ath", "GR", mentee_need=1), DEFAULT_RULES) == [
        "Your entry names no hour when you have time.", "None of your languages reaches the level this round asks for.", "Your request names no skill."]
    assert missing_words(MARIA, DEFAULT_RULES) == []


def test_a_coordinator_reads_counts_and_no_person():
    entries = [because("language"), because("language", "city"), because("conflict"), {"person": "a", "code": "places_full", "mentors": 1, "places": 1}]
    told = unserved_counts(entries)
    assert told[0] == {"people": 2, "words": "2 people: no mentor with a language in common."}
    assert sum(row["people"] for row in told) == len(entries) and "maria" not in repr(told)


def pair() -> tuple[Person, Person]:
    mentor = Person("SECRET-ID", "lis", "PT", "Padaria do Povo", "food", languages={"el": 5}, offers={"acc": 3, "law": 2},
                    availability=((40, 42),), mentor_capacity=1)
    return mentor, MARIA


def reasons(**more):
    mentor, mentee = pair()
    return reasons_of(score_parts(mentor, mentee, DEFAULT_RULES), DEFAULT_RULES.weights, facts=facts_of_pair(mentor, mentee, DEFAULT_RULES), reader=ATHENS, **more)


def test_parts_are_told_blind_and_sum_to_the_score():
    told = reasons()
    words = {row.key: row.why for row in told.rows}
    assert words["availability"] == ["Both have time on Tuesday 18:00–20:00."]
    assert words["skill"] == ["They know bookkeeping two levels above you."] and words["language"] == ["Both speak Greek, at C1 or better."]
    assert told.points == sum(row.points for row in told.rows) == sum(score_parts(*pair(), DEFAULT_RULES).values()) and told.of == 100


def test_each_side_reads_it_from_its_own():
    words = {side: reasons(side=side).rows[0].why[0] for side in ("mentee", "mentor", "neither")}
    assert len(set(words.values())) == 3 and words["mentor"] == "You know bookkeeping two levels above them."


def test_nothing_in_the_reasons_says_who_it_is():
    for side, language in product(("mentee", "mentor", "neither"), ("en", "pt", "ar")):
        with translation.override(language):
            page = render_to_string("mentoring/parts/reasons.html", {"reasons": reasons(side=side)})
        assert not any(secret in page for secret in ("SECRET-ID", "Padaria", "lis", "Lisbon", "food"))


def test_what_is_not_shown_yet_cannot_be_worked_out_from_the_points():
    assert hidden_parts([]) == {"exchange", "sector"} and hidden_parts(["city", "sector"]) == set()
    mentor, mentee = pair()
    seen = set()
    for city, country, sector in product(("ath", "skg"), ("GR", "PT"), ("food", "care")):
        other = Person(mentor.id, city, country, "", sector, languages=mentor.languages, offers=mentor.offers, availability=mentor.availability, mentor_capacity=1)
        told = reasons_of(score_parts(other, mentee, DEFAULT_RULES), DEFAULT_RULES.weights, facts=facts_of_pair(other, mentee, DEFAULT_RULES), reader=ATHENS,
                          hidden=hidden_parts([]))
        seen.add(render_to_string("mentoring/parts/reasons.html", {"reasons": told}))
    assert len(seen) == 1 and "Between places, Sector" in seen.pop()


def test_the_mosaic_lays_as_many_tiles_as_points():
    for points, of in ((0, 40), (26, 40), (15, 15), (0, 0), (7, 15)):
        drawing = tiles(points, of)
        assert drawing["laid"].count("M") == points and drawing["drawn"].count("M") == of - points
    page = render_to_string("mentoring/parts/reasons.html", {"reasons": reasons()})
    laid = "".join(re.findall(r'reasons__laid" d="([^"]*)"', page)).count("M")
    assert laid == sum(score_parts(*pair(), DEFAULT_RULES).values())
    assert page.count("<tr") == 1 + 6 + 1 and 'aria-hidden="true"' in page and "style=" not in page


def test_facts_of_a_pair_hold_no_identity():
    mentor, mentee = pair()
    told = repr(facts_of_pair(mentor, mentee, DEFAULT_RULES))
    assert not any(secret in told for secret in (mentor.id, mentor.city, mentor.organisation, mentee.id))
    assert facts_of_pair(mentor, mentee, DEFAULT_RULES)["hours"] == [[40, 42]]


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_about_a_golden_round_has_words(name):
    round = read_round(people_of(name))
    result = propose(round)
    names = {person.id for person in round.people if len(person.id) > 1}
    for mentor, mentee in product(round.people, round.people):
        if mentor is not mentee:
            told = why_not_words(why_not(round, result, mentee.id, mentor.id))
            assert told and all("%" not in sentence for sentence in told) and not PRIVATE.search(" ".join(told)) and not names & set(re.findall(r"\w+", " ".join(told)))
    people = {person.id: person for person in round.people}
    for entry in result["unserved"]:
        told = advice_words(advice(round, result, entry["person"]), people[entry["person"]], round.rules, ATHENS)
        assert told["lead"] and (told["options"] or told["beyond"])
    rows = objective_rows(result["objective"], round.rules.tiers)
    assert [row.key for row in rows][:3] == ["priority_served", "served", "pairs"] and all(row.label and row.better for row in rows)
    compared = compare(round, result, round, result)
    assert {row.words for row in comparison_rows(compared, round.rules.tiers)} == {"the same"} and cost_words(compared)[0] == "The same people have a mentor under both."


def test_each_kind_of_change_has_words():
    changes = [{"kind": "hours", "ranges": [[40, 42]], "hours": 2}, {"kind": "language", "language": "fr", "now": 0, "level": 3},
               {"kind": "language", "language": "fr", "now": 2, "level": 3}, {"kind": "skill", "skill": "law", "level": 0},
               {"kind": "level", "skill": "acc", "now": 3, "level": 1}, {"kind": "own_city"}]
    given = {"code": "change", "options": [{"changes": changes, "served": [1, 2]}], "lacks": [], "mentor": None}
    assert advice_words(given, MARIA, DEFAULT_RULES, ATHENS)["options"] == [[
        "Add 2 hours: Tuesday 18:00–20:00.", "Add French to your languages, if you speak it at B1 or better.",
        "Raise your French to B1, if that is how well you speak it (now A2).", "Ask for co-operative law, too.",
        "Ask for bookkeeping from level 1 instead of 3.", "Allow mentors from your own city."]]


def test_one_more_mentor_is_described():
    mentor = {"skill": "acc", "level": 2, "language": "el", "language_level": 3, "hours": [[40, 42]], "other_city": False, "places": 1}
    told = advice_words({"code": "nothing", "options": [], "lacks": [], "mentor": mentor}, MARIA, DEFAULT_RULES, ATHENS)
    assert told["beyond"] == "One more mentor for bookkeeping in Greek on Tuesday evenings would help."


def test_every_level_that_can_get_worse_has_words():
    for level in ("priority_served", "served", "pairs", "tier0", "tier3", "load_sq", "city_imbalance", "draw", "mutual", "score"):
        told = why_not_words({"code": "worse", "level": level, "before": 3, "after": 2, "by": 1, "places_used": True, "has_mentor": False})
        assert told[0] == "Every place of this mentor is used." and told[1].endswith(".") and level_label(level, (35, 45, 55, 65))


def test_who_is_served_first_is_not_said_to_people():
    answers = [{"code": "worse", "level": level, "before": 3, "after": 2, "by": 1, "places_used": False, "has_mentor": False} for level in ("priority_served", "served")]
    assert why_not_words(answers[0]) == why_not_words(answers[1]) == ["Giving you this one would leave somebody else without a mentor."]


def test_tiers_are_named_by_their_points():
    assert [level_label(f"tier{tier}", (35, 45)) for tier in range(3)] == [
        "Pairs with less than 35 points", "Pairs with 35 to 44 points", "Pairs with 45 points or more"]


def test_all_parts_have_labels_and_weightless_parts_are_left_out():
    weights = {part: 0 for part in PARTS} | {"skill": 100}
    assert [row.key for row in reasons_of({part: 0 for part in PARTS}, weights).rows] == ["skill"]
