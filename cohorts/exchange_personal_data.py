"""What exchanges hold about a person who registers. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from cohorts.answering import answer_lines
from cohorts.exchange_texts import text_of
from cohorts.models import OrganiserMessage, Registration
from cohorts.refusals import Refused
from cohorts.registering import withdraw

HOST_AND_OWN_CITY = _("You, the coordinators of the host city, and those of your own city.")

holds("cohorts.Registration", "person", "city", "organisation", "state", "place", "revision", "asked_at", "changed_at", "offered_until", "code", topic="exchanges",
      label=_("Exchanges you registered for, and your place in the queue"), why=_("So that seats go to people in the order they asked, and hosts know whom to expect."),
      who=HOST_AND_OWN_CITY, kept=_("Until you erase your account; then it stays as a number without a name."))
holds("cohorts.Registration", "answers", "answers_version", "answers_erased_at", topic="exchanges", label=_("What you answered to the organisers’ questions"),
      why=_("So that there is food, a bed and a way in for everybody."), who=HOST_AND_OWN_CITY,
      kept=_("What tells of health or belief: 30 days after the exchange. The rest: until you erase your account."))
holds("cohorts.Registration", "reason", topic="exchanges", label=_("Why you left, or were not admitted, if somebody said so"), why=_("So that hosts can learn from it."),
      who=HOST_AND_OWN_CITY, kept=_("Until you erase your account."))
holds("cohorts.Registration", "guest_name", "guest_contact", topic="exchanges", label=_("Name and contact of somebody entered by a city’s office"),
      why=_("So that people without internet can come too. The office asks them first."), who=_("The coordinators of the host city, and those of the person’s city."),
      kept=_("The contact: until 30 days after the exchange. The name stays on the list of who was there."))
not_personal("cohorts.Exchange.created_by", "done in the role of a coordinator; after erasure it points at a former member")
holds("cohorts.OrganiserMessage", "written_by", "subject", "text", "written_at", "sent_to", topic="editing", label=_("Messages you wrote to people of an exchange"),
      why=_("So that the organisers see what was said, and nobody gets it twice."), who=_("You, the coordinators of the host city, and those who got it."),
      kept=_("With the exchange; after you erase your account, without your name."))
not_personal("cohorts.Registration.entered_by", "done in the role of a coordinator; after erasure it points at a former member")


@exports("exchanges", _("Exchanges you registered for"), link="exchanges")
def exchanges(person):
    rows = Registration.objects.of(person).select_related("exchange", "city", "organisation").order_by("asked_at")
    for one in rows:
        yield {"exchange": text_of(one.exchange, person.language or "en").title, "begins": one.exchange.starts_at, "state": one.state, "place_in_queue": one.place,
               "city": one.city.name if one.city else "", "organisation": one.organisation.name if one.organisation else "", "asked_at": one.asked_at,
               "changed_at": one.changed_at, "offered_until": one.offered_until, "reason": one.reason, "ticket": one.code, "answered_the_survey": one.survey_answered,
               "answers": dict(answer_lines(one, person.language or "en"))}


@exports("organiser_messages", _("Messages you wrote to people of an exchange"))
def organiser_messages(person):
    for one in OrganiserMessage.objects.filter(written_by=person).select_related("exchange").order_by("written_at"):
        yield {"exchange": one.exchange.slug, "subject": one.subject, "text": one.text, "written_at": one.written_at, "people": one.sent_to}


@erases("exchanges")
def erase(person, at) -> None:
    """Seats of what is to come go to those who wait; answers and reasons go; the rows stay as a former member's."""
    for registration in Registration.objects.of(person).in_play().filter(exchange__cancelled_at__isnull=True).order_by("exchange_id"):
        try:
            withdraw(registration, by=person, at=at)
        except Refused:
            continue  # it is over, or they were there: the row stays as what happened
    Registration.objects.of(person).update(answers={}, answers_erased_at=at, reason="")
