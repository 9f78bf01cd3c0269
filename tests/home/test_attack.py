"""The attack on the network's figures: with everything published, what one city knows of itself, and whole-number programming, nobody is found.

TESSERA_ATTACKS=1000 attacks that many academies; without it, a few. The same attacker breaks figures made the usual way.
"""

import os
import random
from collections import defaultdict
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.safe_tables import Figures, Flow, Held, bounds, protect, safe, split_of
from home.safe_tables.splitting import tells_nothing
from tests.home.network_attacker import Attack, attack_flows, attack_naive, attack_split

ATTACKS = int(os.environ.get("TESSERA_ATTACKS", "6"))
LONG = ATTACKS >= 100
PUBLICS = ("student", "starting", "practising", "")
MEASURES = ("active", "met")


def academy(chance: random.Random, cities: int, months: int, cruel: bool) -> list[Figures]:
    """Figures of so many months; each number grows or stays. `cruel`: numbers that stand at the ends of what rounding covers."""
    slugs = [f"c{number}" for number in range(cities)]

    def some() -> int:
        if cruel:
            return chance.choice((0, 0, 1, 4, 4, 5, 7, 7, 8, 12))
        return chance.choice((0, 1, 2, 3, 4, chance.randrange(5, 9), chance.randrange(30)))

    def more(number: int) -> int:
        return number + chance.choice((0, 0, 1, chance.randrange(6)))

    publics = {(slug, measure): {public: some() for public in PUBLICS} for slug in slugs for measure in MEASURES}
    visits = {pair: 0 for pair in product(slugs, slugs)}
    told = []
    for month in range(1, months + 1):
        if month > 1:
            publics = {key: {public: more(people) for public, people in parts.items()} for key, parts in publics.items()}
        people = {key: sum(parts.values()) for key, parts in publics.items()}
        visits = {(one, other): 0 if one == other else min(people[one, "met"], max(before, chance.choice((0, 1, 4, people[one, "met"])))) for (one, other), before in visits.items()}
        told.append(Figures(2026, f"2026-{month:02}", [{"slug": slug} for slug in slugs], MEASURES, MEASURES, PUBLICS, people, publics, {}, visits))
    return told


def published(months: list[Figures]) -> list[dict]:
    made: list[dict] = []
    for month in months:
        made.append(protect(month, made[-1] if made else None))
    return made


def known_to(months: list[Figures], me: str | None, measure: str) -> list[tuple] | None:
    if me is None:
        return None
    return [(month.people[me, measure], parts := [month.publics[me, measure][public] for public in PUBLICS],
             [each or 0 for each in split_of(month.people[me, measure], parts)]) for month in months]


class Score:
    def __init__(self) -> None:
        self.tried, self.found, self.narrowed = 0, [], []

    def look(self, attack: Attack, name, truth: int, whole: bool) -> None:
        """A number under five. `whole`: it stands in a table as hidden, so that all of 0 to 4 must stay possible."""
        self.tried += 1
        assert attack.can_be(name, truth, truth), f"{name} is {truth}: the attacker reasons wrongly"
        if attack.recovers(name, truth):
            self.found.append((name, truth))
        elif whole and not all(attack.can_be(name, each, each) for each in range(5)):
            self.narrowed.append((name, truth))


def small_cells(months: list[Figures], me: str | None, measure: str, chance: random.Random, most: int) -> list[tuple]:
    """(name, truth, does it stand in a table?) of the last month and of one before: the cities' own numbers, their publics, and a public of all the others together."""
    cells = []
    for place in {len(months) - 1, chance.randrange(len(months))}:
        month = months[place]
        others = [city["slug"] for city in month.cities if city["slug"] != me]
        cells += [(("whole", city, place), month.people[city, measure], True) for city in others if month.people[city, measure] < 5]
        cells += [(("part", city, public, place), number, False) for city in others for public, number in month.publics[city, measure].items() if number < 5]
        cells += [(("rest", public, place), number, False) for public in PUBLICS if (number := sum(month.publics[city, measure][public] for city in others)) < 5]
    return chance.sample(cells, min(most, len(cells)))


