"""How the reader stands in an exchange, in sentences: with a seat, in line and why, asked, offered until when, or out."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from academy.both_times import moment_words
from cohorts.models import Exchange, Registration, RegistrationState
from cohorts.queue_place import QueuePlace, queue_place

State = RegistrationState


@dataclass(frozen=True, slots=True)
class Standing:
    """`words`: the state; `next`: what comes; `tone`: of the notice. All empty for who has nothing to do with it."""

    words: str = ""
    next: str = ""
    tone: str = ""
    queue: QueuePlace | None = None
    offered_until: str = ""
    in_play: bool = False


def standing_of(exchange: Exchange, registration: Registration | None, at: datetime, here: str | None) -> Standing:
    if registration is None:
        return Standing()
    registration.exchange = exchange  # so that nothing is read twice
    if exchange.is_over(at):
        return Standing(_("You were there."), tone="success") if registration.state == State.ATTENDED else Standing(_past_words(registration))
    until = moment_words(registration.offered_until, exchange.time_zone, here) if registration.offered_until else ""
    offered = Standing(_("A seat is offered to you until %(moment)s.") % {"moment": until}, _("After that it passes to the next in line by itself."), "success",
                       offered_until=until, in_play=True)
    found = {
        State.REGISTERED: Standing(_("You have a seat."), _("If you cannot come, please withdraw: somebody else may be waiting."), "success", in_play=True),
        State.ATTENDED: Standing(_("You have a seat."), tone="success", in_play=True),
        State.OFFERED: offered,
        State.REQUESTED: Standing(_("You asked to take part."), _("The organisers read each request and answer by mail."), "info", in_play=True),
        State.WAITLISTED: Standing(_("You are waiting for a seat."), _("When a seat is offered to you, we write to you and hold it for a while."), "info", in_play=True),
        State.DECLINED: Standing(_declined_words(registration), tone="warning"),
        State.WITHDRAWN: Standing(_("You have withdrawn."), tone="info"),
        State.REJECTED: Standing(_("The organisers could not admit you."), registration.reason or _("Write to them if something has changed."), "warning"),
    }[State(registration.state)]
    if found.in_play and registration.state == State.WAITLISTED and not exchange.is_cancelled:
        return Standing(found.words, found.next, found.tone, queue_place(registration), in_play=True)
    return Standing(in_play=found.in_play) if exchange.is_cancelled else found


def _declined_words(registration: Registration) -> str:
    if registration.offer_has_lapsed:
        return _("A seat was offered to you, and the time to say yes has run out.")
    return _("You did not take the offered seat.")


def _past_words(registration: Registration) -> str:
    return _("You were registered.") if registration.state == State.REGISTERED else ""
