"""Who advises a journey on what, and the time they gave: written down within two weeks, corrected or taken back within a day."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from academy.models import User, record
from academy.refusals import Refused
from mentoring.incubation.journeys import account_of, must_run
from mentoring.models import AdviceGiven, IncubationJourney, JourneyAdviser

TO_WRITE = timedelta(days=14)
TO_CORRECT = timedelta(days=1)
MOST_A_DAY = 720  # minutes
MOST_ADVISERS = 20


def name_adviser(journey: IncubationJourney, *, email: str, field: str, by, at: datetime) -> JourneyAdviser:
    """From today on, on the clocks of the hub's city."""
    return _named(journey, account_of(email, by, at), field, by, at)


@transaction.atomic
def _named(journey: IncubationJourney, person: User, field: str, by, at: datetime) -> JourneyAdviser:
    IncubationJourney.objects.select_for_update().get(pk=journey.pk)
    must_run(journey)
    if person.pk == journey.led_by_id:
        raise Refused("leads_it", _("This person leads the journey. Its adviser is somebody else."))
    standing = journey.advisers.filter(finished_on__isnull=True)
    if standing.filter(person=person).exists():
        raise Refused("twice", _("This person advises it already."))
    if standing.count() >= MOST_ADVISERS:
        raise Refused("too_many", _("That is enough for one journey. Let an adviser go first."))
    made = journey.advisers.create(person=person, field=field, started_on=max(journey.hub.city.day_of(at), journey.started_on))
    record(by, "named", "journey_adviser", made.pk, at=at, details={"who": str(person.subject)})
    return made


@transaction.atomic
def let_go(adviser: JourneyAdviser, *, by, at: datetime) -> None:
    """From today on they read nothing of it; the hours they gave stay."""
    if adviser.finished_on is not None:
        raise Refused("over", _("This person advises it no longer."))
    JourneyAdviser.objects.filter(pk=adviser.pk).update(finished_on=max(adviser.journey.hub.city.day_of(at), adviser.started_on))
    record(by, "ended", "journey_adviser", adviser.pk, at=at)


@transaction.atomic
def write_time(adviser: JourneyAdviser, *, on: date, minutes: int, about: str, at: datetime, instead_of: AdviceGiven | None = None) -> AdviceGiven:
    """By the adviser. `instead_of`: a line of theirs that it corrects."""
    must_run(adviser.journey)
    JourneyAdviser.objects.select_for_update().get(pk=adviser.pk)
    if instead_of is not None and not may_correct(instead_of, at):
        raise Refused("too_late", _("What was written down can be corrected for a day, and no longer."))
    today = adviser.journey.hub.city.day_of(at)
    if on > today:
        raise Refused("not_yet", _("Write this day down when it has come."))
    if on < adviser.started_on or (on < today - TO_WRITE and (instead_of is None or on != instead_of.on)):
        raise Refused("too_early", _("Time is written down within two weeks, and from the day on which you became an adviser."))
    others = adviser.advice.filter(on=on).exclude(pk=instead_of.pk if instead_of else None)
    if (others.aggregate(all=Sum("minutes"))["all"] or 0) + minutes > MOST_A_DAY:
        raise Refused("too_long", _("That would be more than 12 hours on one day."))
    if instead_of is None:
        made = adviser.advice.create(on=on, minutes=minutes, about=about, told_at=at)
    else:
        made = instead_of
        made.on, made.minutes, made.about = on, minutes, about
        made.save(update_fields=["on", "minutes", "about"])
    record(adviser.person, "corrected" if instead_of else "wrote_down", "advice_given", made.pk, at=at)
    return made


@transaction.atomic
def take_time_back(advice: AdviceGiven, *, by, at: datetime) -> None:
    if not may_correct(advice, at):
        raise Refused("too_late", _("What was written down can be corrected for a day, and no longer."))
    record(by, "took_back", "advice_given", advice.pk, at=at)
    advice.delete()


def may_correct(advice: AdviceGiven, at: datetime) -> bool:
    return at <= advice.told_at + TO_CORRECT
