"""Does an idle thing fit what somebody needs, and why or why not? Pure: values in, reasons out; the same values always give the same answer.

Six questions, in this order: kind, use, area, state, day, place. Four answers rule a pair out: another kind of thing; no use in common; too
small; and a thing nobody can use. Where one side says nothing the answer is "not known", which rules nothing out. Points order what is left: shared uses
3 (4 for two or more), area that is large enough 2, ready 2 (small works 1), free in time 2, in the part of the city that was asked for 2; 1 wherever something is not known or
no matter. Of equal points the thing whose area leaves least over goes first, so that the large ones stay for whoever needs them.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

READY, SMALL, LARGE, UNUSABLE = "ready", "small", "large", "unusable"


@dataclass(frozen=True, slots=True)
class Need:
    """What an answer asks for. `kind` empty: nothing. `least_area` in m²; `uses`: keys of the fixed list; `near`: a part of the city as typed."""

    key: int
    kind: str
    uses: frozenset[str] = frozenset()
    least_area: int | None = None
    near: str = ""
    needed_from: date | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What lies idle. `place`: the part of the city and the address; `free_from` None: free already."""

    key: int
    kind: str
    uses: frozenset[str] = frozenset()
    area: int | None = None
    place: str = ""
    free_from: date | None = None
    state: str = READY


@dataclass(frozen=True, slots=True)
class Reason:
    """`good`: True speaks for it, False against, None not known or no matter. `rules_out`: no pair with this reason is proposed."""

    code: str
    good: bool | None
    values: dict = field(default_factory=dict)
    rules_out: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    reasons: tuple[Reason, ...]
    points: int

    @property
    def is_possible(self) -> bool:
        return not any(each.rules_out for each in self.reasons)


@dataclass(frozen=True, slots=True)
class Pair:
    need: Need
    thing: Thing
    fit: Fit


def fit(need: Need, thing: Thing) -> Fit:
    answers = [_kind(need, thing), _use(need, thing), _area(need, thing), _state(thing), _day(need, thing), _place(need, thing)]
    return Fit(tuple(reason for reason, _points in answers), sum(points for _reason, points in answers))


def pairs(needs: Iterable[Need], things: Iterable[Thing]) -> list[Pair]:
    """Every pair of a need that asks for something and a thing, possible ones first, best first. The order of the arguments changes nothing."""
    things = list(things)
    made = [Pair(need, thing, fit(need, thing)) for need in needs if need.kind for thing in things]
    return sorted(made, key=lambda each: (not each.fit.is_possible, -each.fit.points, _left_over(each), each.need.key, each.thing.key))


def _left_over(pair: Pair) -> int:
    """m² that would stay unused; a thing of unknown area comes after those that are known."""
    return 10**9 if pair.thing.area is None else max(0, pair.thing.area - (pair.need.least_area or 0))


def _kind(need: Need, thing: Thing) -> tuple[Reason, int]:
    if need.kind == thing.kind:
        return Reason("same_kind", True, {"kind": thing.kind}), 0
    return Reason("other_kind", False, {"kind": thing.kind, "asked": need.kind}, rules_out=True), 0


def _use(need: Need, thing: Thing) -> tuple[Reason, int]:
    shared = sorted(need.uses & thing.uses)
    if shared:
        return Reason("shared_use", True, {"uses": shared}), 3 if len(shared) == 1 else 4
    if need.uses and thing.uses:
        return Reason("no_shared_use", False, {"uses": sorted(need.uses)}, rules_out=True), 0
    return Reason("use_not_known", None), 1


def _area(need: Need, thing: Thing) -> tuple[Reason, int]:
    if need.least_area is None:
        return Reason("any_area", None), 1
    if thing.area is None:
        return Reason("area_not_known", None, {"asked": need.least_area}), 1
    values = {"area": thing.area, "asked": need.least_area}
    if thing.area >= need.least_area:
        return Reason("large_enough", True, values), 2
    return Reason("too_small", False, values, rules_out=True), 0


def _state(thing: Thing) -> tuple[Reason, int]:
    if thing.state == UNUSABLE:
        return Reason("unusable", False, rules_out=True), 0
    return {READY: (Reason("ready", True), 2), SMALL: (Reason("small_works", None), 1)}.get(thing.state, (Reason("large_works", False), 0))


def _day(need: Need, thing: Thing) -> tuple[Reason, int]:
    if thing.free_from is None:
        return Reason("free_now", True), 2
    if need.needed_from is None:
        return Reason("any_day", None, {"free": thing.free_from.isoformat()}), 1
    values = {"free": thing.free_from.isoformat(), "asked": need.needed_from.isoformat()}
    if thing.free_from <= need.needed_from:
        return Reason("free_in_time", True, values), 2
    return Reason("free_too_late", False, values | {"days": (thing.free_from - need.needed_from).days}), 0


def _place(need: Need, thing: Thing) -> tuple[Reason, int]:
    wanted, there = _folded(need.near), _folded(thing.place)
    if not wanted:
        return Reason("any_place", None), 1
    if not there:
        return Reason("place_not_known", None, {"asked": need.near}), 1
    if set(wanted) <= set(there):
        return Reason("right_place", True, {"asked": need.near}), 2
    return Reason("other_place", False, {"asked": need.near, "place": thing.place}), 0


def _folded(text: str) -> list[str]:
    """Words without accents and case: “Kipoúpoli” and “KIPOUPOLI” are one."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return "".join(each if each.isalnum() else " " for each in bare).split()
