"""Two results for the same people under different rules."""

from dataclasses import replace

import pytest

from mentoring.matching import propose
from mentoring.matching.compare import compare
from mentoring.matching.reading import read_round
from mentoring.matching.types import Round

from .golden_cases import people_of
from .round_generator import generate


@pytest.fixture(scope="module")
def free() -> tuple[Round, dict]:
    round = read_round(generate(120, 7, 6))
    return round, propose(round)


def under(round: Round, **rules) -> tuple[Round, dict]:
    other = replace(round, rules=replace(round.rules, **rules))
    return other, propose(other)


def test_the_same_rules_cost_nothing(free):
    told = compare(*free, *free)
    assert (told["gained"], told["lost"], told["rules"]) == (0, 0, [])
    assert {row["better"] for row in told["levels"]} == {"same"} and told["same_pairs"] == len(free[1]["pairs"])


def test_a_stricter_rule_is_told_by_what_it_costs(free):
    strict = under(free[0], cross_city_only=True)
    told = compare(*free, *strict)
    assert told["rules"] == ["cross_city_only"]
    served = [{pair["mentee"] for pair in result["pairs"]} for _round, result in (free, strict)]
    assert told["served"] == [len(served[0]), len(served[1])] and told["lost"] == len(served[0] - served[1]) > 0
    assert told["served"][1] - told["served"][0] == told["gained"] - told["lost"]
    assert next(row for row in told["levels"] if row["level"] == "served")["better"] == "before"


def test_cities_add_up(free):
    round = free[0]
    told = compare(*free, *under(round, cross_city_only=True))
    for key in ("mentees", "gained", "lost"):
        assert sum(city[key] for city in told["cities"]) == told[key]
    assert [sum(city["served"][at] for city in told["cities"]) for at in (0, 1)] == told["served"]
    homes = {person.id: person.city for person in round.people}
    assert [city["served"][0] for city in told["cities"]] == [
        len({pair["mentee"] for pair in free[1]["pairs"] if homes[pair["mentee"]] == city["city"]}) for city in told["cities"]]


def test_load_counts_every_mentor_once(free):
    told = compare(*free, *under(free[0], min_shared_hours=2))
    for side, (round, result) in enumerate((free, under(free[0], min_shared_hours=2))):
        assert sum(told["load"][side].values()) == sum(person.mentor_capacity >= 1 for person in round.people)
        assert sum(mentees * mentors for mentees, mentors in told["load"][side].items()) == len(result["pairs"])
        assert sum(mentees ** 2 * mentors for mentees, mentors in told["load"][side].items()) == result["objective"]["load_sq"]


def test_points_under_other_weights_are_not_subtracted(free):
    weights = {"skill": 20, "language": 15, "availability": 20, "exchange": 30, "sector": 5, "reciprocity": 10}
    told = {row["level"]: row for row in compare(*free, *under(free[0], weights=weights))["levels"]}
    assert not told["score"]["comparable"] and told["score"]["better"] is None and not told["tier0"]["comparable"]
    assert told["served"]["comparable"] and told["load_sq"]["comparable"]


def test_other_groups_and_another_draw_are_not_compared(free):
    told = {row["level"]: row["comparable"] for row in compare(*free, *under(free[0], priority_groups=("youth",), draw_seed="another"))["levels"]}
    assert not told["priority_served"] and not told["draw"] and told["served"] and told["score"]


def test_fewer_tiers_leave_out_the_levels_only_one_round_has(free):
    told = [row["level"] for row in compare(*free, *under(free[0], tiers=(50,)))["levels"]]
    assert "tier0" in told and "tier1" not in told


def test_coverage_and_worst_tier(free):
    told = compare(*free, *free)
    assert told["coverage"][0] == 1000 * told["served"][0] // told["mentees"]
    tiers = free[1]["objective"]["tier_counts"]
    assert tiers[told["worst_tier"][0]] and not any(tiers[:told["worst_tier"][0]])


def test_other_people_are_refused(free):
    other = read_round(people_of("g1"))
    with pytest.raises(ValueError, match="same people"):
        compare(*free, other, propose(other))


def test_a_comparison_names_nobody(free):
    round = free[0]
    text = repr(compare(*free, *under(round, cross_city_only=True)))
    assert not any(repr(person.id) in text for person in round.people)
