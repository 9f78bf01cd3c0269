"""What a territory lacks and could live from: noted by the hub's workers, perhaps with the call of interest it led to; closed when taken up or given up on."""

from datetime import datetime

from django import forms
from django.db import transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from academy import ways
from academy.models import Hub, record
from academy.refusals import Refused
from mentoring.incubation.acts import Button
from mentoring.incubation.forms import line, text
from mentoring.incubation.project_forms import own_language
from mentoring.models import Niche

MOST_OPEN = 30


class NicheForm(forms.Form):
    title = line(gettext_lazy("What is missing?"), 120)
    why = text(gettext_lazy("Why does it promise something?"), 1000)
    language = own_language()
    call = forms.ChoiceField(label=gettext_lazy("A call of interest it led to"), required=False)

    def __init__(self, *args, calls: dict[str, ways.Way | None], **more) -> None:
        super().__init__(*args, **more)
        self.fields["call"].choices = [("", _("None yet")), *((key, way.title if way else key) for key, way in calls.items())]


def calls_for(hub: Hub, at: datetime) -> dict[str, ways.Way | None]:
    """{key: way} of the calls that take answers now, and of those a niche led to; None for one that is gone."""
    language = get_language() or "en"
    kind = next((each for each in ways.way_kinds() if each.kind == "call"), None)
    found: dict[str, ways.Way | None] = {each.key: each for each in kind.find(hub, "", language, at)} if kind else {}
    for key in sorted({each.call for each in hub.niches.all() if each.call} - set(found)):
        found[key] = ways.way("call", key, language, at)
    return found


@transaction.atomic
def note(hub: Hub, niche: Niche | None, *, by, at: datetime, **fields) -> Niche:
    """`niche` None: a new one. `fields`: title, why, language, call."""
    if niche is None:
        if hub.niches.filter(closed_on__isnull=True).count() >= MOST_OPEN:
            raise Refused("too_many", _("That is enough at once. Close one first."))
        niche = Niche(hub=hub, noted_on=hub.city.day_of(at))
    for name, value in fields.items():
        setattr(niche, name, value)
    niche.save()
    record(by, "noted", "niche", niche.pk, at=at)
    return niche


@transaction.atomic
def close(niche: Niche, *, by, at: datetime, again: bool = False) -> None:
    """`again`: it is open again."""
    Niche.objects.filter(pk=niche.pk).update(closed_on=None if again else niche.hub.city.day_of(at))
    record(by, "reopened" if again else "closed", "niche", niche.pk, at=at)


def niche_buttons(hub: Hub, by, at: datetime) -> dict[str, Button]:
    own = hub.niches.select_related("hub__city")

    def add(_row, given) -> str:
        return _("“%(title)s” stands on the hub’s page.") % {"title": note(hub, None, by=by, at=at, **given)}

    def change(row, given) -> str:
        note(hub, row, by=by, at=at, **given)
        return _("Changed.")

    def end(row, _given) -> str:
        close(row, by=by, at=at)
        return _("Closed.")

    def reopen(row, _given) -> str:
        close(row, by=by, at=at, again=True)
        return _("It is open again.")

    def form(*args, **more) -> NicheForm:
        return NicheForm(*args, calls=calls_for(hub, at), **more)
    return {"add": Button(add, form), "change": Button(change, form, own), "close": Button(end, None, own), "reopen": Button(reopen, None, own)}
