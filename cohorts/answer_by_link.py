"""What a signed link in a mail may do: three things, and only while the registration is as it was when the mail was written."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.mail_links import ReplyLink
from cohorts.models import Registration, RegistrationState
from cohorts.refusals import Refused
from cohorts.registering import accept_offer, decline_offer, withdraw
from cohorts.seats import lock

State = RegistrationState


def choices_for(registration: Registration, link: ReplyLink, at) -> list[str]:
    """Of accept, decline, withdraw, those that are open now."""
    if registration.revision != link.revision or registration.exchange.is_cancelled or registration.exchange.is_over(at):
        return []
    if registration.state == State.OFFERED:
        return ["accept", "decline"] if registration.offered_until > at else []
    return ["withdraw"] if registration.state in (State.REGISTERED, State.WAITLISTED, State.REQUESTED) else []


def answer(link: ReplyLink, chosen: str, at) -> Registration:
    """Raises Refused with a sentence when that is not, or no longer, to be chosen."""
    exchange_id = Registration.objects.values_list("exchange_id", flat=True).get(pk=link.registration_id)
    with transaction.atomic():
        lock(exchange_id)  # from here on nobody else changes the registration
        found = Registration.objects.select_related("exchange", "person").get(pk=link.registration_id)
        if chosen in choices_for(found, link, at):
            if chosen == "accept":
                return accept_offer(found, at=at)
            return decline_offer(found, at=at) if chosen == "decline" else withdraw(found, by=found.person, at=at)
    raise Refused("earlier_link", _("This cannot be answered here any more. Below is how it stands now."))
