"""Courses and cohorts by which a hub trains those who support others: attached from what the academy has, with the title they had then."""

from datetime import datetime

from django import forms
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from academy import ways
from academy.models import Hub, record
from academy.refusals import Refused
from mentoring.incubation.acts import Button
from mentoring.incubation.forms import line
from mentoring.models import CapacityOffer

KINDS = ("course", "cohort")
MOST = 24


class OfferForm(forms.Form):
    what = forms.ChoiceField(label=gettext_lazy("Course or cohort"))
    whom = line(gettext_lazy("For whom?"), 200, required=False, help_text=gettext_lazy("Such as: people who advise at chambers and in municipalities."))

    def __init__(self, *args, hub: Hub, at: datetime, **more) -> None:
        super().__init__(*args, **more)
        language = get_language() or "en"
        kinds = [each for each in ways.way_kinds() if each.kind in KINDS]
        self.fields["what"].choices = [("", _("Choose")), *((str(each.label).capitalize(), [(f"{way.kind}:{way.key}", way.title) for way in each.find(hub, "", language, at)])
                                                            for each in kinds)]


@transaction.atomic
def attach(hub: Hub, *, what: str, whom: str, by, at: datetime) -> CapacityOffer:
    """`what`: "kind:key"."""
    kind, _colon, key = what.partition(":")
    found = ways.way(kind, key, get_language() or "en", at) if kind in KINDS else None
    if found is None or found.gone:
        raise Refused("gone", found.gone if found else _("It is not there any more."))
    if hub.capacity_offers.count() >= MOST:
        raise Refused("too_many", _("That is enough. Take one away first."))
    made, is_new = CapacityOffer.objects.get_or_create(hub=hub, kind=kind, key=key, defaults={"title": found.title[:200], "whom": whom, "added_on": hub.city.day_of(at)})
    if not is_new:
        raise Refused("twice", _("It stands there already."))
    record(by, "attached", "capacity_offer", made.pk, at=at)
    return made


@transaction.atomic
def detach(offer: CapacityOffer, *, by, at: datetime) -> None:
    record(by, "took_away", "capacity_offer", offer.pk, at=at)
    offer.delete()


def offer_buttons(hub: Hub, by, at: datetime) -> dict[str, Button]:
    def add(_row, given) -> str:
        return _("“%(title)s” stands on the hub’s page.") % {"title": attach(hub, by=by, at=at, **given)}

    def drop(row, _given) -> str:
        detach(row, by=by, at=at)
        return _("Taken away.")
    return {"add": Button(add, lambda data, files, prefix: OfferForm(data, prefix=prefix, hub=hub, at=at)), "drop": Button(drop, None, hub.capacity_offers.all())}


def offer_rows(hub: Hub, language: str, at: datetime) -> list[dict]:
    """{"offer", "way": Way or None} for who keeps them; some queries for each, and a hub has few."""
    return [{"offer": each, "way": ways.way(each.kind, each.key, language, at)} for each in hub.capacity_offers.all()]
