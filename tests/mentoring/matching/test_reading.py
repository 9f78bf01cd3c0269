"""Malformed rounds are refused with line, field and plain words; good ones are read as they stand."""

import json
import re

import pytest

from mentoring.matching.faults import MOST, RoundErrors
from mentoring.matching.reading import read_overrides, read_round
from mentoring.matching.rules import DEFAULT_RULES, problems_in_rules, rules_as_dict, rules_from
from mentoring.matching.types import RoundError, Want

from .golden_cases import NAMES, people_of
from .round_generator import generate


def text_of(data: dict) -> str:
    return json.dumps(data, indent=1)


def refusal(source, **how) -> RoundErrors:
    with pytest.raises(RoundError) as caught:
        read_round(source, **how)
    return caught.value


def put(data: dict, field: str, value: object) -> None:
    """put(data, "people.3.city", ...) sets one value in a decoded file."""
    *way, last = [int(step) if step.isdigit() else step for step in field.split(".")]
    for step in way:
        data = data[step]
    data[last] = value


def line_of(text: str, field: str, missing: bool) -> int:
    """The line of a field, found another way: put a mark in its place and look where the mark is. Of what is missing, the line of its object."""
    data = json.loads(text)
    steps = [int(number) if number else quoted or name for quoted, number, name in re.findall(r'\["(.*?)"\]|\[(\d+)\]|(\w+)', field)]
    holder = data
    *way, last = steps[:-1] if missing else steps
    for step in way:
        holder = holder[step]
    holder[last] = "the mark"
    return next(number for number, line in enumerate(text_of(data).split("\n"), 1) if '"the mark"' in line)


