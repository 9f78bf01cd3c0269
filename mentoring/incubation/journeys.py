"""A journey begins, changes and ends, by the hub's workers. Its days are those of the hub's city."""

from datetime import date, datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import Hub, ServicePlace, User, record
from academy.refusals import Refused
from academy.throttle import hit
from mentoring.models import IncubationJourney, JourneyAdviser, JourneyEnd


def workspaces_of(hub: Hub):
    """Places of the city where a journey may have a seat: in use, of a listed entry."""
    return ServicePlace.objects.filter(is_workspace=True, ended_on__isnull=True, entry__organisation__city=hub.city, entry__listed_at__isnull=False,
                                       entry__closed_on__isnull=True).select_related("entry__organisation")


ASKED_A_DAY, DAY = 60, 86_400  # addresses one worker may look up


def account_of(email: str, by: User, at: datetime) -> User:
    """Whose confirmed address it is. Refused where it is nobody's: nobody is written to who did not ask for it; and when `by` looks for many, because
    whether somebody has an account is not to be fished for. Outside a transaction, so that what was refused counts."""
    if not hit("person-by-address", str(by.pk), ASKED_A_DAY, DAY, at):
        raise Refused("many_addresses", _("You have looked for many addresses today. Go on tomorrow."))
    confirmed = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True).values("user_id")
    found = User.objects.filter(pk__in=confirmed, is_active=True, erased_at__isnull=True).first()
    if found is None:
        raise Refused("no_account", _("Nobody has an account with this address. Ask them to sign up first, then write the same address here."))
    return found


def begin(hub: Hub, *, email: str, by, at: datetime, **fields) -> IncubationJourney:
    """`fields`: title, words, stage, started_on, place."""
    leads = account_of(email, by, at)
    with transaction.atomic():
        made = IncubationJourney.objects.create(hub=hub, led_by=leads, **fields)
        record(by, "began", "incubation_journey", made.key, at=at)
    return made


@transaction.atomic
def change(journey: IncubationJourney, *, by, at: datetime, **fields) -> None:
    must_run(journey)
    for name, value in fields.items():
        setattr(journey, name, value)
    journey.save(update_fields=list(fields))
    record(by, "changed", "incubation_journey", journey.key, at=at)


@transaction.atomic
def finish(journey: IncubationJourney, *, on: date, ended_as: str, words: str, by, at: datetime) -> None:
    """It is over for its advisers, too, and its seat is free. Who leads it keeps on reading it."""
    held = IncubationJourney.objects.select_for_update().get(pk=journey.pk)
    must_run(held)
    if on > journey.hub.city.day_of(at):
        raise Refused("not_yet", _("Write this day down when it has come."))
    if on < held.started_on:
        raise Refused("too_early", _("A journey cannot end before it starts."))
    IncubationJourney.objects.filter(pk=held.pk).update(finished_on=on, ended_as=JourneyEnd(ended_as), ending_words=words, place=None)
    for adviser in JourneyAdviser.objects.filter(journey=held, finished_on__isnull=True):
        JourneyAdviser.objects.filter(pk=adviser.pk).update(finished_on=max(on, adviser.started_on))
    record(by, "finished", "incubation_journey", journey.key, at=at, details={"as": ended_as})


def must_run(journey: IncubationJourney) -> None:
    if not journey.is_running:
        raise Refused("over", _("This journey is over: nothing of it changes any more."))
