"""Sending what waits in the outbox, and reading mails as the other side does."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

from django.core import mail
from django.utils import timezone
from icalendar import Calendar

from academy.models import Intention
from academy.outbox_drain import drain


def send_all() -> list[EmailMessage]:
    """Carry out what is due and answer the mails that went out meanwhile. What fails, fails the test."""
    before = len(mail.outbox)
    drain(lambda: timezone.now() + timedelta(seconds=5))
    assert list(Intention.objects.exclude(error="").values_list("key", "error")) == []
    return [message_from_bytes(each.message().as_bytes(linesep="\r\n"), policy=policy.default) for each in mail.outbox[before:]]


def text_of_mail(message: EmailMessage) -> str:
    return message.get_body(("plain",)).get_content()


def calendars(message: EmailMessage) -> list[tuple[str, Calendar]]:
    """[(method said by the part, the calendar in it)]"""
    return [(part.get_param("method"), Calendar.from_ical(part.get_payload(decode=True))) for part in message.walk() if part.get_content_type() == "text/calendar"]


def events(message: EmailMessage) -> list:
    return [event for _method, calendar in calendars(message) for event in calendar.walk("VEVENT")]


def link_in(message: EmailMessage, part: str) -> str:
    """The path of the first link of a mail with `part` in it."""
    (found, *_more) = [word for word in text_of_mail(message).split() if part in word and word.startswith("http")]
    return "/" + found.split("/", 3)[3]


def moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)
