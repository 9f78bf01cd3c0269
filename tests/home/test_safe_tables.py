"""Safe tables: what a cell says, and that the network's numbers are made of nothing but protected cells."""

from academy.small_counts import FEWEST as ACADEMYS_FEWEST
from home.safe_tables import FEWEST, Figures, bounds, protect, safe, safe_amount


def test_small_counts_say_nothing_and_others_are_near():
    assert [safe(number) for number in (0, 1, 4, 5, 7, 8, 12, 13)] == [None, None, None, 5, 5, 10, 10, 15]
    for number in range(300):
        low, high = bounds(safe(number))
        assert low <= number <= high
    assert FEWEST == ACADEMYS_FEWEST


def test_an_amount_needs_five_people():
    assert (safe_amount(400, 4), safe_amount(400, 5), safe_amount(0, 6), safe_amount(-3, 6)) == (None, 400, 0, 0)


def test_what_is_hidden_changes_no_published_number():
    """Whatever a city with fewer than five people did, the same is published, byte for byte: so nothing published can tell it."""
    def told(small: int):
        other = {"a": 20, "b": 9, "": 0}
        people = {("big", "active"): 29, ("small", "active"): small}
        publics = {("big", "active"): other, ("small", "active"): {"a": small, "b": 0, "": 0}}
        visits = {("small", "big"): small, ("big", "small"): 11}
        return protect(Figures(2026, "2026-03", [{"slug": "big"}, {"slug": "small"}], ("active",), ("active",), ("a", "b", ""), people, publics, {}, visits))

    assert all(told(small) == told(0) for small in range(5)) and told(5) != told(4)
    assert told(3)["by_public"] == {"active": {"a": 20, "b": 10, "": None}}
    assert told(3)["visits"] == {"big": {"small": 10}, "small": {"big": None}}
