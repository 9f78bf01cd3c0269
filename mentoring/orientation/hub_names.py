"""What a hub is called in a language: as its own texts say there, else by its name."""

from collections.abc import Iterable

from academy.models import Hub, HubText


def names_of(hubs: Iterable[Hub], language: str) -> dict[int, tuple[str, str]]:
    """{hub id: (name, language of the name)}, one query."""
    found = {hub.pk: (hub.name, hub.language) for hub in hubs}
    found.update({pk: (name, language) for pk, name in HubText.objects.filter(hub__in=found, language=language).values_list("hub_id", "name")})
    return found


def name_of(hub: Hub, language: str) -> str:
    return names_of([hub], language)[hub.pk][0]
