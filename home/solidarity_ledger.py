"""Reading the solidarity ledger: a person's own hours, and the hours between cities. Never money.

Between cities only cities that show theirs stand, each cell is rounded to five hours, and a cell stays empty in which people gave, or received, but
fewer than five of them: the hours of one mentor are that mentor's. What a city gave and received is summed from the rounded cells, so the network sums to zero on the page as it does in the ledger.
"""

from dataclasses import dataclass

from django.db.models import Q, Sum

from academy.models import GiftKind, HoursGiven, PartnerCity
from academy.small_counts import FEWEST
from academy.solidarity import known_subject

BASE = 5  # hours


@dataclass(frozen=True)
class OwnHours:
    """`kinds`: (label, minutes given, minutes received). `lines`: of the ledger, latest first."""

    kinds: list[tuple[str, int, int]]
    given: int
    received: int
    lines: list[dict]


def own_hours(person, most: int = 50) -> OwnHours:
    """Minutes this person gave and received; two queries and one for the lines."""
    subject = known_subject(person)
    if subject is None:
        return OwnHours([], 0, 0, [])
    totals = {kind: [0, 0] for kind in GiftKind.values}
    mine = HoursGiven.objects.filter(Q(giver=subject) | Q(receiver=subject))
    for row in mine.order_by().values("kind", "giver").annotate(minutes=Sum("minutes")):
        totals[row["kind"]][0 if row["giver"] == subject else 1] += row["minutes"]
    lines = [{"kind": GiftKind(each.kind).label, "on": each.on, "minutes": abs(each.minutes), "gave": each.giver == subject, "undone": each.minutes < 0}
             for each in mine.order_by("-on", "-written_at")[:most]]
    kinds = [(GiftKind(kind).label, given, received) for kind, (given, received) in totals.items() if given or received]
    return OwnHours(kinds, sum(kind[1] for kind in kinds), sum(kind[2] for kind in kinds), lines)


def rounded_hours(minutes: int) -> int:
    """The nearest five hours."""
    return BASE * ((minutes + 60 * BASE // 2) // (60 * BASE))


@dataclass(frozen=True)
class Flows:
    """`cells[giver][receiver]`: hours, None where there is nothing to show; `given`, `received`, `balance` per city, summed from the cells."""

    cities: list[PartnerCity]
    rows: list[dict]
    kept_quiet: int  # cities that do not show theirs


def flows_between_cities() -> Flows:
    """What the cities that show theirs gave each other; two queries."""
    cities = list(PartnerCity.objects.filter(shows_hours=True))
    known = {city.pk for city in cities}
    met: dict[tuple[int, int], tuple[int, set, set]] = {}
    lines = HoursGiven.objects.filter(giver_city__in=known, receiver_city__in=known).exclude(giver_city=None)
    for giver_city, receiver_city, giver, receiver, minutes in lines.order_by().values_list("giver_city", "receiver_city", "giver", "receiver").annotate(all=Sum("minutes")):
        if giver_city == receiver_city:
            continue
        so_far, gave, received = met.setdefault((giver_city, receiver_city), (0, set(), set()))
        if minutes:
            met[giver_city, receiver_city] = so_far + minutes, gave | ({giver} - {None}), received | ({receiver} - {None})
    # A city gives without a person (it hosts); where persons stand at an end, each end has to be five of them, as in what is published of the network.
    hours = {pair: rounded_hours(minutes) for pair, (minutes, *ends) in met.items() if any(ends) and all(len(people) >= FEWEST for people in ends if people)}
    rows = []
    for city in cities:
        given = sum(value for (giver, _receiver), value in hours.items() if giver == city.pk)
        received = sum(value for (_giver, receiver), value in hours.items() if receiver == city.pk)
        rows.append({"city": city, "cells": [hours.get((city.pk, other.pk)) for other in cities], "given": given, "received": received, "balance": given - received})
    return Flows(cities, rows, PartnerCity.objects.filter(shows_hours=False).count())
