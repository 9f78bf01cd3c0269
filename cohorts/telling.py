"""From a notice (cohorts/notices.py) to mails: one for one person, or a row of the outbox for each person in play, exactly once each.

Runs inside the outbox row's own transaction: either everything a notice asks for is queued and the row is done, or nothing is.
"""

from datetime import datetime

from academy.emails import queue_mail
from cohorts import notices
from cohorts.digest import NEAR, news
from cohorts.models import Exchange, Registration, RegistrationState

# A seat, or one that is offered: their calendars have to be corrected at once.
AT_ONCE = {RegistrationState.REGISTERED, RegistrationState.OFFERED}
CARRIED = ("at", "what")  # of a notice; not needed to write its mail


def tell_one(key: str, notice: dict) -> None:
    found = Registration.objects.select_related("person").filter(pk=notice["registration"], person__isnull=False).first()
    if found is not None:
        queue_mail(f"cohorts/{notice['what']}", found.person, key, **{name: value for name, value in notice.items() if name not in CARRIED})


def tell_all(key: str, notice: dict, at) -> None:
    """Whoever registered after the change has seen it, and is left out. What was before stays in the notice: each mail looks it up there."""
    exchange = Exchange.objects.filter(pk=notice["exchange"]).first()
    if exchange is None:
        return
    template, ids = f"cohorts/{notice['what']}", {"notice": key, **({"session": notice["session"]} if "session" in notice else {})}
    waits = notice["what"] == notices.CHANGED and exchange.starts_at is not None and exchange.starts_at > at + NEAR
    told = exchange.registrations.in_play().filter(person__isnull=False, asked_at__lte=datetime.fromisoformat(notice["at"])).order_by("pk")
    for pk, person_id, state in told.values_list("pk", "person_id", "state"):
        news(f"{key}:{pk}", template, person_id, can_wait=waits and state not in AT_ONCE, registration=pk, **ids)
