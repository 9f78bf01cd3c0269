"""Registering, leaving, and answering an offer. Each in one transaction that locks the exchange first, decides on what it then reads, and writes
the row, the counts, the log line and the notice together: a server that dies in between leaves all of it or nothing.

Who may do this is asked by views; what is refused raises cohorts.refusals.Refused and changes nothing. Doing the same twice is doing it once.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from academy.models import record
from academy.writing_turn import writing_turn
from cohorts import notices
from cohorts.deciding import approve, reject
from cohorts.models import Admission, Exchange, Registration, RegistrationState
from cohorts.promote_waitlist import lapse, pass_on
from cohorts.refusals import FormChanged, Refused, refuse_a_draft_or_cancelled, refuse_the_past, refuse_unless_open
from cohorts.seats import binding_quotas, give_back_seat, has_room, lock, next_eligible, take_seat

__all__ = ["accept_offer", "approve", "change_answers", "decline_offer", "register", "reject", "withdraw"]

State = RegistrationState
TOLD = {State.REGISTERED: notices.REGISTERED, State.REQUESTED: notices.REQUESTED, State.WAITLISTED: notices.WAITLISTED}


def register(exchange: Exchange, person, *, city=None, organisation=None, answers: dict | None = None, answers_version: int | None = None,
             guest_name: str = "", guest_contact: str = "", entered_by=None, at: datetime) -> Registration:
    """The person's registration: with a seat, in line, or asked for. Who is in play already gets the same row back.

    `city`, `organisation`: the person's own when left out. `answers_version`: the exchange's form_version that was answered; None: no form was shown.
    Somebody without an account: `person` None, with `guest_name` and `city`, and the coordinator who enters them as `entered_by`.
    """
    city_id = city.pk if city else getattr(person, "city_id", None)
    organisation_id = organisation.pk if organisation else getattr(person, "organisation_id", None)
    guest_name, guest_contact = guest_name.strip(), guest_contact.strip()
    with writing_turn():
        exchange = lock(exchange.pk, new_place=True)
        refuse_a_draft_or_cancelled(exchange)
        found = _found(exchange, person, guest_name, guest_contact, city_id)
        if found is not None and found.is_in_play:
            return found
        refuse_unless_open(exchange, at)
        _refuse_what_cannot_be(exchange, person, found, guest_name, city_id)
        if answers_version is not None and answers_version != exchange.form_version:
            raise FormChanged
        kept = found or Registration(exchange=exchange, person=person, guest_name=guest_name, revision=0)
        kept.city_id, kept.organisation_id, kept.place = city_id, organisation_id, exchange.next_place
        kept.guest_contact, kept.entered_by, kept.asked_at = guest_contact, entered_by, at
        kept.answers, kept.answers_version, kept.answers_erased_at = answers or {}, exchange.form_version, None
        _admit(exchange, kept, at)
        record(entered_by or person, kept.state, "registration", kept.pk, at=at,
               details={"exchange": str(exchange.key), **({"office": True} if entered_by else {})})
        notices.tell(kept, TOLD[kept.state], at)
    return kept


def withdraw(registration: Registration, *, by, reason: str = "", at: datetime) -> Registration:
    """Take somebody out, at their own wish; a seat they held passes on. Who is out already stays as they are."""
    with writing_turn():
        exchange, kept = _locked(registration)
        if not kept.is_in_play:
            return kept
        refuse_the_past(exchange, at)
        if kept.state == State.ATTENDED:
            raise Refused("was_there", _("Somebody who was there cannot withdraw any more."))
        held = kept.holds_seat
        if held:
            give_back_seat(exchange, kept)
        kept.move_to(State.WITHDRAWN, at, reason=reason.strip()[:500])
        record(by, "withdrew", "registration", kept.pk, at=at, details={"exchange": str(exchange.key)})
        notices.tell(kept, notices.WITHDRAWN, at, invited=held)
        if held:
            pass_on(exchange, kept.city_id, at)
    return kept


def accept_offer(registration: Registration, *, at: datetime) -> Registration:
    """Yes to an offered seat. After its end the seat passes on and Refused("offer_lapsed") says so."""
    with writing_turn():
        exchange, kept = _locked(registration)
        if kept.state in (State.REGISTERED, State.ATTENDED):
            return kept
        refuse_a_draft_or_cancelled(exchange)
        late = kept.state == State.OFFERED and at >= kept.offered_until
        if kept.state == State.OFFERED and not late:
            kept.move_to(State.REGISTERED, at)
            record(kept.person, "accepted_offer", "registration", kept.pk, at=at, details={"exchange": str(exchange.key)})
            notices.tell(kept, notices.REGISTERED, at)
            return kept
        if late:
            lapse(kept.pk, at)
    # Outside, so that the lapse is kept.
    if late or kept.offer_has_lapsed:
        raise Refused("offer_lapsed", _("The time to say yes has run out, and the seat has gone to the next person. You can register again; you would stand at the end of the line."))
    raise Refused("no_offer", _("There is no offered seat to say yes to."))


def decline_offer(registration: Registration, *, reason: str = "", at: datetime) -> Registration:
    """No to an offered seat, which passes on. Who has none offered stays as they are."""
    with writing_turn():
        exchange, kept = _locked(registration)
        if kept.state != State.OFFERED:
            return kept
        give_back_seat(exchange, kept)
        kept.move_to(State.DECLINED, at, reason=reason.strip()[:500])
        record(kept.person, "declined_offer", "registration", kept.pk, at=at, details={"exchange": str(exchange.key)})
        notices.tell(kept, notices.WITHDRAWN, at, invited=True)
        pass_on(exchange, kept.city_id, at)
    return kept


def change_answers(registration: Registration, answers: dict, answers_version: int, *, at: datetime) -> Registration:
    """Other answers to the organisers' questions, until their deadline."""
    with writing_turn():
        exchange, kept = _locked(registration)
        refuse_a_draft_or_cancelled(exchange)
        if not kept.is_in_play:
            raise Refused("not_in_play", _("You are not registered any more."))
        if not exchange.answers_open(at):
            raise Refused("answers_closed", _("Answers can no longer be changed. Write to the organisers if something is different now."))
        if answers_version != exchange.form_version:
            raise FormChanged
        kept.answers, kept.answers_version, kept.answers_erased_at = answers, answers_version, None
        kept.save(update_fields=["answers", "answers_version", "answers_erased_at"])
        record(kept.person, "changed_answers", "registration", kept.pk, at=at, details={"exchange": str(exchange.key)})
    return kept


