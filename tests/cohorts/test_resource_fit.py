"""Why an idle thing fits a need, and why not: pure, in a fixed order, the same for the same values."""

from datetime import date
from itertools import permutations

from cohorts.models import ResourceKind, ResourceState, Use
from cohorts.plan.resource_fit import Need, Reason, Thing, fit, pairs
from cohorts.plan.resource_words import reason_words, use_words

BAKERY = Need(1, "building", frozenset({"kitchen", "shop"}), 80, "Κηπούπολη", date(2027, 3, 1))
OLD_BAKERY = Thing(1, "building", frozenset({"kitchen", "shop", "workshop"}), 120, "Κηπουπολη, Οδός 3", date(2027, 1, 1), "ready")


def codes(need: Need, thing: Thing) -> list[str]:
    return [each.code for each in fit(need, thing).reasons]


def test_a_pair_that_fits_says_why():
    found = fit(BAKERY, OLD_BAKERY)
    assert found.is_possible and found.points == 4 + 2 + 2 + 2 + 2
    assert codes(BAKERY, OLD_BAKERY) == ["same_kind", "shared_use", "large_enough", "ready", "free_in_time", "right_place"]
    assert all(each.good for each in found.reasons)


def test_another_kind_no_shared_use_too_small_and_unusable_rule_out():
    for thing, code in [(Thing(2, "land", frozenset({"kitchen"}), 120), "other_kind"), (Thing(3, "building", frozenset({"housing"}), 120), "no_shared_use"),
                        (Thing(4, "building", frozenset({"shop"}), 79), "too_small"), (Thing(5, "building", frozenset({"shop"}), 120, state="unusable"), "unusable")]:
        found = fit(BAKERY, thing)
        assert not found.is_possible and [each.code for each in found.reasons if each.rules_out] == [code]
    assert fit(BAKERY, Thing(6, "building", frozenset({"shop"}), 80)).is_possible, "exactly as large as asked"


def test_what_is_not_known_rules_nothing_out():
    found = fit(BAKERY, Thing(7, "building"))
    assert found.is_possible and [each.code for each in found.reasons] == ["same_kind", "use_not_known", "area_not_known", "ready", "free_now", "place_not_known"]
    late = fit(BAKERY, Thing(8, "building", frozenset({"shop"}), 90, "Elsewhere", date(2027, 3, 31), "large"))
    assert late.is_possible and late.points == 3 + 2 and late.reasons[4].values["days"] == 30


def test_the_order_of_rows_changes_nothing_and_large_ones_stay_for_who_needs_them():
    things = [OLD_BAKERY, Thing(9, "building", frozenset({"kitchen", "shop"}), 900, "Κηπούπολη", None), Thing(10, "land", area=5), Thing(11, "building", frozenset({"shop"}), 10)]
    needs = [BAKERY, Need(2, "building", frozenset({"shop"})), Need(3, "")]
    first = [(each.need.key, each.thing.key, each.fit.is_possible) for each in pairs(needs, things)]
    assert first[:2] == [(1, 1, True), (1, 9, True)], "of equal points the smaller one first"
    assert not any(need == 3 for need, _thing, _fits in first), "who needs nothing is proposed nothing"
    for order in permutations(things):
        assert [(each.need.key, each.thing.key, each.fit.is_possible) for each in pairs(reversed(needs), order)] == first


def test_every_reason_reads_as_a_sentence():
    needs = [BAKERY, Need(2, "building"), Need(3, "land", least_area=10, uses=frozenset({"farming"})), Need(4, "building", needed_from=date(2026, 12, 1))]
    things = [OLD_BAKERY, Thing(2, "building"), Thing(3, "land", frozenset({"energy"}), 5, "Far", date(2027, 1, 1), "unusable"), Thing(4, "building", state="small", place="Far"),
              Thing(5, "building", state="large")]
    told = {each.code: reason_words(each) for pair in pairs(needs, things) for each in pair.fit.reasons}
    assert len(told) == 21 and all(words.endswith((".", "”.")) and "%" not in words for words in told.values())
    assert told["too_small"] == "It has 5 m², and 10 are needed." and "2027" in told["free_in_time"]
    try:
        reason_words(Reason("made_up", True))
    except ValueError:
        pass
    else:
        raise AssertionError("a reason without a sentence went unnoticed")


def test_the_pure_module_speaks_of_the_kinds_and_states_there_are():
    assert {"building", "land", "equipment"} == set(ResourceKind.values) and {"ready", "small", "large", "unusable"} == set(ResourceState.values)
    assert use_words(["shop", "nonsense", "kitchen"]) == [str(Use.SHOP.label), str(Use.KITCHEN.label)]
