"""Issuing a certificate, keeping its file, and putting another name on it. Revoking is a verb of the certificate itself."""

import hashlib
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from academy.emails import queue_mail
from academy.models import record
from academy.outbox import enqueue
from courses.certificate_words import printed_words
from courses.models import Certificate, CourseVersion, Enrolment
from courses.outline import outline_for


def issue(enrolment: Enrolment, at) -> Certificate | None:
    """The certificate of a finished course, made once; None while the course is not finished or its learner has no name yet.

    Writes to the database only: the file is drawn by the intention it leaves in the outbox.
    """
    with transaction.atomic():
        # Writing first takes the lock: two at once make one certificate.
        if not Enrolment.objects.filter(pk=enrolment.pk, finished_at__isnull=False).update(version=F("version")):
            return None
        enrolment.refresh_from_db()
        kept = Certificate.objects.filter(enrolment=enrolment).first()
        if kept is not None:
            return kept
        person = enrolment.person
        if person.erased_at:
            return None
        if not person.name.strip():
            queue_mail("courses/certificate_needs_name", person, f"certificate:{enrolment.pk}:name", enrolment=enrolment.pk)
            return None
        made = _written(enrolment, at)
        record(person, "earned", "certificate", made.code, at=at, details={"course": str(made.course_key)})
        enqueue(f"certificate:{enrolment.pk}:file", "courses.certificate_file", {"certificate": made.pk})
        return made


def _written(enrolment: Enrolment, at) -> Certificate:
    person = enrolment.person
    held = enrolment.held or {"lessons": []}
    done = [lesson for lesson in held["lessons"] if lesson["key"] in enrolment.done] or held["lessons"]
    title, tradition, language = enrolment.course_title, "azulejo", person.language or settings.LANGUAGE_CODE
    outline = _outline(enrolment, language)
    if outline is not None:
        title, tradition = outline.title, outline.tradition
        language = person.language or outline.source_language
    made = Certificate(
        enrolment=enrolment, holder=person, language=language, holder_name=person.name.strip(), course_key=enrolment.course_key,
        course_title=title, lessons=len(done), minutes=sum(lesson["minutes"] for lesson in done), tradition=tradition,
        finished_on=timezone.localdate(enrolment.finished_at, _zone(person)), issued_at=at)
    made.words = printed_words(made)
    made.save()
    return made


def _outline(enrolment: Enrolment, language: str):
    """The course as it is published now, in that language; None when it no longer is."""
    slug = CourseVersion.objects.filter(course_key=enrolment.course_key).values_list("slug", flat=True).first()
    try:
        return outline_for(slug, language) if slug else None
    except Http404:
        return None


def _zone(person) -> ZoneInfo:
    return ZoneInfo(person.zone_name)


def keep_file(certificate: Certificate) -> bytes:
    """Draw the file and store it under the hash of its content; the row says which. Safe to repeat: the same row gives the same bytes."""
    from courses.certificate_pdf import certificate_pdf  # fpdf2 and its fonts take 24 MB, which web processes seldom need

    content = certificate_pdf(certificate)
    digest = hashlib.sha256(content).hexdigest()
    name = f"certificates/{digest[:40]}.pdf"  # not to be guessed: the code, which is secret, is in what is hashed
    if not default_storage.exists(name) or _read(name) != content:
        default_storage.delete(name)
        name = default_storage.save(name, ContentFile(content))
    Certificate.objects.filter(pk=certificate.pk).update(file_sha256=digest, file_name=name)
    certificate.file_sha256, certificate.file_name = digest, name
    return content


def file_of(certificate: Certificate, at) -> bytes:
    """The stored file if it is there and whole; otherwise it is made again from the kept words.

    Where a later release of the academy draws certificates differently, the new file is kept and the log says so.
    """
    content = _read(certificate.file_name)
    if content is not None and hashlib.sha256(content).hexdigest() == certificate.file_sha256:
        return content
    before = certificate.file_sha256
    with transaction.atomic():
        content = keep_file(certificate)
        if before and before != certificate.file_sha256:
            record(None, "redrawn", "certificate", certificate.code, at=at, details={"before": before, "after": certificate.file_sha256})
    return content


def put_current_name(certificate: Certificate, at) -> bool:
    """The same certificate, the same code, with the name its holder has now. False when there is nothing to change."""
    holder = certificate.holder
    name = holder.name.strip()
    if not name or name == certificate.holder_name or not certificate.is_valid:
        return False
    old = certificate.file_name
    with transaction.atomic():
        if not Certificate.objects.valid().filter(pk=certificate.pk).update(holder_name=name):
            return False
        certificate.holder_name = name
        record(holder, "renamed", "certificate", certificate.code, at=at)
        keep_file(certificate)
        if old and old != certificate.file_name:
            transaction.on_commit(lambda: default_storage.delete(old))
    return True


def _read(name: str) -> bytes | None:
    if not name:
        return None
    try:
        with default_storage.open(name) as stored:
            return stored.read()
    except OSError:
        return None