def _locked(registration: Registration) -> tuple[Exchange, Registration]:
    exchange = lock(registration.exchange_id)
    kept = Registration.objects.select_related("person").get(pk=registration.pk)
    kept.exchange = exchange
    return exchange, kept


def _found(exchange: Exchange, person, guest_name: str, guest_contact: str, city_id: int | None) -> Registration | None:
    """The row there is; a guest is known again by name, contact and city, so that an office that clicks twice enters one."""
    rows = exchange.registrations.all()
    if person is not None:
        return rows.filter(person=person).first()
    return rows.in_play().filter(person=None, guest_name__iexact=guest_name, guest_contact__iexact=guest_contact, city_id=city_id).first()


def _refuse_what_cannot_be(exchange: Exchange, person, found: Registration | None, guest_name: str, city_id: int | None) -> None:
    if person is None and not guest_name:
        raise Refused("name_needed", _("Write the name of the person you enter."))
    if found is not None and found.state == State.REJECTED:
        raise Refused("not_admitted", _("The organisers have decided about this request. Write to them if something has changed."))
    if city_id is None and (person is None or exchange.seats_per_city is not None or exchange.quotas.filter(city__isnull=False).exists()):
        raise Refused("city_needed", _("Choose the city you come from: seats are shared out between cities."))


def _admit(exchange: Exchange, registration: Registration, at: datetime) -> None:
    """Decide and write the state: nobody goes past somebody who waits and could take the seat."""
    quotas = binding_quotas(exchange, registration.city_id, registration.organisation_id)
    if exchange.admission == Admission.APPROVAL:
        state = State.REQUESTED
    elif has_room(exchange, quotas) and next_eligible(exchange) is None:
        state = State.REGISTERED
        take_seat(exchange, registration)
    else:
        state = State.WAITLISTED
    registration.state, registration.changed_at, registration.revision = state, at, registration.revision + 1
    registration.offered_until, registration.reason = None, ""
    registration.save()
