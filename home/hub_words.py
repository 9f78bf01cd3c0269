"""What a hub is called and how it welcomes, in the reader's language where somebody wrote it, else in the language it has."""

from collections.abc import Iterable
from dataclasses import dataclass

from academy.models import Hub, HubText
from courses.lesson_body import direction, language_name


@dataclass(frozen=True, slots=True)
class HubWords:
    """`language`: of both; `foreign`: it is not the reader's, so the page must say `language` and `direction`."""

    name: str
    welcome: str
    language: str
    foreign: bool

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def language_name(self) -> str:
        return language_name(self.language)


def hub_words(hubs: Iterable[Hub], language: str) -> dict[int, HubWords]:
    """{hub id: its words}, in one query. The reader's language first, then the one the hub's name is in, then any that has a welcome."""
    hubs = list(hubs)
    texts: dict[int, list[HubText]] = {hub.pk: [] for hub in hubs}
    for text in HubText.objects.filter(hub__in=hubs):
        texts[text.hub_id].append(text)
    return {hub.pk: _best(hub, texts[hub.pk], language) for hub in hubs}


def _best(hub: Hub, texts: list[HubText], language: str) -> HubWords:
    if not texts:
        return HubWords(hub.name, "", hub.language, hub.language != language)
    best = min(texts, key=lambda each: (each.language != language, each.language != hub.language, not each.welcome, each.language))
    return HubWords(best.name, best.welcome, best.language, best.language != language)
