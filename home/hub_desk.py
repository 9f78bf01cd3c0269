"""What the coordinators of a city see of its hub and its directory at their desk."""

from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, F

from academy.context import OWN_NAMES
from academy.directory.keeping import is_unconfirmed
from academy.models import DirectoryEntry, Hub, HubWorker
from home.hub_standing import why_not_open

A_PAGE = 50


def desk_context(hub: Hub, on: date, number: str) -> dict:
    """`number`: the page of entries, what was confirmed longest ago first. The same queries however many there are."""
    written = {text.language: text for text in hub.texts.all()}
    listed = DirectoryEntry.objects.filter(organisation__city=hub.city).select_related("organisation").annotate(keeper_count=Count("keepers"))
    page = Paginator(listed.order_by("closed_on", F("confirmed_on").asc(nulls_first=True), "organisation__name", "pk"), A_PAGE).get_page(number)
    entries = list(page.object_list)
    for each in entries:
        each.unconfirmed = each.closed_on is None and is_unconfirmed(each, hub, on)
    return {
        "city": hub.city, "here": "hub", "hub": hub, "why_not_open": "" if hub.is_open else why_not_open(hub, on), "page": page, "entries": entries,
        "texts": [{"code": code, "name": OWN_NAMES[code], "text": written.get(code)} for code, _name in settings.LANGUAGES],
        "workers": HubWorker.objects.current(on).filter(hub=hub).select_related("person").order_by("started_on", "pk"),
    }
