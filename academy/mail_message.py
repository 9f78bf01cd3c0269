"""One mail: plain text with a plain HTML twin made from it, safe headers, the right direction, the same Message-ID at every try.

With a calendar in it, it is an iTIP message by mail (RFC 6047): a third alternative that says its method, and the same as a file.
"""

import hashlib
import smtplib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils.translation import get_language, get_language_bidi

from academy.outbox import GiveUp
from academy.sanitise import post_html

LONGEST_SUBJECT = 150
METHODS = ("REQUEST", "CANCEL")


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An iCalendar message (UTF-8, whole, with the METHOD said inside too). `method`: REQUEST or CANCEL."""

    method: str
    data: bytes

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ValueError(f"{self.method!r} is no method of a calendar mail")


def single_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """Text fit for a header: one line, no control or formatting characters that could break out of it."""
    spaced = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in unicodedata.normalize("NFC", text))
    line = " ".join(spaced.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def render_text(template: str, context: dict) -> str:
    """A template as plain text: nothing is HTML-escaped, because nothing is HTML."""
    return get_template(template).template.render(Context(context, autoescape=False))


def message_id(key: str) -> str:
    """The same for every try of one intention, so that a mail sent twice is shown once."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{urlsplit(settings.BASE_URL).hostname}>"


def build(*, key: str, name: str, to: str, subject: str, text: str, why: str = "", unsubscribe_url: str = "",
          calendar: Sequence[CalendarPart] = (), reply_to: str = "") -> EmailMultiAlternatives:
    """The message, in the language that is active. `to` is one address; a name with commas or quotes stays one recipient.

    `unsubscribe_url` must act on a bare POST without a visit before it (RFC 8058). `calendar`: one part for each calendar message.
    """
    context = {"text": text.strip(), "why": why, "unsubscribe_url": unsubscribe_url,
               "site": settings.WAGTAIL_SITE_NAME, "base_url": settings.BASE_URL}
    headers = {"Message-ID": message_id(key), "Auto-Submitted": "auto-generated", "Content-Language": get_language() or "en"}
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{single_line(unsubscribe_url, 900)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        subject=single_line(subject), body=render_text("emails/frame.txt", context),
        to=[formataddr((single_line(name, 80), single_line(to, 254)))], headers=headers,
        reply_to=[formataddr((single_line(settings.WAGTAIL_SITE_NAME, 80), single_line(reply_to, 254)))] if reply_to else None)
    html = get_template("emails/frame.html").render({
        **context, "language": get_language() or "en", "direction": "rtl" if get_language_bidi() else "ltr",
        "subject": message.subject, "html": post_html(context["text"])})
    message.attach_alternative(html, "text/html")
    for number, part in enumerate(calendar, start=1):
        _enclose(message, part, "invite.ics" if len(calendar) == 1 else f"invite-{number}.ics")
    return message


def _enclose(message: EmailMultiAlternatives, part: CalendarPart, file_name: str) -> None:
    """As an alternative, which calendars act on, last because it is the richest; and as a file, for programs that look for one."""
    message.attach_alternative(part.data.decode(), f"text/calendar; method={part.method}")
    message.attach(file_name, part.data, "application/ics")


def send(message: EmailMultiAlternatives) -> None:
    """Hand it to the mail server. An address the server refuses for good is given up; any other trouble is tried again."""
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        if all(500 <= code < 600 for code, _said in refused.recipients.values()):
            raise GiveUp("the mail server refuses this address for good") from refused
        raise
