"""The programme by city: a map of our own tiles, and the same as a list. Two queries."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.models import PartnerCity
from academy.mosaic import map_svg
from cohorts.exchange_filter import ExchangeFilter
from cohorts.models.exchanges import Exchanges


def map_context(coming: Exchanges, wanted: ExchangeFilter) -> dict:
    """`coming`: the exchanges to count, once for each city that hosts or co-hosts. `places`: [{city, count, words, query}], those with exchanges first."""
    hosted = {(pk, city) for pk, host, co_host in coming.order_by().values_list("pk", "host_city_id", "co_hosts__pk") for city in (host, co_host) if city}
    counts = Counter(city for _pk, city in hosted)
    cities = sorted(PartnerCity.objects.all(), key=lambda city: (-counts[city.pk], city.name))
    places = [{"city": city, "count": counts[city.pk], "words": _words(city.name, counts[city.pk]), "query": wanted.query(city=city.slug) if counts[city.pk] else ""}
              for city in cities]
    shown = [(each["city"].name, *each["city"].on_map, each["query"], each["count"], each["words"]) for each in places if each["city"].on_map]
    return {"places": places, "map_svg": map_svg(shown, _("Map of the cities with exchanges to come"), key="exchanges-map")}


def _words(name: str, count: int) -> str:
    if not count:
        return _("%(city)s: no exchange to come") % {"city": name}
    return ngettext("%(city)s: %(count)s exchange to come", "%(city)s: %(count)s exchanges to come", count) % {"city": name, "count": count}
