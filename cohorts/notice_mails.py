"""The mails that tell one person what became of their registration.

Each is asked again at sending time: it goes out only while the registration is in the state it tells of, at the revision it was told at.
"""

from django.urls import reverse
from django.utils import timezone

from academy.emails import absolute_url, mail_context
from cohorts.calendar_mail import with_calendar
from cohorts.mail_links import reply_url
from cohorts.mail_words import about, may_know_the_link, moment_for, registration_of
from cohorts.models import Registration, RegistrationState
from cohorts.queue_place import queue_place

State = RegistrationState


def still(person, ids: dict, *states: str) -> Registration | None:
    """The registration while it is what the mail tells of, in an exchange that stands and is not over; else None."""
    found = registration_of(person, ids)
    if found is None or found.revision != ids["revision"] or found.state not in states:
        return None
    return None if found.exchange.is_cancelled or found.exchange.is_over(timezone.now()) else found


def words(registration: Registration) -> dict:
    person, exchange, seated = registration.person, registration.exchange, may_know_the_link(registration)
    return {**about(exchange, person, with_link=seated), "registration": registration, "reply_url": reply_url(registration),
            "ticket_url": absolute_url(reverse("ticket", args=[exchange.slug])) if seated and exchange.place_name else ""}


@mail_context("cohorts/registered")
def registered(person, ids) -> dict | None:
    found = still(person, ids, State.REGISTERED)
    return found and {**words(found), **with_calendar(found)}


@mail_context("cohorts/requested")
def requested(person, ids) -> dict | None:
    found = still(person, ids, State.REQUESTED)
    return found and words(found)


@mail_context("cohorts/waitlisted")
def waitlisted(person, ids) -> dict | None:
    found = still(person, ids, State.WAITLISTED)
    return found and {**words(found), "queue": queue_place(found)}


@mail_context("cohorts/offered")
def offered(person, ids) -> dict | None:
    """Its calendar entry is tentative: saying yes there takes the seat."""
    found = still(person, ids, State.OFFERED)
    if found is None or found.offered_until <= timezone.now():
        return None
    return {**words(found), "until": moment_for(found.offered_until, found.exchange, person), **with_calendar(found)}


@mail_context("cohorts/offer_lapsed")
def offer_lapsed(person, ids) -> dict | None:
    found = still(person, ids, State.DECLINED)
    return found and {**words(found), "can_ask_again": found.exchange.takes_registrations(timezone.now()), **with_calendar(found, gone=True)}


@mail_context("cohorts/withdrawn")
def withdrawn(person, ids) -> dict | None:
    """Also for an exchange that was cancelled or is over by now: what stands in a calendar has to go. A declined offer is told so too."""
    found = registration_of(person, ids)
    if found is None or found.revision != ids["revision"] or found.state not in (State.WITHDRAWN, State.DECLINED):
        return None
    return {**words(found), "declined": found.state == State.DECLINED, "can_ask_again": found.exchange.takes_registrations(timezone.now()),
            **(with_calendar(found, gone=True) if ids.get("invited") else {})}


@mail_context("cohorts/rejected")
def rejected(person, ids) -> dict | None:
    found = still(person, ids, State.REJECTED)
    if found is None:
        return None
    return {**words(found), "reason": found.reason, "had_seat": bool(ids.get("invited")), **(with_calendar(found, gone=True) if ids.get("invited") else {})}
