"""The themes of an exchange: a few words, kept as tags so that lists and feeds can be asked for them."""

from cohorts.models import Exchange


def themes_of(exchange: Exchange) -> list[str]:
    return sorted(exchange.themes.values_list("name", flat=True))


def keep_themes(exchange: Exchange, names: list[str]) -> None:
    if sorted(names) != themes_of(exchange):
        exchange.themes.set(names)
