"""The rules of seats, written down a second time from docs and the issue, in plain Python: what the real thing is compared with.

It knows no database and calls none of the product's code. Times are hours since the beginning. One person is a name; the world says who
comes from which city and works with which organisation.
"""

from dataclasses import dataclass, field

HELD = ("registered", "offered")
OUT = ("withdrawn", "declined", "rejected")


@dataclass
class Row:
    state: str
    place: int
    revision: int = 1
    until: float | None = None
    turn: int = 0  # which offer it was, of all


@dataclass
class FairQueue:
    """`per_city`: at most so many for every city not named in `shares`, {city or organisation: at most}. `begins`, `ends`: of the exchange."""

    city: dict[str, str | None]
    body: dict[str, str | None]
    seats: int
    per_city: int | None
    shares: dict[str, int]
    asks: bool
    begins: float = 240
    ends: float = 264
    hours: float = 48
    now: float = 0
    asked: int = 0
    rows: dict[str, Row] = field(default_factory=dict)
    told: list[tuple[str, int, str]] = field(default_factory=list)

    # Who may sit where

    def held(self, whose=lambda _name: True) -> int:
        return sum(row.state in HELD and whose(name) for name, row in self.rows.items())

    def limit(self, city: str | None) -> int | None:
        return None if city is None else self.shares.get(city, self.per_city)

    def room_for(self, name: str) -> bool:
        city, body = self.city[name], self.body[name]
        if self.held() >= self.seats:
            return False
        if self.limit(city) is not None and self.held(lambda other: self.city[other] == city) >= self.limit(city):
            return False
        return body not in self.shares or self.held(lambda other: self.body[other] == body) < self.shares[body]

    def line(self) -> list[str]:
        return sorted((name for name, row in self.rows.items() if row.state == "waitlisted"), key=lambda name: self.rows[name].place)

    # What happens

    def move(self, name: str, state: str, notice: str, until: float | None = None) -> None:
        row = self.rows[name]
        row.state, row.until, row.revision = state, until, row.revision + 1
        row.turn = len(self.told)
        self.told.append((name, row.revision, notice))

    def pass_on(self, freed_by: str | None) -> None:
        while self.now < self.begins:
            could = [name for name in self.line() if self.room_for(name)]
            if not could:
                return
            own = [name for name in could if self.city[name] == freed_by] if freed_by and self.limit(freed_by) is not None else []
            self.move((own or could)[0], "offered", "offered", min(self.now + self.hours, self.ends))
            freed_by = None

    def leave(self, name: str, state: str, notice: str) -> None:
        had_seat = self.rows[name].state in HELD
        self.move(name, state, notice)
        if had_seat:
            self.pass_on(self.city[name])

    def register(self, name: str) -> str:
        row = self.rows.get(name)
        if row is not None and row.state not in OUT:
            return "same"
        if self.now > self.ends:
            return "over"
        if self.now >= self.begins:
            return "closed"
        if row is not None and row.state == "rejected":
            return "not_admitted"
        if self.city[name] is None and (self.per_city is not None or any(share in self.city.values() for share in self.shares)):
            return "city_needed"
        self.asked += 1
        overtakes = any(self.room_for(other) for other in self.line())
        state = "requested" if self.asks else "registered" if self.room_for(name) and not overtakes else "waitlisted"
        self.rows[name] = Row(state, self.asked, row.revision + 1 if row else 1)
        self.told.append((name, self.rows[name].revision, state))
        return "done"

    def withdraw(self, name: str) -> str:
        if name not in self.rows or self.rows[name].state in OUT:
            return "same"
        if self.now > self.ends:
            return "over"
        self.leave(name, "withdrawn", "withdrawn")
        return "done"

    def accept(self, name: str) -> str:
        row = self.rows.get(name)
        if row is None or row.state == "registered":
            return "same"
        if row.state == "offered":
            if self.now < row.until:
                self.move(name, "registered", "registered")
                return "done"
            self.lapse(name)
            return "offer_lapsed"
        return "offer_lapsed" if row.state == "declined" and row.until is not None else "no_offer"

    def decline(self, name: str) -> str:
        if name not in self.rows or self.rows[name].state != "offered":
            return "same"
        self.leave(name, "declined", "withdrawn")
        return "done"

    def lapse(self, name: str) -> None:
        until = self.rows[name].until
        self.leave(name, "declined", "offer_lapsed")
        self.rows[name].until = until

    def run_out(self, by_place: bool = False) -> None:
        """Every offer whose time is over, the earliest first; of those made in one moment the first made, or the first in line (`by_place`)."""
        over = [name for name, row in self.rows.items() if row.state == "offered" and row.until <= self.now]
        for name in sorted(over, key=lambda name: (self.rows[name].until, self.rows[name].place if by_place else self.rows[name].turn)):
            self.lapse(name)

    def approve(self, name: str) -> str:
        row = self.rows.get(name)
        if self.now > self.ends and row is not None:
            return "over"
        if row is None or row.state not in ("requested", "rejected"):
            return "same" if row is None or row.state not in OUT else "has_left"
        self.asked += 1
        if row.state == "rejected":
            row.place = self.asked
        overtakes = any(self.room_for(other) for other in self.line() if self.rows[other].place < row.place)
        state = "registered" if self.room_for(name) and not overtakes else "waitlisted"
        self.move(name, state, state)
        return "done"

    def reject(self, name: str) -> str:
        if name not in self.rows or self.rows[name].state in OUT:
            return "same"
        if self.now > self.ends:
            return "over"
        self.leave(name, "rejected", "rejected")
        return "done"

    def change_seats(self, seats: int, per_city: int | None) -> str:
        """Refused when anybody would have to leave, else what is free is offered."""
        if (per_city is not None and per_city > seats) or any(share > seats for share in self.shares.values()):
            return "share_above_all"
        was = self.seats, self.per_city
        self.seats, self.per_city = seats, per_city
        cities = {city for city in self.city.values() if city and self.limit(city) is not None}
        if self.held() > seats or any(self.held(lambda name, city=city: self.city[name] == city) > self.limit(city) for city in cities):
            self.seats, self.per_city = was
            return "seats_in_use"
        self.pass_on(None)
        return "done"