def attack_once(seed: int, score: Score, cells: int) -> None:
    chance = random.Random(seed)
    cities, months_long = chance.choice(((2, 1), (2, 2), (2, 3), (3, 2), (3, 3), (4, 2), *(((2, 12), (3, 6), (8, 1), (8, 2)) if LONG else ())))
    months = academy(chance, cities, months_long, cruel=bool(seed % 2))
    out = published(months)
    me = chance.choice([None, *(city["slug"] for city in months[0].cities)])
    attack = attack_split(out, "active", me, known_to(months, me, "active"))
    for name, truth, whole in small_cells(months, me, "active", chance, cells):
        score.look(attack, name, truth, whole)
    flows = attack_flows(out, me)
    hidden = [(name, months[name[3]].visits[name[1:3]]) for name in flows.names if name[0] == "flow" and months[name[3]].visits[name[1:3]] < 5]
    for name, truth in chance.sample(hidden, min(cells // 2, len(hidden))):
        score.look(flows, name, truth, whole=True)


def test_nobody_is_found_in_many_academies():
    score = Score()
    for seed in range(ATTACKS):
        attack_once(seed, score, cells=6)
        if LONG and seed % 50 == 49:
            print(f"{seed + 1} academies attacked, {score.tried} small numbers tried, {len(score.found)} recovered, {len(score.narrowed)} hidden cells narrowed", flush=True)
    print(f"{ATTACKS} academies attacked, {score.tried} small numbers tried, {len(score.found)} recovered, {len(score.narrowed)} hidden cells narrowed")
    assert (score.found, score.narrowed) == ([], []) and score.tried > 3 * ATTACKS


def test_nobody_is_found_among_sixty_cities():
    chance, score = random.Random(60), Score()
    months = academy(chance, cities=60, months=1, cruel=False)
    attack = attack_split(published(months), "active", "c7", known_to(months, "c7", "active"))
    for name, truth, whole in small_cells(months, "c7", "active", chance, 40 if LONG else 2):
        score.look(attack, name, truth, whole)
    assert (score.found, score.narrowed) == ([], []) and score.tried


def test_the_usual_way_is_broken_by_the_same_attacker():
    """Hide what is under five, keep the totals exact: with two to eight cities much of what is hidden is found."""
    score = Score()
    for seed in range(60):
        chance = random.Random(seed)
        months = academy(chance, cities=chance.choice((2, 3, 4, 8)), months=3, cruel=True)
        people = [{city["slug"]: month.publics[city["slug"], "active"]["student"] for city in month.cities} for month in months]
        naive = [{"cells": {city: number if number >= 5 else None for city, number in month.items()}, "total": sum(month.values())} for month in people]
        me = chance.choice(list(people[0]))
        attack = attack_naive(naive, me, [month[me] for month in people])
        for city, truth in people[-1].items():
            if truth < 5 and city != me:
                score.look(attack, ("whole", city, 2), truth, whole=False)
    print(f"the usual way: {len(score.found)} of {score.tried} recovered")
    assert len(score.found) > score.tried / 5 > 10


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(*[st.integers(0, 16)] * 4), min_size=1, max_size=3), st.booleans())
def test_nobody_is_found_in_an_academy_of_two(steps, shown_to_outsider):
    """Two cities: each may take its own off every figure. Whatever the other's small numbers are, no month tells one of them."""
    sums = [tuple(sum(step[place] for step in steps[:month + 1]) for place in range(4)) for month in range(len(steps))]
    months = [Figures(2026, f"2026-{month + 1:02}", [{"slug": "mine"}, {"slug": "theirs"}], ("active",), ("active",), PUBLICS,
                      {("mine", "active"): 12, ("theirs", "active"): sum(parts)},
                      {("mine", "active"): dict(zip(PUBLICS, (12, 0, 0, 0), strict=True)), ("theirs", "active"): dict(zip(PUBLICS, parts, strict=True))})
              for month, parts in enumerate(sums)]
    me = None if shown_to_outsider else "mine"
    attack, score = attack_split(published(months), "active", me, known_to(months, me, "active")), Score()
    last = len(months) - 1
    for public, number in zip(PUBLICS, sums[last], strict=True):
        if number < 5:
            score.look(attack, ("part", "theirs", public, last), number, whole=False)
    if sum(sums[last]) < 5:
        score.look(attack, ("whole", "theirs", last), sum(sums[last]), whole=True)
    assert (score.found, score.narrowed) == ([], [])


def test_who_knows_the_method_finds_nothing_either():
    """Every city of up to 17 people in each of three publics, by what is published of it: a part that is left out may be any number from 0 to 4."""
    most = 17
    possible: dict = defaultdict(lambda: [set(), set(), set()])
    for parts in product(range(most + 1), repeat=3):
        told = (safe(sum(parts)), *split_of(sum(parts), parts))
        for place, part in enumerate(parts):
            possible[told][place].add(part)
    for (whole, *told), values in possible.items():
        for shown, could_be in zip(told, values, strict=True):
            if shown is None and (whole or 0) <= most - 2:
                # Where everything had to be left out, a part may be large as well; five numbers at least.
                assert could_be >= set(range(5)) if tells_nothing(whole, told) else len(could_be) >= 5, (whole, told, could_be)
            elif shown is not None:
                assert min(could_be) >= bounds(shown)[0] and max(could_be) <= bounds(shown)[1]


def test_parts_that_would_tell_are_left_out():
    assert split_of(5, [5, 0, 0]) == [None, None, None], "five in all and five of one public: the others would be two at most"
    assert split_of(40, [20, 18, 2]) == [20, 20, None]
    assert not tells_nothing(30, [10, 10, 10, None]) or bounds(30)[1] - 24 >= 4


def held(amount: int, people: int, since: int = 0) -> Held:
    return Held(amount, people, lambda month: since)


@pytest.mark.parametrize(("since", "shown"), [(4, 40), (5, 80)])
def test_an_amount_moves_only_when_five_people_moved_it(since, shown):
    """One person who does forty lessons in a month would else be the difference between two months."""
    def of(until: str, amount: int, since: int) -> Figures:
        return Figures(2026, until, [{"slug": "a"}, {"slug": "b"}], (), (), (), {}, {}, {("a", "lessons"): held(amount, 6, since)}, {},
                       {("a", "b"): Flow(held(amount, 6, since), held(amount, 9, 9)), ("b", "a"): Flow(held(90, 4), held(90, 9))}, frozenset("ab"))

    first = protect(of("2026-01", 41, 0))
    then = protect(of("2026-02", 81, since), first)
    assert [first["amounts"]["a"]["lessons"]["shown"], then["amounts"]["a"]["lessons"]["shown"]] == [40, shown]
    assert then["hours"]["a"]["b"]["shown"] == shown
    assert then["hours"]["b"]["a"]["shown"] is None, "four who give are too few, however many receive"
