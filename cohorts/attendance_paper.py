"""Issuing a certificate of attendance, its words, and taking it back. The words are frozen: the file is drawn from them alone."""

from datetime import datetime

from babel.dates import format_date
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.models import record
from academy.permissions import can
from cohorts.exchange_texts import text_of
from cohorts.models import AttendanceCertificate, Exchange, ExchangeSession, Registration
from cohorts.seats import lock
from courses.certificate_words import REGIONS, duration, written_date
from courses.models.certificates import new_code

KIND = "attendance_certificate"  # in the log


def issue(registration: Registration, at: datetime) -> AttendanceCertificate | None:
    """The certificate of somebody who was at one session or more, made once, after the end. None while it is not over, they were at none,
    or they have no name yet."""
    person = registration.person
    with transaction.atomic():
        exchange = lock(registration.exchange_id)  # two at once make one
        kept = AttendanceCertificate.objects.filter(registration=registration).first()
        if kept is not None:
            return kept
        sessions = sessions_attended(registration)
        if person is None or person.erased_at or not person.name.strip() or not sessions or not exchange.is_over(at) or exchange.is_cancelled:
            return None
        language = person.language or settings.LANGUAGE_CODE
        made = AttendanceCertificate(registration=registration, code=new_code(), holder_name=person.name.strip(), language=language, issued_at=at)
        made.words = printed_words(exchange, sessions, language, made.code)
        made.save()
        record(person, "earned", KIND, made.code, at=at, details={"exchange": str(exchange.key)})
    return made


def sessions_attended(registration: Registration) -> list[ExchangeSession]:
    return list(ExchangeSession.objects.filter(attendances__registration=registration).order_by("starts_at", "pk"))


def printed_words(exchange: Exchange, sessions: list[ExchangeSession], language: str, code: str) -> dict:
    """What stands on the paper and on its page: sentences, and sessions as [[day, title, duration]], on the clocks of the place."""
    text, minutes = text_of(exchange, language), sum(_minutes(each) for each in sessions)
    days = [timezone.localdate(each.starts_at, exchange.zone) for each in sessions]
    with translation.override(language):
        return {
            "kind": _("Certificate of attendance"), "who": _("This certificate belongs to"), "did": _("who took part in"),
            "title": text.title, "title_language": text.language, "tradition": exchange.host_city.tradition, "seed": str(exchange.key),
            "host": _("%(kind)s, hosted by %(city)s") % {"kind": exchange.get_kind_display(), "city": exchange.host_city.name},
            "sessions_label": _("Sessions attended"),
            "sessions": [[format_date(day, format="medium", locale=REGIONS.get(language, language)), each.title, duration(_minutes(each))] for day, each in zip(days, sessions, strict=True)],
            "count": str(len(sessions)), "count_label": ngettext("session", "sessions", len(sessions)),
            "time": duration(minutes), "time_label": _("in all"), "date": written_date(days[-1], language), "date_label": _("last day"),
            "check": _("Is it genuine? Check it here:"), "code_label": _("Code"), "issuer": _("Tessera, the peer-learning academy of partner cities"),
            "check_url": settings.BASE_URL + reverse("attendance_certificate", args=[code]),
        }


def _minutes(session: ExchangeSession) -> int:
    return round((session.ends_at - session.starts_at).total_seconds() / 60)


def may_revoke(user, certificate: AttendanceCertificate) -> bool:
    """The host city's coordinators, and its holder."""
    return user.is_authenticated and (certificate.registration.person_id == user.pk or can(user, "registration.decide", certificate.registration.exchange))


def revoke(certificate: AttendanceCertificate, by, at: datetime) -> bool:
    """From now on its page says that it does not hold. False when it did not before."""
    at = max(at, certificate.issued_at)  # two machines' clocks may differ a little
    with transaction.atomic():
        revoked = AttendanceCertificate.objects.filter(pk=certificate.pk, revoked_at__isnull=True).update(revoked_at=at)
        if revoked:
            record(by, "revoked", KIND, certificate.code, at=at, details={"by_holder": by is not None and by.pk == certificate.registration.person_id})
            certificate.revoked_at = at
    return bool(revoked)


def forget_holder(person, at: datetime) -> None:
    """The name goes; that somebody was there stays checkable, unless they chose to revoke."""
    for one in AttendanceCertificate.objects.filter(registration__person=person).select_related("registration"):
        if person.revokes_certificates:
            revoke(one, person, at)
    AttendanceCertificate.objects.filter(registration__person=person).update(holder_name="")
