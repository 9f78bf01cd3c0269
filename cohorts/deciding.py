"""The organisers' word on a request to take part. See cohorts/registering.py for what all these verbs hold to."""

from datetime import datetime

from django.utils.translation import gettext as _

from academy.models import record
from academy.writing_turn import writing_turn
from cohorts import notices
from cohorts.models import Registration, RegistrationState
from cohorts.promote_waitlist import pass_on
from cohorts.refusals import Refused, refuse_a_draft_or_cancelled, refuse_the_past
from cohorts.seats import binding_quotas, give_back_seat, has_room, lock, next_eligible, take_seat

State = RegistrationState


def approve(registration: Registration, by, at: datetime) -> Registration:
    """Yes to a request: a seat if there is one, else a place in line, both by when they asked. Undoes a refusal too, at the end of the line.

    Who is in already stays as they are. Raises Refused when it is cancelled or over, or when the person has left meanwhile.
    """
    with writing_turn():
        exchange = lock(registration.exchange_id, new_place=True)
        kept = Registration.objects.select_related("person").get(pk=registration.pk)
        refuse_a_draft_or_cancelled(exchange)
        refuse_the_past(exchange, at)
        if kept.state not in (State.REQUESTED, State.REJECTED):
            if kept.is_in_play:
                return kept
            raise Refused("has_left", _("This person has withdrawn meanwhile."))
        if kept.state == State.REJECTED:
            kept.place = exchange.next_place
        quotas = binding_quotas(exchange, kept.city_id, kept.organisation_id)
        if has_room(exchange, quotas) and next_eligible(exchange, before=kept.place) is None:
            take_seat(exchange, kept)
            kept.move_to(State.REGISTERED, at, place=kept.place)
        else:
            kept.move_to(State.WAITLISTED, at, place=kept.place)
        record(by, "approved", "registration", kept.pk, at=at, details={"exchange": str(exchange.key), "state": kept.state})
        notices.tell(kept, notices.REGISTERED if kept.state == State.REGISTERED else notices.WAITLISTED, at)
    return kept


def reject(registration: Registration, by, reason: str, at: datetime) -> Registration:
    """No to a request, or a seat taken back; a seat that was held passes on. Who is out already stays as they are."""
    with writing_turn():
        exchange = lock(registration.exchange_id)
        kept = Registration.objects.select_related("person").get(pk=registration.pk)
        if not kept.is_in_play:
            return kept
        refuse_the_past(exchange, at)
        if kept.state == State.ATTENDED:
            raise Refused("was_there", _("Somebody who was there cannot be refused any more."))
        held = kept.holds_seat
        if held:
            give_back_seat(exchange, kept)
        kept.move_to(State.REJECTED, at, reason=reason.strip()[:500])
        record(by, "rejected", "registration", kept.pk, at=at, details={"exchange": str(exchange.key)})
        notices.tell(kept, notices.REJECTED, at, invited=held)
        if held:
            pass_on(exchange, kept.city_id, at)
    return kept