# where, the wrong value, the field that is named, words of the problem. People 3 of g6 is P, a mentee; 2 is M3, with two ranges of hours.
WRONG = [
    ("format", "mentoring-round/2", "format", 'must be "mentoring-round/1", not "mentoring-round/2"'),
    ("people", {}, "people", "must be a list"),
    ("people", None, "people", "must be a list, not null"),
    ("cities", "ath", "cities", "must be a list"),
    ("round", [], "round", "must be an object"),
    ("skills", [1], "skills[0]", "must be a text"),
    ("people.3", "P", "people[3]", 'must be an object with keys and values, not "P"'),
    ("people.3.id", 7, "people[3].id", "must be a text, not 7"),
    ("people.3.id", "", "people[3].id", "must not be empty"),
    ("people.3.id", "M1", "people[3].id", '"M1" is the id of people[0] already'),
    ("people.3.id", "\ud800", "people[3].id", "surrogate"),
    ("people.3.city", "aht", "people[3].city", 'not among the cities of this file; did you mean "ath"?'),
    ("people.3.city", ["ath"], "people[3].city", "must be a text"),
    ("people.3.country", None, "people[3].country", "must be a text, not null"),
    ("people.3.sector", "fod", "people[3].sector", 'did you mean "food"?'),
    ("people.3.groups", "women", "people[3].groups", "must be a list"),
    ("people.3.languages", ["en"], "people[3].languages", "must be an object"),
    ("people.3.languages", {"xx": 3}, "people[3].languages.xx", "not among the languages"),
    ("people.3.languages", {"en": 0}, "people[3].languages.en", "from 1 to 6, not 0"),
    ("people.3.languages", {"en": 7}, "people[3].languages.en", "from 1 to 6, not 7"),
    ("people.3.languages", {"en": "B2"}, "people[3].languages.en", 'from 1 to 6, not "B2"'),
    ("people.3.offers", {"law": 6}, "people[3].offers.law", "from 1 to 5, not 6"),
    ("people.3.offers", {"law and order": 5}, 'people[3].offers["law and order"]', "not among the skills"),
    ("people.3.wants.0.level", 5, "people[3].wants[0].level", "from 0 to 4, not 5"),
    ("people.3.wants.0.level", -1, "people[3].wants[0].level", "from 0 to 4, not -1"),
    ("people.3.wants.0.priority", 0, "people[3].wants[0].priority", "from 1 to 3, not 0"),
    ("people.3.wants.0.skill", "lwa", "people[3].wants[0].skill", 'did you mean "law"?'),
    ("people.3.wants.0", {"skill": "law", "level": 1}, "people[3].wants[0].priority", "is missing"),
    ("people.3.wants", [{"skill": "law", "level": 1, "priority": 3}, {"skill": "law", "level": 2, "priority": 1}], "people[3].wants[1].skill",
     '"law" is wanted twice, first in wants[0]'),
    ("people.3.availability", "evenings", "people[3].availability", "must be a list"),
    ("people.3.availability", [18, 22], "people[3].availability[0]", "must be two hours [start, end), not 18"),
    ("people.3.availability", [[18, 22, 23]], "people[3].availability[0]", "must be two hours"),
    ("people.3.availability", [[18, 169]], "people[3].availability[0][1]", "from 1 to 168, not 169"),
    ("people.3.availability", [[-1, 4]], "people[3].availability[0][0]", "from 0 to 167, not -1"),
    ("people.3.availability", [[18.5, 20]], "people[3].availability[0][0]", "not 18.5"),
    ("people.3.availability", [[166, 2]], "people[3].availability[0]", "is written as two, [166, 168] and [0, 2]"),
    ("people.3.availability", [[18, 18]], "people[3].availability[0]", "starts and ends at 18"),
    ("people.2.availability", [[18, 21], [20, 42]], "people[2].availability[1]", "before the range before it ends (21)"),
    ("people.2.availability", [[40, 42], [18, 21]], "people[2].availability[1]", "ranges are sorted"),
    ("people.3.mentor_capacity", 6, "people[3].mentor_capacity", "from 0 to 5, not 6"),
    ("people.3.mentor_capacity", True, "people[3].mentor_capacity", "not true"),
    ("people.3.mentor_capacity", 1.0, "people[3].mentor_capacity", "not 1.0"),
    ("people.3.mentor_capacity", float("nan"), "people[3].mentor_capacity", "not NaN"),
    ("people.3.mentee_need", 3, "people[3].mentee_need", "from 0 to 2, not 3"),
    ("people.3.exclude", [3], "people[3].exclude[0]", "must be a text, not 3"),
    ("people.3.rank_mentors", ["M1", "M1"], "people[3].rank_mentors[1]", "stands on this list already"),
    ("people.3.email", "p@coop.example", "people[3].email", "is not a key of this format"),
    ("people.3.mentee_needs", 1, "people[3].mentee_needs", 'did you mean "mentee_need"?'),
    ("cities.0.id", "skg", "cities[1].id", '"skg" is the id of cities[0] already'),
    ("cities.0.utc_offset", 5.5, "cities[0].utc_offset", "must be a whole number, not 5.5"),
    ("round.language_min_level", 0, "round.language_min_level", "from 1 to 6, not 0"),
    ("round.min_shared_hours", 0, "round.min_shared_hours", "from 1 to 168, not 0"),
    ("round.availability_full_hours", 0, "round.availability_full_hours", "from 1 to 168"),
    ("round.cross_city_only", 1, "round.cross_city_only", "must be true or false, not 1"),
    ("round.priority_groups", [None], "round.priority_groups[0]", "must be a text, not null"),
    ("round.tiers", [40, 60, 60], "round.tiers[2]", "higher than the threshold before it, 60"),
    ("round.tiers", [40, 101], "round.tiers[1]", "from 0 to 100"),
    ("round.weights.skill", 30, "round.weights", "must sum to 100, and sum to 90"),
    ("round.weights.skill", -40, "round.weights.skill", "from 0 to 100, not -40"),
    ("round.weights", {"skill": 100}, "round.weights.sector", "is missing"),
    ("round.draw_seed", 7, "round.draw_seed", "must be a text, not 7"),
    ("round.pinned", [["M1"]], "round.pinned[0]", "must be two ids [mentor, mentee]"),
    ("round.pinned", [["M1", "nobody"]], "round.pinned[0]", "nobody in this round has this id"),
    ("round.pinned", [["M2", "T"], ["M1", "R"]], "round.pinned[1]", "M1 may not mentor R: skill"),
    ("round.pinned", [["M1", "P"], ["M1", "Q"]], "round.pinned[1]", "has 1 places and more pins than that"),
    ("round.pinned", [["M1", "P"], ["M1", "P"]], "round.pinned[1]", "is pinned twice"),
    ("round.pinned", [["P", "M1"]], "round.pinned[0]", "P offers no place"),
    ("meta", [], "meta", "must be an object"),
    ("meta", {"x": float("nan")}, "meta", "not JSON"),
    ("comment", "hello", "comment", "is not a key of this format"),
]


