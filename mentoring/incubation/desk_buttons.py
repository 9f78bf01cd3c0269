"""What the hub's workers do on the page of a journey."""

from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from academy.file_reading import read_document
from academy.refusals import Refused
from academy.throttle import hit
from mentoring.incubation import advising, documents, journeys, milestones
from mentoring.incubation.acts import Button
from mentoring.incubation.forms import AdviserForm, DocumentForm, FinishForm, JourneyForm, MilestoneForm, ReachedForm
from mentoring.models import IncubationJourney

A_DAY, UPLOADS_A_DAY = 86_400, 100


def desk_buttons(journey: IncubationJourney, by, at: datetime) -> dict[str, Button]:
    """{what the button sends: what it does}."""
    def change(_row, given) -> str:
        journeys.change(journey, by=by, at=at, **given)
        return _("Changed.")

    def milestone(_row, given) -> str:
        milestones.add(journey, by=by, at=at, **given)
        return _("The milestone is set.")

    def reached(row, given) -> str:
        milestones.reach(row, on=given["on"], by=by, at=at)
        return _("Reached. Well done.")

    def reopen(row, _given) -> str:
        milestones.reach(row, on=None, by=by, at=at)
        return _("It is open again.")

    def drop(row, _given) -> str:
        milestones.drop(row, by=by, at=at)
        return _("The milestone is taken away.")

    def adviser(_row, given) -> str:
        made = advising.name_adviser(journey, by=by, at=at, **given)
        return _("%(name)s advises it from now on.") % {"name": made.person}

    def let_go(row, _given) -> str:
        advising.let_go(row, by=by, at=at)
        return _("%(name)s advises it no longer. The hours stay.") % {"name": row.person}

    def finish(_row, given) -> str:
        journeys.finish(journey, on=given["on"], ended_as=given["ended_as"], words=given["words"], by=by, at=at)
        return _("The journey is over.")

    own = journey.milestones.select_related("journey__hub__city")
    return {
        "change": Button(change, partial(JourneyForm, hub=journey.hub)), "milestone": Button(milestone, MilestoneForm), "reached": Button(reached, ReachedForm, own),
        "reopen": Button(reopen, None, own), "drop": Button(drop, None, own), "adviser": Button(adviser, AdviserForm),
        "let_go": Button(let_go, None, journey.advisers.select_related("person", "journey__hub__city")), "finish": Button(finish, FinishForm),
        **document_buttons(journey, by, at, journey.documents.all())}


def document_buttons(journey: IncubationJourney, by, at: datetime, theirs) -> dict[str, Button]:
    """`theirs`: the documents this person may take away."""
    def add(_row, given) -> str:
        journeys.must_run(journey)
        if not hit("journey-document", str(by.pk), UPLOADS_A_DAY, A_DAY, at):
            raise Refused("too_many", _("That is enough for one day."))
        made = documents.add_document(journey, read_document(given["file"]), title=given["title"], by=by, at=at)
        return _("“%(title)s” is there.") % {"title": made.title}

    def take_away(row, _given) -> str:
        title = row.title
        documents.take_away(row, by, at)
        return _("“%(title)s” is taken away.") % {"title": title}

    return {"document": Button(add, DocumentForm), "document_away": Button(take_away, None, theirs)}
