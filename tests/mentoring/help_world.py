"""Builders for asking a hub (tests/world.py): Mahdia has an open hub where Hanen does orientation, and one way that can be suggested, an invented advice centre."""

from datetime import timedelta

from academy import ways
from academy.models import Hub, HubWorker
from mentoring.models import HelpRequest
from mentoring.orientation.asking import ask
from mentoring.orientation.consenting import agree
from mentoring.orientation.referring import refer
from mentoring.orientation.suggesting import suggest
from tests.world import NOW, make_person

CENTRE = {"title": "Legal advice", "receiver": "Advice Centre", "email": "office@advice.example", "gone": ""}


class FakeWays:
    """The kind "advice" in the registry: `centre` must be told, `walk` one goes to alone. `close()`: the organisation closes."""

    def __init__(self, monkeypatch) -> None:
        self.gone = ""
        ways.way_kinds()
        monkeypatch.setitem(ways._kinds, "advice", ways.WayKind("advice", "advice", 1, self.find, self.get))

    def close(self) -> None:
        self.gone = "This organisation has closed."

    def find(self, hub, words, language, at):
        return [way for key in ("centre", "walk") if words.lower() in (way := self.get(key, language, at)).title.lower()]

    def get(self, key, language, at):
        if key == "walk":
            return ways.Way("advice", "walk", "A walk-in course", language, "/en/courses/")
        return ways.Way("advice", key, "Legal advice", language, "/en/desk/", receiver="Advice Centre", email="office@advice.example", gone=self.gone) if key.startswith("centre") else None


def make_hub(city, *people, **fields) -> Hub:
    """Open, with these people doing orientation since August."""
    hub = Hub.objects.create(city=city, name=f"Hub of {city.name}", **{"opened_at": NOW - timedelta(days=100), "answer_days": 5, "referral_days": 10, **fields})
    for person in people:
        HubWorker.objects.create(hub=hub, person=person, started_on=NOW.date() - timedelta(days=90))
    return hub


def make_worker(city, login: str = "hanen", name: str = "Hanen Helps"):
    return make_person(login, name, city)


def ask_for_help(hub: Hub, at=NOW, **fields) -> HelpRequest:
    return ask(hub, at=at, **{"stage": "idea", "kinds": ["legal"], "words": "We want to weave together. Which form suits five women?", "language": "en", "name": "Salma", **fields})


def passed_on(hub: Hub, by, at=NOW, receiver_email: str = "clerk@advice.example", **fields):
    """(request, suggestion, referral): asked, suggested, agreed, and passed on at `at`."""
    request = ask_for_help(hub, at, **fields)
    suggestion = suggest(request, "advice", "centre", "They know co-operatives.", by, at)
    agree(suggestion, at, name="Salma", contact="salma@mail.example", words="Five women, one loom.")
    return request, suggestion, refer(suggestion, "Ms Clerk", receiver_email, by, at, language="en")
