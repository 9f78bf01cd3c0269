"""What cohorts and exchanges put into a person's own calendar: the exchanges they are registered for, and the meetings of their cohorts."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from academy.calendar_sources import PersonalPart, calendar_source
from academy.standards.calendar_entry import CANCELLED, CONFIRMED, TENTATIVE
from cohorts import meeting_entries  # noqa: F401  adds the meetings of cohorts
from cohorts.calendar_feed import Standing, entries_of
from cohorts.calendar_rows import load_rows_of
from cohorts.models import Registration, RegistrationState
from cohorts.seats import SEATED

TOMBSTONES_KEPT = timedelta(days=90)  # past the end of what was cancelled
PAST_KEPT = timedelta(days=731)

State = RegistrationState
STATUS = {State.REGISTERED: CONFIRMED, State.ATTENDED: CONFIRMED, State.REQUESTED: TENTATIVE, State.WAITLISTED: TENTATIVE, State.OFFERED: TENTATIVE,
          State.WITHDRAWN: CANCELLED, State.DECLINED: CANCELLED, State.REJECTED: CANCELLED}


def standing_of(state: str, revision: int, changed_at) -> Standing:
    """How a registration stands in its person's calendar, and in the invitations sent to them: both count turns alike."""
    words = {State.WAITLISTED: _("Waiting list"), State.OFFERED: _("Seat offered"), State.REQUESTED: _("Asked to take part")}.get(state, "")
    return Standing(status=STATUS[state], turn=revision - 1, changed_at=changed_at, sees_link=state in SEATED, words=words)


@calendar_source
def registrations(person, language: str, at) -> PersonalPart:
    """Seats are confirmed, waiting and offers tentative; what was given back, refused or cancelled stays as cancelled for 90 days past its end."""
    over = Q(state__in=[state for state, status in STATUS.items() if status == CANCELLED]) | Q(exchange__cancelled_at__isnull=False)
    mine = Registration.objects.of(person).filter(exchange__ends_at__gte=at - PAST_KEPT).exclude(over, exchange__ends_at__lt=at - TOMBSTONES_KEPT)
    rows, standings = load_rows_of(mine, language)

    def make():
        return entries_of(rows, {pk: standing_of(*row) for pk, row in standings.items()}, briefly=True)
    return PersonalPart((rows, standings), make, max([rows.changed_at, *(changed_at for _state, _revision, changed_at in standings.values())]))
