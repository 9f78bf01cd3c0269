"""What a finished run says, gathered for a page: who is served, who is worst off, the load of mentors, city by city, who is left over and why."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from academy.small_counts import FEWEST
from mentoring.matching.circles import LEAST_MEMBERS
from mentoring.matching.types import PARTS
from mentoring.models import MatchingRun, RoundKind
from mentoring.named_lots import NamedLots
from mentoring.running import PINS
from mentoring.simulation_mosaic import tiles_of
from mentoring.words_of_levels import LevelRow, tier_label
from mentoring.words_of_reasons import objective_rows, unserved_counts


@dataclass(frozen=True, slots=True)
class CityRow:
    """`tiers`: people with a mentor by the tier of their best pair, worst first; `tiles`: SVG paths by tier, and of those without."""

    name: str
    mentees: int
    served: int
    mentors: int
    places: int
    used: int
    tiers: list[int]
    tiles: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PairRow:
    mentor: str
    mentee: str
    points: int
    offer_lot: str
    request_lot: str
    parts: dict


@dataclass(frozen=True, slots=True)
class LeftOver:
    """People with the same reason: `words` for all of them, and each by name or lot."""

    words: str
    people: list[str]


@dataclass(frozen=True, slots=True)
class SimulationNumbers:
    mentees: int
    served: int
    pairs: int
    mentors: int
    places: int
    mutual: int
    blocking: int
    load: list[tuple[int, int]]  # (mentees, how many mentors have so many)
    tiers: list[tuple[str, int]]  # (words, pairs), worst first
    cities: list[CityRow]
    left_over: list[LeftOver]
    pair_rows: list[PairRow]
    levels: list

    @property
    def tile_is(self) -> int:
        """How many people a tile stands for in the largest picture."""
        return max((city.tiles["each"] for city in self.cities), default=1)

    @property
    def share(self) -> int:
        return 100 * self.served // self.mentees if self.mentees else 0


def numbers_of(run: MatchingRun, names: NamedLots) -> SimulationNumbers:
    """Of a finished run; no query of its own. `names`: how the reader may know people."""
    people, result, rules = {each["id"]: each for each in _as_played(run)}, run.result, run.rules
    thresholds = rules["tiers"]
    best: dict[str, int] = {}
    for pair in result["pairs"]:
        best[pair["mentee"]] = max(best.get(pair["mentee"], -1), tier_of(pair["score"], thresholds))
    mentees, mentors = [each for each in people.values() if each["mentee_need"]], [each for each in people.values() if each["mentor_capacity"]]
    given = Counter(pair["mentor"] for pair in result["pairs"])
    city_names = {each["id"]: each["name"] for each in run.input["cities"]}
    rows = []
    for city, name in sorted(city_names.items(), key=lambda item: item[1]):
        own = [each["id"] for each in mentees if each["city"] == city]
        giving = [each for each in mentors if each["city"] == city]
        tiers = [sum(best.get(lot) == tier for lot in own) for tier in range(len(thresholds) + 1)]
        rows.append(CityRow(name, len(own), sum(tiers), len(giving), sum(each["mentor_capacity"] for each in giving), sum(given[each["id"]] for each in giving),
                            tiers, tiles_of(tiers, len(own) - sum(tiers))))
    objective = result["objective"]
    return SimulationNumbers(
        mentees=len(mentees), served=len(best), pairs=len(result["pairs"]), mentors=len(mentors), places=sum(each["mentor_capacity"] for each in mentors),
        mutual=objective["mutual"], blocking=len(result.get("blocking_pairs", ())), load=sorted(Counter(given[each["id"]] for each in mentors).items()),
        tiers=[(tier_label(tier, tuple(thresholds)), count) for tier, count in enumerate(objective["tier_counts"])], cities=rows,
        left_over=left_over(result.get("unserved", ()), names), pair_rows=[pair_row(pair, names) for pair in result["pairs"]],
        levels=[_rounded(row) if row.key == "priority_served" else row for row in objective_rows(objective, thresholds)
                if row.key != "priority_served" or tells_of_priority(run)])


def _as_played(run: MatchingRun) -> list[dict]:
    """The people of the input. In a round of circles, as mentoring.matching.circles.as_circles plays them: who convenes asks for nothing, others take one seat."""
    if run.input.get("meta", {}).get("kind") != RoundKind.CIRCLES:
        return run.input["people"]
    aside = set(run.result.get("dissolved", ()))

    def seats(person: dict) -> int:
        return person["mentor_capacity"] if person["mentor_capacity"] >= LEAST_MEMBERS and person["id"] not in aside else 0
    return [{**each, "mentor_capacity": seats(each), "mentee_need": 0 if seats(each) else min(1, each["mentee_need"])} for each in run.input["people"]]


def _rounded(row: LevelRow) -> LevelRow:
    """To the nearest five: one more after somebody came would tell which group they are in."""
    return replace(row, value=_("about %(number)d") % {"number": FEWEST * ((int(row.value) + FEWEST // 2) // FEWEST)})


def tells_of_priority(run: MatchingRun) -> bool:
    """Is the number of people a round serves first large enough to betray nobody?"""
    groups = set(run.rules["priority_groups"])
    count = sum(bool(groups & set(each["groups"])) for each in run.input["people"] if each["mentee_need"])
    return count >= FEWEST


def tier_of(score: int, thresholds: list[int]) -> int:
    return sum(step <= score for step in thresholds)


def pair_row(pair: dict, names: NamedLots) -> PairRow:
    return PairRow(names.words(pair["mentor"]), names.words(pair["mentee"]), pair["score"], pair["mentor"], pair["mentee"],
                   {part: pair.get("parts", {}).get(part, 0) for part in PARTS})


def left_over(entries, names: NamedLots) -> list[LeftOver]:
    """Grouped by reason, most people first. The words say of nobody that a private wish stands in between."""
    groups = defaultdict(list)
    for entry in entries:
        groups[unserved_counts([entry])[0]["words"]].append(entry)
    found = [LeftOver(unserved_counts(group)[0]["words"], sorted(names.words(entry["person"]) for entry in group)) for group in groups.values()]
    return sorted(found, key=lambda row: (-len(row.people), row.words))


def error_words(run: MatchingRun, names: NamedLots) -> str:
    """Why a run failed, as its keepers can use it."""
    if not run.error.startswith(PINS):
        return run.error
    pairs = [pair.split(":") for pair in run.error.removeprefix(PINS).split()]
    told = "; ".join(_("%(mentor)s with %(mentee)s") % {"mentor": names.words(mentor), "mentee": names.words(mentee)} for mentor, mentee in pairs)
    return _("A pair put together by hand cannot stand any more under these rules: %(pairs)s. Lift that ruling, then simulate again.") % {"pairs": told}
