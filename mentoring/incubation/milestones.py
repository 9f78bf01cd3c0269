"""Milestones of a journey: set, reached, set back, taken away."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from academy.refusals import Refused
from mentoring.incubation.journeys import must_run
from mentoring.models import IncubationJourney, Milestone

MOST_MILESTONES = 40


@transaction.atomic
def add(journey: IncubationJourney, *, title: str, due_on: date, by, at: datetime) -> Milestone:
    must_run(journey)
    if journey.milestones.count() >= MOST_MILESTONES:
        raise Refused("too_many", _("That is enough for one journey. Take a milestone away first."))
    made = journey.milestones.create(title=title, due_on=due_on)
    record(by, "added", "incubation_milestone", made.pk, at=at)
    return made


@transaction.atomic
def reach(milestone: Milestone, *, on: date | None, by, at: datetime) -> None:
    """`on` None: it is not reached after all."""
    must_run(milestone.journey)
    if on is not None and on > milestone.journey.hub.city.day_of(at):
        raise Refused("not_yet", _("Write this day down when it has come."))
    Milestone.objects.filter(pk=milestone.pk).update(reached_on=on)
    record(by, "reached" if on else "reopened", "incubation_milestone", milestone.pk, at=at)


@transaction.atomic
def drop(milestone: Milestone, *, by, at: datetime) -> None:
    must_run(milestone.journey)
    record(by, "took_away", "incubation_milestone", milestone.pk, at=at)
    milestone.delete()
