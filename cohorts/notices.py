"""Say that somebody must hear of something. Which mail it becomes, and whether it waits for a digest, is decided where mails are made.

Both are called inside the transaction of what happened, so neither news without a cause nor a cause without news can be.
"""

from academy.outbox import enqueue
from cohorts.models.exchanges import Exchange
from cohorts.models.registrations import Registration

# What can be told to one registered person: one mail template each, templates/emails/cohorts/<what>/.
REGISTERED, REQUESTED, WAITLISTED, OFFERED, OFFER_LAPSED = "registered", "requested", "waitlisted", "offered", "offer_lapsed"
WITHDRAWN, REJECTED = "withdrawn", "rejected"
# What is told to everyone who is in play.
CHANGED, SESSION_CANCELLED, EXCHANGE_CANCELLED = "changed", "session_cancelled", "exchange_cancelled"


def tell(registration: Registration, what: str, at, **ids) -> None:
    """One notice about one registration, once per revision. Somebody entered by an office has no mail: the office tells them.

    `ids` for withdrawn and rejected: invited, whether a seat or an offer stands in their calendar, from where it has to go.
    """
    if registration.person_id is not None:
        enqueue(f"notice:registration:{registration.pk}:{registration.revision}:{what}", "cohorts.notice",
                {"what": what, "registration": registration.pk, "revision": registration.revision, "at": at.isoformat(), **ids})


def tell_everyone(exchange: Exchange, what: str, at, **ids) -> None:
    """One notice to everybody in play, once per sequence of the exchange (`exchange.sequence` is the raised one).

    `ids` for changed: before=what_changed.snapshot(exchange), taken before the change. For session_cancelled: session=its id.
    """
    enqueue(f"notice:exchange:{exchange.pk}:{exchange.sequence}:{what}", "cohorts.notice_everyone",
            {"what": what, "exchange": exchange.pk, "sequence": exchange.sequence, "at": at.isoformat(), **ids})
