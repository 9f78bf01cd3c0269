"""The mailbox that calendars answer to: IMAP over TLS, unread mails only, few and small, each marked read once its answer is kept.

A mail that could not be understood is marked read too: it must not come back every five minutes. An answer is kept as a row of
the outbox in a transaction before the mail is marked, named by its content: a crash in between reads it again, and it is the same row.
"""

import hashlib
import imaplib
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from urllib.parse import unquote, urlsplit

import structlog
from django.conf import settings
from django.db import transaction

from academy.outbox import enqueue
from academy.standards.itip import LARGEST_REPLY, Reply, read_reply
from cohorts.models import Registration
from cohorts.reply_address import registration_at

log = structlog.get_logger(__name__)
MOST_MAILS = 50  # a run
LARGEST_MAIL = 256_000  # bytes
MOST_PARTS = 30
MOST_ADDRESSES = 20
WAITS = 20  # seconds, for every answer of the server
WHERE_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")


def connect() -> imaplib.IMAP4:
    """Signed in, the folder chosen. Raises OSError or imaplib.IMAP4.error."""
    parts = urlsplit(settings.REPLY_MAILBOX_URL)
    mailbox = imaplib.IMAP4_SSL(parts.hostname, parts.port or 993, ssl_context=ssl.create_default_context(), timeout=WAITS)
    try:
        mailbox.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.strip("/")) or "INBOX"
        _ok(mailbox.select('"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'))
    except BaseException:
        mailbox.shutdown()
        raise
    return mailbox


def read_replies(open_mailbox: Callable[[], imaplib.IMAP4] = connect) -> int:
    """Read what is unread; how many answers were kept. What goes wrong with one mail touches no other."""
    mailbox, kept = open_mailbox(), 0
    try:
        (found,) = _ok(mailbox.uid("SEARCH", "UNSEEN"))
        for number in (found or b"").split()[:MOST_MAILS]:
            kept += _read_one(mailbox, number.decode())
    finally:
        try:
            mailbox.logout()
        except (OSError, imaplib.IMAP4.error):
            mailbox.shutdown()
    return kept


def _read_one(mailbox: imaplib.IMAP4, number: str) -> bool:
    kept = False
    size = _size(_ok(mailbox.uid("FETCH", number, "(RFC822.SIZE)")))
    if size is None or size > LARGEST_MAIL:
        log.info("reply_mail_too_large", bytes=size)
    else:
        body = _body(_ok(mailbox.uid("FETCH", number, "(BODY.PEEK[])")))
        answer = answer_in(body) if body is not None and len(body) <= LARGEST_MAIL else None
        if answer is not None:
            keep(answer)
            kept = True
    _ok(mailbox.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)"))
    return kept


@dataclass(frozen=True, slots=True)
class Answer:
    """`mark`: of the calendar part's content."""

    registration_id: int
    reply: Reply
    mark: str


def answer_in(raw: bytes) -> Answer | None:
    """The answer in a mail; None where there is none for us, or none that can be understood."""
    try:
        message = message_from_bytes(raw, policy=policy.default)
        registration_id, calendar = _whose(message), _calendar_of(message)
        if registration_id is None or calendar is None:
            return None
        reply = read_reply(calendar)
    except Exception as trouble:  # hostile mail meets the mail library with errors of many kinds
        log.info("reply_mail_not_understood", error=type(trouble).__name__)
        return None
    if _address_of(registration_id) != reply.attendee:
        log.info("reply_of_another", registration=registration_id)
        return None
    return Answer(registration_id, reply, hashlib.sha256(calendar).hexdigest())


def keep(answer: Answer) -> None:
    with transaction.atomic():
        enqueue(f"reply:{answer.registration_id}:{answer.mark}", "cohorts.reply", _payload(answer.registration_id, answer.reply))


def _address_of(registration_id: int) -> str | None:
    found = Registration.objects.filter(pk=registration_id, person__erased_at__isnull=True).values_list("person__email", flat=True).first()
    return found.lower() if found else None


def _payload(registration_id: int, reply: Reply) -> dict:
    return {"registration": registration_id, "uid": reply.uid, "partstat": reply.partstat, "sequence": reply.sequence,
            "occurrence": reply.recurrence_id.isoformat() if reply.recurrence_id else "", "at": reply.at.isoformat() if reply.at else None}


def _whose(message: EmailMessage) -> int | None:
    """The registration whose secret address the mail was sent to."""
    lines = [str(line)[:2000] for name in WHERE_TO for line in message.get_all(name, [])]
    for _name, address in getaddresses(lines)[:MOST_ADDRESSES]:
        found = registration_at(address)
        if found is not None:
            return found
    return None


def _calendar_of(message: EmailMessage) -> bytes | None:
    """The first text/calendar part that says METHOD:REPLY; nothing else of the mail is looked into."""
    for count, part in enumerate(message.walk()):
        if count >= MOST_PARTS:
            return None
        if part.get_content_type() == "text/calendar" and not part.is_multipart() and str(part.get_param("method") or "REPLY").upper() == "REPLY":
            data = part.get_payload(decode=True)
            return data if data and len(data) <= LARGEST_REPLY else None
    return None


def _ok(answer):
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(f"the mailbox answered {status}")
    return data


def _size(data: list) -> int | None:
    found = re.search(rb"RFC822\.SIZE (\d{1,12})", b" ".join(each if isinstance(each, bytes) else each[0] for each in data if each))
    return int(found.group(1)) if found else None


def _body(data: list) -> bytes | None:
    return next((each[1] for each in data if isinstance(each, tuple)), None)
