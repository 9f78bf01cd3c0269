"""What somebody looks for in the directory, as it stands in the address: read kindly, so that an old or mistyped link still finds something."""

from dataclasses import dataclass
from urllib.parse import urlencode

from academy.forms import spoken_languages
from academy.models import Cost, PartnerCity, ServiceKind, Stage

LONGEST = 100  # letters of the words somebody types


@dataclass(frozen=True, slots=True)
class Wanted:
    """Codes as in the address; empty: anything. `city`: None for all of them."""

    words: str = ""
    kind: str = ""
    stage: str = ""
    language: str = ""
    cost: str = ""
    city: PartnerCity | None = None
    open_to_cities: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or self.stage or self.language or self.cost or self.city or self.open_to_cities)

    def query(self, **other) -> str:
        """The address's question for this choice, with `other` in place of what it says; without what is empty."""
        parts = {"q": self.words, "kind": self.kind, "stage": self.stage, "language": self.language, "cost": self.cost,
                 "city": self.city.slug if self.city else "", "open": "1" if self.open_to_cities else "", **other}
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers: [(code, words)]."""

    kinds: list
    stages: list
    languages: list
    costs: list
    cities: list


def choices() -> Choices:
    """One query: the cities."""
    return Choices(ServiceKind.choices, Stage.choices, spoken_languages([]), [each for each in Cost.choices if each[0]], list(PartnerCity.objects.all()))


def wanted_in(asked, offered: Choices) -> Wanted:
    """`asked`: a QueryDict. What is not offered counts as not asked."""
    def one(name: str, among: list) -> str:
        value = asked.get(name, "")
        return value if value in {code for code, _words in among} else ""

    words = " ".join(asked.get("q", "").replace("\x00", " ").split())[:LONGEST]
    city = next((each for each in offered.cities if each.slug == asked.get("city")), None)
    return Wanted(words, one("kind", offered.kinds), one("stage", offered.stages), one("language", offered.languages), one("cost", offered.costs), city, asked.get("open") == "1")
