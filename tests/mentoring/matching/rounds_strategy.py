"""Small rounds that are awkward on purpose: scarce places, exclusions, rules between cities, priority groups, two to five tiers, equal lots, pins.

`round_of` takes anything that chooses like random.Random, so that a seed and Hypothesis (which shrinks) make the same kind of rounds.
"""

import os
from functools import cache
from random import Random

from hypothesis import strategies as st

from . import plain_reading as plain

# A longer run asks for more: TESSERA_EXAMPLES=500 python -m pytest tests/mentoring/matching
LONG = int(os.environ.get("TESSERA_EXAMPLES", "0"))

CITIES = (("ath", "GR"), ("skg", "GR"), ("bol", "IT"), ("sel", "KR"))
SKILLS, LANGUAGES, SECTORS = ("acc", "law", "web"), ("en", "el", "it"), ("food", "care")
HOURS = ((9, 11), (18, 20), (42, 43), (160, 168))
TIERS = ((50,), (40, 60), (35, 50, 65), (35, 45, 55, 65))
WEIGHTS = ((40, 15, 20, 10, 5, 10), (100, 0, 0, 0, 0, 0), (30, 20, 20, 10, 10, 10), (0, 0, 10, 50, 0, 40))
PLACES = ((0, 0, 1, 1), (0, 1, 1, 2), (1, 2, 3, 5))  # scarce, usual, ample
NEEDS = ((1, 1, 1), (0, 1, 1, 2), (1, 2))


TIED_SEED = "equal lots"


@cache
def equally_drawn() -> tuple[str, ...]:
    """Ids that come in twos with the same lot under TIED_SEED, so that the draw alone cannot decide between them."""
    by_lot: dict[int, list[str]] = {}
    for number in range(8_000):
        by_lot.setdefault(plain.draw({"round": {"draw_seed": TIED_SEED}}, f"q{number}"), []).append(f"q{number}")
    return tuple(name for names in by_lot.values() if len(names) > 1 for name in names[:2])


def examples(few: int) -> int:
    """How many rounds a test tries: `few` in the suite, TESSERA_EXAMPLES in a long run."""
    return LONG or few


def some(random: Random, rows: tuple, most: int, least: int = 0) -> list:
    """`least` to `most` of the rows, in their own order."""
    chosen = random.sample(range(len(rows)), min(len(rows), random.randint(least, most)))
    return [rows[index] for index in sorted(chosen)]


def rules_of(random: Random) -> dict:
    parts = ("skill", "language", "availability", "exchange", "sector", "reciprocity")
    return {
        "id": "small", "language_min_level": random.choice((1, 3, 3, 3, 4)), "min_shared_hours": random.choice((1, 1, 2)),
        "cross_city_only": random.random() < 0.2, "exclude_same_organisation": random.random() < 0.5,
        "priority_groups": random.choice(([], ["women"], ["women", "youth"])), "tiers": list(random.choice(TIERS)),
        "weights": dict(zip(parts, random.choice(WEIGHTS), strict=True)), "availability_full_hours": random.choice((1, 4)),
        "draw_seed": f"draw {random.randint(0, 999)}",
    }


def person_of(random: Random, name: str, cities: list, places: tuple, needs: tuple) -> dict:
    city, country = random.choice(cities)
    offers, wants = some(random, SKILLS, 3, random.choice((0, 1, 2, 2))), some(random, SKILLS, 3, random.choice((0, 1, 2, 2)))
    return {
        "id": name, "city": city, "country": country, "organisation": random.choice(("", "coop", "kin")), "sector": random.choice(SECTORS),
        "groups": some(random, ("women", "youth"), 2), "languages": {name: random.choice((2, 4, 6)) for name in some(random, LANGUAGES, 3, random.choice((1, 2)))},
        "offers": {skill: random.choice((2, 3, 5)) for skill in offers},
        "wants": [{"skill": skill, "level": random.choice((0, 0, 1, 3)), "priority": random.randint(1, 3)} for skill in wants],
        "availability": [list(span) for span in some(random, HOURS, 4, random.choice((2, 3)))], "mentor_capacity": random.choice(places) if offers else 0,
        "mentee_need": random.choice(needs) if wants else 0, "exclude": [], "rank_mentors": [], "rank_mentees": [],
    }


def pin(random: Random, data: dict, scores: dict) -> None:
    """Up to two eligible pairs that must stand, within places and needs."""
    room = {person["id"]: [person["mentor_capacity"], person["mentee_need"]] for person in data["people"]}
    pinned = []
    for mentor, mentee in some(random, tuple(sorted(scores)), 2):
        if room[mentor][0] and room[mentee][1]:
            room[mentor][0] -= 1
            room[mentee][1] -= 1
            pinned.append([mentor, mentee])
    data["round"]["pinned"] = pinned


def round_of(random: Random, most_people: int, most_pairs: int | None = None, pins: bool = True) -> dict:
    """A round of `most_people`, or down to half as many; people beyond `most_pairs` eligible pairs refuse each other."""
    cities, places, needs = some(random, CITIES, 3, 1), random.choice(PLACES), random.choice(NEEDS)
    count, rules = random.randint(most_people // 2, most_people), rules_of(random)
    names = tuple(f"p{number:02}" for number in range(count))
    people = [person_of(random, name, cities, places, needs) for name in names]
    if random.random() < 0.2:  # twins with the same lot: only what comes after the draw can part them
        names, rules["draw_seed"] = equally_drawn()[:count], TIED_SEED
        people = [{**people[at - at % 2], "id": name} for at, name in enumerate(names)]
    for person in people:
        if random.random() < 0.15:
            person["exclude"] = [name for name in some(random, names, 2) if name != person["id"]]
    data = {"format": "mentoring-round/1", "meta": {}, "round": rules, "skills": list(SKILLS), "languages": list(LANGUAGES),
            "sectors": list(SECTORS), "cities": [{"id": city, "name": city, "country": country, "utc_offset": 0} for city, country in cities], "people": people}
    by_name, scores = {person["id"]: person for person in people}, plain.pairs(data)
    for mentor, mentee in sorted(scores, key=lambda _pair: random.random())[most_pairs:] if most_pairs is not None else ():
        by_name[mentor]["exclude"] = sorted({*by_name[mentor]["exclude"], mentee})
    scores = plain.pairs(data)
    for person in people:
        if random.random() < 0.5:
            person["rank_mentors"] = random.sample(mine := sorted(pair[0] for pair in scores if pair[1] == person["id"]), min(3, len(mine)))
            person["rank_mentees"] = random.sample(mine := sorted(pair[1] for pair in scores if pair[0] == person["id"]), min(3, len(mine)))
    if pins and random.random() < 0.3:
        pin(random, data, scores)
    return data


@st.composite
def rounds(draw, most_people: int = 10, most_pairs: int | None = None, pins: bool = True) -> dict:
    return round_of(draw(st.randoms(use_true_random=False)), most_people, most_pairs, pins)