@pytest.mark.parametrize(("where", "value", "field", "problem"), WRONG, ids=[f"{where} {str(value)[:30]!r}" for where, value, *_rest in WRONG])
def test_a_wrong_value_is_named_by_line_field_and_problem(where, value, field, problem):
    data = people_of("g6")
    put(data, where, value)
    text = text_of(data)
    errors = refusal(text).errors
    error = next(each for each in errors if each.field == field)
    assert problem in error.problem
    assert error.line == line_of(text, field, missing="is missing" in problem)
    # A dict has no lines, and the same faults.
    assert [(each.field, each.line) for each in refusal(json.loads(text)).errors] == [(each.field, None) for each in errors]


@pytest.mark.parametrize("path", [
    *(f"people.3.{key}" for key in people_of("g6")["people"][0]), *(f"round.{key}" for key in people_of("g6")["round"]), "cities.1.name", "cities.1.id",
    "round.weights.sector", "people", "cities", "round", "format", "languages"])
def test_a_missing_key_is_named(path):
    data = people_of("g6")
    holder = data
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        holder = holder[step]
    del holder[last]
    field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in (*way, last)).lstrip(".")
    error = next(each for each in refusal(text_of(data)).errors if each.field == field)
    assert error.problem.startswith("is missing")
    assert error.line == (1 if "." not in field else line_of(text_of(data), field, missing=True))


@pytest.mark.parametrize(("text", "line", "field", "problem"), [
    ("", 1, "column 1", "this is not JSON: expecting value"),
    ('{"format": "mentoring-round/1",\n "people": [1,,2]}', 2, "column 15", "expecting value"),
    ('{"format": "mentoring-round/1"\n "people": []}', 2, "column 2", "expecting ',' delimiter"),
    ('{"format": "mentoring-round/1",\n "meta": {"a": "x\ty"}}', 2, "column 18", "invalid control character"),
    ("[]", 1, "", "must be an object"),
    ("null", 1, "", "must be an object"),
    ('{\n "format": 1,\n "format": "mentoring-round/1"}', 3, "format", "stands there twice"),
    ('{"x":' * 100_000, None, "", "too deep"),
    ('{"n": ' + "9" * 5000 + "}", None, "", "far too long"),
    (b'{"format":\n "\xe9"}', 2, "", "is not UTF-8 text"),
])
def test_what_is_no_such_file_is_said(text, line, field, problem):
    error = refusal(text)
    assert (error.line, error.field) == (line, field) and problem in error.problem


def test_a_key_that_stands_twice_is_refused_deep_in_the_file():
    text = text_of(people_of("g6")).replace('"city": "sel",', '"city": "sel",\n   "city": "ath",')
    error = refusal(text)
    assert error.field == "people[5].city" and text.split("\n")[error.line - 1].strip() == '"city": "ath",'


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    data = people_of("g6")
    put(data, "people.6.mentee_need", 9)
    put(data, "round.weights.skill", 41)
    put(data, "people.1.city", "x")
    error = refusal(text_of(data))
    assert [each.field for each in error.errors] == ["round.weights", "people[1].city", "people[6].mentee_need"]
    assert [each.line for each in error.errors] == sorted(each.line for each in error.errors)
    assert len(str(error).splitlines()) == 3 and str(error).startswith("line ") and error.field == "round.weights"


