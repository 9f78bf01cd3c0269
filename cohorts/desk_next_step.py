"""The one thing to do next with an exchange, for the line at the top of its desk."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Exchange
from cohorts.publishing import gaps
from cohorts.who_hears import in_words


@dataclass(frozen=True, slots=True)
class NextStep:
    """`step`: the URL name of the desk's page to go to; empty when nothing waits."""

    words: str
    step: str = ""
    label: str = ""


def next_step(exchange: Exchange, at: datetime, *, keeps: bool, marks: bool, asked: int, guests_offered: int) -> NextStep:
    """`marks`: the reader may mark attendance. `asked`: requests nobody has decided on. `guests_offered`: people without an account who were offered a seat."""
    if exchange.is_cancelled:
        return NextStep(_("It is cancelled. Its page stays, with the reason."))
    if not exchange.is_public:
        return _of_draft(exchange, at) if keeps else NextStep(_("A draft: the host city's coordinators are still writing it."))
    if exchange.is_over(at):
        return NextStep(_("It is over. Say who was there, and write down what was decided."), "attendance", _("Who was there")) if marks else NextStep(_("It is over."))
    if guests_offered and keeps:
        return NextStep(ngettext("A seat is offered to %(count)d person without an account: ask them, and say what they answered.",
                                 "Seats are offered to %(count)d people without an account: ask them, and say what they answered.", guests_offered) % {"count": guests_offered},
                        "desk_people", _("Who they are"))
    if asked and keeps:
        return NextStep(ngettext("%(count)d person asked to take part and waits for your word.", "%(count)d people asked to take part and wait for your word.", asked) % {"count": asked},
                        "desk_people", _("Decide"))
    if exchange.starts_at and exchange.starts_at <= at:
        return NextStep(_("It is on. Mark who is there."), "attendance", _("Who is there")) if marks else NextStep(_("It is on."))
    if exchange.opens_at and exchange.opens_at > at:
        return NextStep(_("Nothing to do. Registration opens on %(moment)s.") % {"moment": in_words(exchange.opens_at, exchange)})
    if exchange.takes_registrations(at):
        return NextStep(_("Nothing to do. People can register until %(moment)s.") % {"moment": in_words(exchange.registration_ends_at, exchange)})
    return NextStep(_("Nothing to do. Registration is closed."))


def _of_draft(exchange: Exchange, at: datetime) -> NextStep:
    missing = gaps(exchange, at)
    if missing:
        return NextStep(missing[0].words, missing[0].step, _("Write it"))
    return NextStep(_("Nothing is missing. Look it over, then publish it."), "desk_publish", _("Look it over"))
