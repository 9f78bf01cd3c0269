"""Answering a city's call, with or without an account: sent once, changed by a private link until the call closes, taken back.

The link's token is made from the answer's random key with the installation's secret, so that a later mail can hold the same link; the
database keeps its fingerprint alone.
"""

import base64
import hashlib
import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from academy.both_times import moment_words
from academy.emails import absolute_url, queue_rendered
from academy.mail_message import render_text, single_line
from academy.models import record
from cohorts.models import CallAnswer, CallOfInterest
from cohorts.refusals import Refused

CONTACTS_KEPT = timedelta(days=365)  # after a call has closed


def token_of(key: uuid.UUID) -> str:
    """43 letters, digits, - and _: what academy/logs.py cuts out of paths."""
    return base64.urlsafe_b64encode(salted_hmac("cohorts.call_answer", str(key), algorithm="sha256").digest()).decode().rstrip("=")


def _row_key(form_key: uuid.UUID) -> uuid.UUID:
    """Another than the form brought, and the form's does not follow from it: the row's stands in addresses at the desk and in the log, and whoever sends
    a form again with its key is led to the private page."""
    return uuid.UUID(bytes=hashlib.sha256(b"call answer " + form_key.bytes).digest()[:16], version=4)


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def private_path(answer: CallAnswer) -> str:
    return reverse("call_answer", args=[answer.call.plan.city.slug, answer.call.slug, token_of(answer.key)])


def refuse_unless_open(call: CallOfInterest, at: datetime) -> None:
    zone = call.plan.city.time_zone
    if at < call.opens_at:
        raise Refused("not_open_yet", _("This call opens on %(moment)s.") % {"moment": moment_words(call.opens_at, zone)})
    if at >= call.closes_at:
        words = _("This call closed on %(moment)s. Answers cannot be sent or changed any more.") % {"moment": moment_words(call.closes_at, zone)}
        raise Refused("closed", f"{words} {call.closed_early_why}".strip())


def send_answer(call: CallOfInterest, *, key: uuid.UUID, person, language: str, form_version: int, at: datetime, **fields) -> tuple[CallAnswer, bool]:
    """(answer, True), or what came with the same key before and False: a form sent twice answers once. Raises Refused when it is too late, or the questions changed.

    `fields`: body, contact_name, email, shows_name, idea, answers, model, needs, least_area, uses, near, needed_from.
    """
    key = _row_key(key)
    earlier = CallAnswer.objects.filter(key=key, call=call).first()
    if earlier is not None:
        return earlier, False
    with transaction.atomic():
        _take(call, form_version, at)
        try:
            with transaction.atomic():
                made = CallAnswer.objects.create(call=call, key=key, token_sha256=fingerprint(token_of(key)), person=person, language=language, form_version=form_version,
                                                 sent_at=at, changed_at=at, **fields)
        except IntegrityError:
            return CallAnswer.objects.get(key=key, call=call), False  # the other tab was first
        record(person, "answered", "call", call.key, at=at, details={"city": call.plan.city.slug})
        write_to(made, "call_answered", f"call:{made.key}:sent")
    return made, True


def change_answer(answer: CallAnswer, *, form_version: int, at: datetime, **fields) -> None:
    """Raises Refused when it is too late, taken back, or the questions changed."""
    with transaction.atomic():
        _take(answer.call, form_version, at)
        if not CallAnswer.objects.standing().filter(pk=answer.pk, result="").update(changed_at=at, form_version=form_version, **fields):
            raise Refused("taken_back", _("This answer was taken back, or the city has decided on it. It cannot be changed any more."))
        record(answer.person, "changed_answer", "call", answer.call.key, at=at)
    answer.refresh_from_db()


def take_back(answer: CallAnswer, *, at: datetime) -> bool:
    """Everything in it is emptied; that there was one stays as a number. False once it was taken back, or the city decided."""
    with transaction.atomic():
        gone = CallAnswer.objects.standing().filter(pk=answer.pk, result="").update(
            withdrawn_at=at, changed_at=at, person=None, body="", contact_name="", email="", shows_name=False, idea="", answers={}, needs="", least_area=None, uses=[], near="",
            needed_from=None)
        if gone:
            answer.scores.all().delete()
            record(None, "took_back_answer", "call", answer.call.key, at=at)
    answer.refresh_from_db()
    return bool(gone)


def forget_contacts(at: datetime) -> int:
    """Nightly: names and addresses of answers whose call closed a year ago go; how many."""
    return CallAnswer.objects.filter(call__closes_at__lt=at - CONTACTS_KEPT).exclude(contact_name="", email="").update(contact_name="", email="")


def write_to(answer: CallAnswer, template: str, key: str, **context) -> None:
    """A mail to whoever answered, in the language they answered in, inside the caller's atomic(). Nothing when there is no address any more."""
    if not answer.email:
        return
    call = answer.call
    with translation.override(answer.language):
        words = {"answer": answer, "call": call, "city": call.plan.city, "url": absolute_url(private_path(answer)), "closes": moment_words(call.closes_at, call.plan.city.time_zone), **context}
        queue_rendered(key, answer.email, single_line(render_text(f"emails/cohorts/{template}/subject.txt", words)), render_text(f"emails/cohorts/{template}/body.txt", words))


def _take(call: CallOfInterest, form_version: int, at: datetime) -> None:
    """Takes the call's row by a write, so that closing and changed questions come before or after, never between."""
    CallOfInterest.objects.filter(pk=call.pk).update(form_version=F("form_version"))
    call.refresh_from_db(fields=["form_version", "opens_at", "closes_at", "closed_early_why", "published_at"])
    refuse_unless_open(call, at)
    if form_version != call.form_version:
        raise Refused("form_changed", _("The city has changed its questions meanwhile. Please look through them once more; what you wrote is still here."))
