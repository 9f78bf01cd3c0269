"""Everything that is published about a year until the end of a month, made of cells that were protected one by one.

The rule that holds it together: no number is rounded from a sum that holds a hidden cell. What is shown of the whole network is added up from what may be shown of
cities. So a total is never a way into a cell, for nobody, whatever they know of their own city.

The JSON: {"format", "year", "until", "cities": [{"slug", "name", "latitude", "longitude"}],
  "by_city":   {slug: {measure: people or null}},
  "amounts":   {slug: {measure: {"shown": number or null, "since": month}}},
  "by_public": {measure: {public: people or null}},
  "visits":    {from: {to: people or null}},
  "hours":     {from: {to: {"shown": hours or null, "since": month}}}}
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from home.safe_tables.cells import FEWEST, safe, safe_amount
from home.safe_tables.splitting import split_of

FORMAT = 1


@dataclass(frozen=True)
class Held:
    """An amount, and the people behind it. `since(month)`: how many people stand behind what was added after the end of that month."""

    amount: int
    people: int
    since: Callable[[str], int]


@dataclass(frozen=True)
class Flow:
    """Amounts from one city to another: `given.people` gave, `taken.people` received. Both ends count."""

    given: Held
    taken: Held


@dataclass(frozen=True)
class Figures:
    """Exact figures. Cities by slug; `people[slug, measure]`, `publics[slug, measure][public]`, `visits[from, to]`: people; amounts as Held."""

    year: int
    until: str
    cities: list[dict]
    measures: tuple[str, ...]
    split_measures: tuple[str, ...]
    publics_named: tuple[str, ...]
    people: Mapping[tuple[str, str], int]
    publics: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
    amounts: Mapping[tuple[str, str], Held] = field(default_factory=dict)
    visits: Mapping[tuple[str, str], int] = field(default_factory=dict)
    hours: Mapping[tuple[str, str], Flow] = field(default_factory=dict)
    show_hours: frozenset[str] = frozenset()  # cities that agreed to show theirs


def protect(exact: Figures, before: dict | None = None) -> dict:
    """What is published; `before`: what was published of the same year until the month before, if anything was."""
    slugs = [city["slug"] for city in exact.cities]
    earlier = before or {}
    return {
        "format": FORMAT, "year": exact.year, "until": exact.until, "cities": exact.cities,
        "by_city": {slug: {measure: safe(exact.people.get((slug, measure), 0)) for measure in exact.measures} for slug in slugs},
        "amounts": {slug: {measure: _moved(earlier.get("amounts", {}).get(slug, {}).get(measure), exact.until, held)
                           for (of, measure), held in sorted(exact.amounts.items(), key=lambda each: each[0]) if of == slug} for slug in slugs},
        "by_public": _by_public(exact, slugs),
        "visits": {one: {other: safe(exact.visits.get((one, other), 0)) for other in slugs if other != one} for one in slugs},
        "hours": {one: {other: _moved(earlier.get("hours", {}).get(one, {}).get(other), exact.until, *_ends(exact, one, other))
                        for other in slugs if other in exact.show_hours} for one in slugs if one in exact.show_hours},
    }


def _by_public(exact: Figures, slugs: list[str]) -> dict:
    found = {}
    for measure in exact.split_measures:
        added = dict.fromkeys(exact.publics_named, 0)
        for slug in slugs:
            parts = exact.publics.get((slug, measure), {})
            told = split_of(exact.people.get((slug, measure), 0), [parts.get(public, 0) for public in exact.publics_named])
            for public, people in zip(exact.publics_named, told, strict=True):
                added[public] += people or 0
        found[measure] = {public: people or None for public, people in added.items()}
    return found


def _ends(exact: Figures, one: str, other: str) -> tuple[Held, ...]:
    flow = exact.hours.get((one, other))
    return (flow.given, flow.taken) if flow else ()


def _moved(before: dict | None, until: str, *ends: Held) -> dict:
    """An amount moves only when five people stand behind the move: the difference of two months would else be the amount of one person."""
    if not ends or any(end.people < FEWEST for end in ends):
        return {"shown": None, "since": until}
    if before is None or before["shown"] is None or all(end.since(before["since"]) >= FEWEST for end in ends):
        return {"shown": safe_amount(ends[0].amount, FEWEST), "since": until}
    return before
