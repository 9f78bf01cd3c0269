"""Why something about a registration cannot be done, in words (academy/refusals.py holds the exception)."""

from datetime import datetime

from django.utils.translation import gettext as _

from academy.both_times import moment_words
from academy.refusals import Refused


class FormChanged(Refused):
    """The organisers changed their questions while somebody was answering: show the new ones with what was typed."""

    def __init__(self) -> None:
        super().__init__("form_changed", _("The organisers have changed their questions meanwhile. Please look through them once more; what you wrote is still here."))


class SeatsInUse(Refused):
    """Fewer seats than people who hold one. `leaving`: the registrations that would have to go, last come first."""

    def __init__(self, leaving: list) -> None:
        names = ", ".join(each.display_name for each in leaving)
        super().__init__("seats_in_use", _("These people would lose their seat: %(names)s. Ask them first, or take back their seats one by one.") % {"names": names})
        self.leaving = leaving


def refuse_unless_open(exchange, at: datetime) -> None:
    """Raises Refused unless registration is open at the moment `at`."""
    refuse_a_draft_or_cancelled(exchange)
    refuse_the_past(exchange, at)
    if exchange.opens_at is not None and at < exchange.opens_at:
        raise Refused("not_open_yet", _("Registration opens on %(moment)s.") % {"moment": moment_words(exchange.opens_at, exchange.time_zone)})
    ends = exchange.registration_ends_at
    if ends is not None and at >= ends:
        raise Refused("closed", _("Registration closed on %(moment)s.") % {"moment": moment_words(ends, exchange.time_zone)})


def refuse_a_draft_or_cancelled(exchange) -> None:
    if not exchange.is_public:
        raise Refused("not_published", _("This exchange is not published yet."))
    if exchange.is_cancelled:
        raise Refused("cancelled", _("This exchange is cancelled."))


def refuse_the_past(exchange, at: datetime) -> None:
    if exchange.is_over(at):
        raise Refused("over", _("This exchange is over."))
