"""What stands on the programme about the seats of an exchange, for everybody: how many are left, or why none can be taken now."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.both_times import moment_words
from cohorts.models import Admission, Exchange


def seats_left(exchange: Exchange) -> int:
    return max(0, exchange.seats - exchange.seats_taken)


def seat_words(exchange: Exchange, at: datetime, waiting: int = 0, here: str | None = None) -> str:
    """One sentence. `waiting`: how many stand in the line; `here`: the reader's zone, if known."""
    if exchange.is_cancelled:
        return _("Cancelled.")
    if exchange.is_over(at):
        return _("It is over.")
    if not exchange.is_public:
        return _("A draft: only those who prepare it see it.")
    if exchange.opens_at and exchange.opens_at > at:
        return _("Registration opens on %(moment)s.") % {"moment": moment_words(exchange.opens_at, exchange.time_zone, here)}
    if not exchange.takes_registrations(at):
        return _("Registration is closed.")
    left = seats_left(exchange)
    if not left:
        if not waiting:
            return _("All seats are taken. You can wait for one.")
        return ngettext("All seats are taken. %(count)s person waits for one.", "All seats are taken. %(count)s people wait for one.", waiting) % {"count": waiting}
    words = ngettext("%(left)s of %(all)s seats is left.", "%(left)s of %(all)s seats are left.", left) % {"left": left, "all": exchange.seats}
    if exchange.admission == Admission.APPROVAL:
        words += " " + _("The organisers decide on each request.")
    return words
