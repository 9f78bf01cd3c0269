"""Whose clocks to show beside those of the exchange: the reader's, once we know who reads."""


def zone_of_reader(request) -> str | None:
    return request.user.zone_name if request.user.is_authenticated else None
