"""A message of the organisers to people of an exchange: each gets it alone, by mail, in their own language's frame."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from academy.emails import mail_context, queue_mail
from academy.models import record
from cohorts.exchange_texts import text_of
from cohorts.mail_links import exchange_url
from cohorts.models import IN_PLAY, Exchange, OrganiserMessage, Registration


def write_to(exchange: Exchange, registrations: list[Registration], subject: str, text: str, *, form_key, by, at: datetime) -> OrganiserMessage:
    """Queue a mail for each who has an account; the same form sent twice is the message that is there already."""
    people = {each.person_id: each.person for each in registrations if each.person_id and not each.person.erased_at}
    with transaction.atomic():
        message, made = OrganiserMessage.objects.get_or_create(form_key=form_key, defaults={
            "exchange": exchange, "subject": subject, "text": text, "written_by": by, "written_at": at, "sent_to": len(people)})
        if made:
            for person in people.values():
                queue_mail("cohorts/organiser_message", person, f"organiser_message:{message.pk}:{person.pk}", message=str(message.pk))
            record(by, "wrote", "exchange", exchange.key, at=at, details={"message": str(message.pk), "people": len(people)})
    return message


@mail_context("cohorts/organiser_message")
def organiser_message(person, ids: dict) -> dict | None:
    """None when the person has left meanwhile: then they are left alone."""
    message = OrganiserMessage.objects.select_related("exchange", "exchange__host_city", "written_by").filter(pk=ids["message"]).first()
    if message is None:
        return None
    kept = Registration.objects.of(person).filter(exchange=message.exchange).first()
    if kept is None or (kept.state not in IN_PLAY and kept.changed_at > message.written_at):
        return None
    title = text_of(message.exchange, get_language() or "en").title
    return {"title": title, "subject": message.subject, "text": message.text, "writer": message.written_by.name if message.written_by else "",
            "city": message.exchange.host_city.name, "url": exchange_url(message.exchange),
            "why": _("You get this mail because you asked to take part in “%(title)s”.") % {"title": title}}
