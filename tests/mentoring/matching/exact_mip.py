"""The same optimum by a general solver: one mixed integer programme per level (HiGHS through scipy), the levels before held at their value.

Slow and plain on purpose, for rounds of up to some forty people. After each level the answer is rounded and measured in whole numbers, so
that no tolerance of the solver passes for an optimum: a level's value is what the rounded matching has, and the next may not fall behind it.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from . import plain_reading as plain


class Programme:
    """Variables: one a pair, one a mentee with a need (served), one a place of a mentor, one a served mentee of a city, one a mentee who may be mutual."""

    def __init__(self, data: dict, scores: dict) -> None:
        self.data, self.scores, self.pairs = data, scores, sorted(scores)
        people = {person["id"]: person for person in data["people"]}
        self.mentees = sorted(name for name, person in people.items() if person["mentee_need"])
        self.places = [(name, k) for name in sorted(people) for k in range(1, people[name]["mentor_capacity"] + 1)]
        self.seats = [(person["city"], k) for city in data["cities"] for k, person in
                      enumerate((people[name] for name in self.mentees if people[name]["city"] == city["id"]), start=1)]
        self.mutuals = [name for name in self.mentees if people[name]["mentor_capacity"]]
        names = [("pair", pair) for pair in self.pairs] + [("served", name) for name in self.mentees] + [("place", place) for place in self.places] + [
            ("seat", seat) for seat in self.seats] + [("mutual", name) for name in self.mutuals]
        self.at = {name: index for index, name in enumerate(names)}
        self.rows, self.low = [], np.zeros(len(names))
        for pair in data["round"].get("pinned", []):
            self.low[self.at["pair", tuple(pair)]] = 1
        for name, person in people.items():
            mine = {("pair", pair): 1 for pair in self.pairs if pair[1] == name}
            if person["mentee_need"]:
                self.row(mine, high=person["mentee_need"])
                self.row({**mine, ("served", name): -1}, low=0)  # served only with a mentor
                self.row({**mine, ("served", name): -person["mentee_need"]}, high=0)  # and always with one
            if person["mentor_capacity"]:
                given = {("pair", pair): 1 for pair in self.pairs if pair[0] == name}
                self.row({**given, **{("place", place): -1 for place in self.places if place[0] == name}}, low=0, high=0)
                if name in self.mutuals:
                    self.row({**given, ("mutual", name): -1}, low=0)
                    self.row({("served", name): 1, ("mutual", name): -1}, low=0)
        for city in data["cities"]:
            self.row({**{("served", name): 1 for name in self.mentees if people[name]["city"] == city["id"]},
                      **{("seat", seat): -1 for seat in self.seats if seat[0] == city["id"]}}, low=0, high=0)

    def row(self, terms: dict, low: float = -np.inf, high: float = np.inf) -> None:
        self.rows.append((terms, low, high))

    def best(self, costs: dict) -> tuple[tuple[str, str], ...]:
        """A matching of least cost under all rows so far."""
        cost = np.zeros(len(self.at))
        for name, value in costs.items():
            cost[self.at[name]] = value
        cells = [(number, self.at[name], value) for number, (terms, _low, _high) in enumerate(self.rows) for name, value in terms.items()]
        if not cells:
            return ()
        number, column, value = zip(*cells, strict=True)
        matrix = coo_array((value, (number, column)), shape=(len(self.rows), len(self.at))).tocsr()
        answer = milp(cost, integrality=np.ones(len(self.at)), bounds=Bounds(self.low, 1), options={"mip_rel_gap": 0},
                      constraints=LinearConstraint(matrix, [row[1] for row in self.rows], [row[2] for row in self.rows]))
        assert answer.status == 0, answer.message
        return tuple(pair for pair in self.pairs if answer.x[self.at["pair", pair]] > 0.5)

    def level(self, costs: dict, value) -> dict:
        """Solve one level, hold its value (whole numbers, half a unit of slack) and return the vector of the matching found."""
        costs = {name: cost for name, cost in costs.items() if cost}
        vector = plain.objective(self.data, self.scores, self.best(costs))
        if costs:
            self.row(costs, high=value(vector) + 0.5)
        return vector


def optimum(data: dict, scores: dict, served: set[str]) -> dict:
    """The objective vector of the round: levels 1 to 3 over everything, 4 and 5 among matchings that serve `served`."""
    programme, people = Programme(data, scores), {person["id"]: person for person in data["people"]}
    wanting = {city["id"]: sum(people[name]["city"] == city["id"] for name in programme.mentees) for city in data["cities"]}
    first = set(data["round"]["priority_groups"])
    programme.level({("served", name): -1 for name in programme.mentees if first & set(people[name]["groups"])}, lambda vector: -vector["priority_served"])
    programme.level({("served", name): -1 for name in programme.mentees}, lambda vector: -vector["served"])
    programme.level({("pair", pair): -1 for pair in programme.pairs}, lambda vector: -vector["pairs"])
    for number in range(len(data["round"]["tiers"])):
        programme.level({("pair", pair): 1 for pair in programme.pairs if plain.tier(data, scores[pair]) == number},
                        lambda vector, number=number: vector["tier_counts"][number])
    programme.level({("place", place): 2 * place[1] - 1 for place in programme.places}, lambda vector: vector["load_sq"])
    programme.level({("seat", (city, k)): (2 * k - 1) * plain.MILLION // wanting[city] for city, k in programme.seats}, lambda vector: vector["city_imbalance"])
    last = programme.level({("served", name): -plain.draw(data, name) for name in programme.mentees}, lambda vector: -vector["draw"])
    for name in served:
        programme.low[programme.at["served", name]] = 1
    programme.level({("mutual", name): -1 for name in programme.mutuals}, lambda vector: -vector["mutual"])
    best = programme.level({("pair", pair): -points for pair, points in scores.items()}, lambda vector: -vector["score"])
    assert plain.who(best) == plain.who(last), "these people are not an optimal set to serve"
    return best
