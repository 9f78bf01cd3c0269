"""Documents of an incubation journey, for those inside it."""

import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academy.file_reading import TYPES, ReadDocument
from academy.models import record
from academy.refusals import Refused
from mentoring.models import IncubationJourney, JourneyDocument

MOST_DOCUMENTS = 100


def add_document(journey: IncubationJourney, read: ReadDocument, *, title: str, by, at: datetime) -> JourneyDocument:
    """Kept under a name that cannot be guessed."""
    if journey.documents.count() >= MOST_DOCUMENTS:
        raise Refused("too_many", _("That is enough for one journey. Take a document away first."))
    name = default_storage.save(f"incubation/{secrets.token_hex(16)}.{read.ending}", ContentFile(read.content))
    with transaction.atomic():
        made = JourneyDocument.objects.create(journey=journey, file=name, size=len(read.content), title=title, added_by=by, added_at=at)
        record(by, "added", "journey_document", made.pk, at=at)
    return made


@transaction.atomic
def take_away(document: JourneyDocument, by, at: datetime) -> None:
    record(by, "took_away", "journey_document", document.pk, at=at)
    drop(document)


def drop(document: JourneyDocument) -> None:
    """Row, and the stored file once the transaction holds."""
    name = document.file.name
    document.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


def content_type(document: JourneyDocument) -> str:
    return TYPES.get(_ending(document), "application/octet-stream")


def download_name(document: JourneyDocument) -> str:
    return f"{slugify(document.title, allow_unicode=True)[:80] or 'document'}.{_ending(document)}"


def _ending(document: JourneyDocument) -> str:
    return document.file.name.rsplit(".", 1)[-1].lower()
