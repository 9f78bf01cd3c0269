"""An attacker of published figures: whole-number programming over everything that was published, and over what one city knows of itself.

Knows the method, but shares no line of its proof: it writes down what can be true of every city, public, pair and month, and asks the solver whether a
hidden number can be another one than it is. Where it cannot, somebody is found.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

SMALL = 5
WIDE = 400  # more people than any city of these tests has


class Attack:
    """Unknown whole numbers with bounds, and what is known of their sums."""

    def __init__(self) -> None:
        self.names, self.low, self.high = {}, [], []
        self.rows, self.least, self.most = [], [], []
        self._matrix = None

    def unknown(self, name, low: int, high: int):
        self.names[name] = len(self.names)
        self.low.append(low)
        self.high.append(high)
        return name

    def knows(self, terms: dict, least: float, most: float) -> None:
        """The sum of factor x unknown lies between."""
        self.rows.append({self.names[name]: factor for name, factor in terms.items()})
        self.least.append(least)
        self.most.append(most)
        self._matrix = None

    def _constraint(self):
        if self._matrix is None:
            where = [(row, column, factor) for row, terms in enumerate(self.rows) for column, factor in terms.items()]
            rows, columns, factors = zip(*where, strict=True) if where else ((), (), ())
            self._matrix = csr_matrix((factors, (rows, columns)), shape=(len(self.rows), len(self.names)))
        return LinearConstraint(self._matrix, self.least, self.most)

    def can_be(self, name, low: int, high: int) -> bool:
        """Is there a world, in whole numbers and with everything known, in which this lies between?"""
        place = self.names[name]
        low, high = max(low, self.low[place]), min(high, self.high[place])
        if low > high:
            return False
        lows, highs = np.array(self.low, float), np.array(self.high, float)
        lows[place], highs[place] = low, high
        answer = milp(np.zeros(len(self.names)), constraints=self._constraint() if self.rows else (), integrality=np.ones(len(self.names)), bounds=Bounds(lows, highs))
        assert answer.status in (0, 2), answer.message  # found, or there is none
        return answer.status == 0

    def recovers(self, name, truth: int) -> bool:
        """Can it be nothing but what it is?"""
        return not self.can_be(name, truth + 1, WIDE * 100) and not self.can_be(name, 0, truth - 1)


def interval(shown: int | None) -> tuple[int, int]:
    return (0, SMALL - 1) if shown is None else (max(SMALL, shown - 2), shown + 2)


def attack_split(published: list[dict], measure: str, me: str | None, mine: list[tuple[int, list[int], list[int]]] | None) -> Attack:
    """City and public for one measure, over the months published. `mine`, of the city `me`: for each month (people, people by public, what the method let it add).

    Also assumes what a clever reader would: publics add up to the city, nobody changes theirs, and numbers only grow.
    """
    attack = Attack()
    publics = list(published[0]["by_public"][measure])
    for month, content in enumerate(published):
        others = [city["slug"] for city in content["cities"] if city["slug"] != me]
        added: dict[str, dict] = {public: {} for public in publics}
        for city in others:
            low, high = interval(content["by_city"][city][measure])
            whole = attack.unknown(("whole", city, month), low, high)
            parts = []
            for public in publics:
                part = attack.unknown(("part", city, public, month), 0, high)
                parts.append(part)
                _in_steps(attack, part, high, added[public], (city, public, month))
                if month:
                    attack.knows({part: 1, ("part", city, public, month - 1): -1}, 0, WIDE)
            attack.knows({whole: -1, **dict.fromkeys(parts, 1)}, 0, 0)
            if month:
                attack.knows({whole: 1, ("whole", city, month - 1): -1}, 0, WIDE)
        for place, public in enumerate(publics):
            seen = (content["by_public"][measure][public] or 0) - (mine[month][2][place] if mine else 0)
            attack.knows(added[public], seen, seen)
            rest = attack.unknown(("rest", public, month), 0, WIDE * len(others))
            attack.knows({rest: -1, **{("part", city, public, month): 1 for city in others}}, 0, 0)
    return attack


def _in_steps(attack: Attack, part, high: int, added: dict, name) -> None:
    """What a part adds to the network's figure: nothing (small, or left out), or the multiple of five nearest to it."""
    steps = [step for step in range(5, high + 3, 5) if interval(step)[0] <= high]
    chosen = [attack.unknown(("step", step, *name), 0, 1) for step in (0, *steps)]
    attack.knows(dict.fromkeys(chosen, 1), 1, 1)
    # Nought: the part may be anything up to `high`; else it lies within the step.
    attack.knows({part: 1, **{chosen[place]: -interval(step)[0] for place, step in enumerate(steps, 1)}}, 0, WIDE)
    attack.knows({part: 1, chosen[0]: -high, **{chosen[place]: -interval(step)[1] for place, step in enumerate(steps, 1)}}, -WIDE, 0)
    added.update({chosen[place]: step for place, step in enumerate(steps, 1)})


def attack_flows(published: list[dict], me: str | None) -> Attack:
    """Visits between the other cities, which are never more than the city's people who were at any exchange."""
    attack = Attack()
    for month, content in enumerate(published):
        others = [city["slug"] for city in content["cities"] if city["slug"] != me]
        for one in others:
            met = attack.unknown(("met", one, month), *interval(content["by_city"][one]["met"]))
            for other, shown in content["visits"][one].items():
                if other == me:
                    continue
                flow = attack.unknown(("flow", one, other, month), *interval(shown))
                attack.knows({met: 1, flow: -1}, 0, WIDE)
                if month:
                    attack.knows({flow: 1, ("flow", one, other, month - 1): -1}, 0, WIDE)
            if month:
                attack.knows({met: 1, ("met", one, month - 1): -1}, 0, WIDE)
    return attack


def attack_naive(published: list[dict], me: str | None, mine: list[int] | None) -> Attack:
    """What usually is done: numbers under five are hidden, all others are exact, and so is the total. [{"cells": {city: number or None}, "total": n}]"""
    attack = Attack()
    for month, content in enumerate(published):
        others = [city for city in content["cells"] if city != me]
        for city in others:
            shown = content["cells"][city]
            attack.unknown(("whole", city, month), *((0, SMALL - 1) if shown is None else (shown, shown)))
            if month:
                attack.knows({("whole", city, month): 1, ("whole", city, month - 1): -1}, 0, WIDE)
        rest = content["total"] - (mine[month] if mine else 0)
        attack.knows({("whole", city, month): 1 for city in others}, rest, rest)
    return attack
