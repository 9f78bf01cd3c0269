"""How a call is taken up: places and wishes, city by city. Counts only; small ones of other cities stay rounded away."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from academy.models import PartnerCity
from academy.small_counts import FEWEST, told
from mentoring.entry_values import can_play
from mentoring.models import MentoringRound, Participation


@dataclass(frozen=True, slots=True)
class Uptake:
    """`mentors` offer `places`; `mentees` ask for `wishes` mentors (some for two). `sent` entries stand, of `people` who began one."""

    sent: int = 0
    mentors: int = 0
    places: int = 0
    mentees: int = 0
    wishes: int = 0

    @property
    def share(self) -> int | None:
        """Places for those who ask, in per cent; None while nobody asks."""
        return 100 * self.places // self.mentees if self.mentees else None

    def falls_short(self, wanted: int) -> bool:
        return self.share is not None and self.share < wanted

    @property
    def missing(self) -> int:
        return max(0, self.mentees - self.places)


@dataclass(frozen=True, slots=True)
class CityUptake:
    """One city's counts. `exact` False: only sums of five and more are shown, rounded to five, see `shown`."""

    city: PartnerCity
    uptake: Uptake
    exact: bool

    def shown(self) -> list[tuple[str, int, bool]]:
        """[(name, count, whether it is hidden for being small)] in the order of the table."""
        values = [("mentors", self.uptake.mentors), ("places", self.uptake.places), ("mentees", self.uptake.mentees)]
        if self.exact:
            return [(name, value, False) for name, value in values]
        few = any(value < FEWEST for _name, value in values)
        # Where one is small, nought included, all are hidden: from places and mentors one would read the other.
        return [(name, told(value) or 0, few and value < 10 * FEWEST) for name, value in values]


@dataclass(frozen=True, slots=True)
class Funnel:
    """Entries of a round by how far they came."""

    drafts: int
    sent: int
    taken_back: int


SUMS = {"sent": Count("pk", distinct=True), "mentors": Count("offer", distinct=True), "mentees": Count("request", distinct=True)}


def uptake_by_city(mentoring_round: MentoringRound, *, exact_cities: set[int], exact: bool) -> list[CityUptake]:
    """The cities with an entry in the round, by name; two queries. `exact`: the reader keeps the round and reads every count."""
    rows = can_play(Participation.objects.filter(round=mentoring_round)).order_by().values("person__city").annotate(
        **SUMS, places=Sum("offer__capacity"), wishes=Sum("request__mentors_wanted"))
    counts = {row["person__city"]: Uptake(row["sent"], row["mentors"], row["places"] or 0, row["mentees"], row["wishes"] or 0) for row in rows}
    return [CityUptake(city, counts[city.pk], exact or city.pk in exact_cities) for city in PartnerCity.objects.filter(pk__in=counts)]


def uptake_of(cities: list[CityUptake]) -> Uptake:
    """All of them together."""
    return Uptake(*(sum(getattr(row.uptake, name) for row in cities) for name in ("sent", "mentors", "places", "mentees", "wishes")))


def funnel_of(mentoring_round: MentoringRound) -> Funnel:
    """One query."""
    drafts, gone = Q(submitted_at__isnull=True, left_at__isnull=True), Q(left_at__isnull=False)
    counts = mentoring_round.participations.aggregate(drafts=Count("pk", filter=drafts), sent=Count("pk", filter=~drafts & ~gone), gone=Count("pk", filter=gone))
    return Funnel(counts["drafts"], counts["sent"], counts["gone"])