def test_at_most_twenty_faults_are_told_and_the_rest_counted():
    data = generate(60, 1, 3)
    for person in data["people"]:
        person["mentor_capacity"] = -1
    error = refusal(text_of(data))
    assert len(error.errors) == MOST and str(error).endswith("and 40 more")


def test_faults_of_a_list_of_cities_are_not_told_again_for_everybody_in_them():
    data = people_of("g6")
    data["cities"] = None
    assert [each.field for each in refusal(text_of(data)).errors] == ["cities"]


@pytest.mark.parametrize("name", NAMES)
def test_golden_rounds_are_read_from_text_bytes_and_dict_alike(name):
    data = people_of(name)
    assert read_round(text_of(data)) == read_round(data) == read_round(("\ufeff" + json.dumps(data)).encode())


def test_everything_is_read():
    data = people_of("g6")
    data["round"]["pinned"] = [["M2", "T"]]
    round = read_round(data)
    person = next(person for person in round.people if person.id == "R")
    assert (person.city, person.country, person.organisation, person.mentee_need, person.exclude) == ("ath", "GR", "coopB", 2, ("M3",))
    assert person.wants == (Want("acc", 1, 2),) and person.availability == ((18, 22),) and person.languages == {"en": 6}
    assert round.people[0].rank_mentees == ("Q", "P") and round.people[3].groups == ("women",)
    assert round.rules.tiers == (40, 60, 80) and round.rules.priority_groups == ("women",) and round.rules.draw_seed == "g6"
    assert [city.id for city in round.cities] == ["ath", "skg", "bol", "sel"] and round.cities[3].utc_offset == 9
    assert round.pinned == (("M2", "T"),) and round.skills == ("acc", "law", "web", "agro") and round.meta == {"generator": "hand-made"}


@pytest.mark.parametrize(("where", "value"), [
    ("people.3.exclude", ["somebody who left"]), ("people.3.rank_mentors", ["nobody"]), ("people.3.sector", ""), ("people.3.availability", []),
    ("people.2.availability", [[0, 21], [21, 168]]), ("round.tiers", []), ("round.priority_groups", []), ("people", []), ("round.draw_seed", "")])
def test_what_looks_odd_and_is_allowed(where, value):
    data = people_of("g6")
    put(data, where, value)
    read_round(text_of(data))


def test_overrides_stand_in_the_place_of_the_rules_of_the_file():
    given = read_overrides('{"tiers": [10], "cross_city_only": true}')
    round = read_round(text_of(people_of("g6")), overrides=given)
    assert round.rules.tiers == (10,) and round.rules.cross_city_only and round.rules.draw_seed == "g6"


def test_overrides_are_checked_in_their_own_file():
    with pytest.raises(RoundErrors) as caught:
        read_overrides('{\n "tiers": [10],\n "draw": "x"}')
    assert str(caught.value) == 'line 3, draw: is not a key of this format; did you mean "draw_seed"?'


def test_rules_come_from_a_dict_and_go_back():
    rules = rules_from({"id": "spring", "min_shared_hours": 2, "priority_groups": ["youth", "women"]})
    assert (rules.id, rules.min_shared_hours, rules.tiers) == ("spring", 2, DEFAULT_RULES.tiers)
    assert rules_as_dict(rules)["priority_groups"] == ["women", "youth"] and rules_as_dict(rules_from(rules_as_dict(rules))) == rules_as_dict(rules)
    assert problems_in_rules(rules_as_dict(rules)) == []


def test_problems_in_rules_are_pairs_of_field_and_words():
    assert problems_in_rules({"min_shared_hours": 0, "weights": {**DEFAULT_RULES.weights, "sector": 6}}) == [
        ("min_shared_hours", "must be a whole number from 1 to 168, not 0"), ("weights", "must sum to 100, and sum to 101")]
    with pytest.raises(RoundErrors):
        rules_from({"min_shared_hours": 0})
