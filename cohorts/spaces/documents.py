"""Documents of a group: put there by its members, opened by them or by everyone, taken away by who put them there or by the organisers."""

import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from academy.file_reading import TYPES, ReadDocument
from academy.models import record
from cohorts.models import GroupDocument, WorkingGroup
from cohorts.spaces.refusing import NotPossible

MOST_DOCUMENTS = 200


def add_document(group: WorkingGroup, read: ReadDocument, *, title: str, everyone: bool, by, at: datetime) -> GroupDocument:
    """Kept under a name that cannot be guessed."""
    if group.documents.count() >= MOST_DOCUMENTS:
        raise NotPossible(_("That is enough for one group. Take a document away first."), "file")
    name = default_storage.save(f"groups/{secrets.token_hex(16)}.{read.ending}", ContentFile(read.content))
    with transaction.atomic():
        made = GroupDocument.objects.create(group=group, file=name, size=len(read.content), title=title, everyone=everyone, added_by=by, added_at=at)
        record(by, "added", "group_document", made.pk, at=at, details={"group": group.slug, "everyone": everyone})
    return made


def take_away(document: GroupDocument, by, at: datetime) -> None:
    """Row and stored file; the log says that there was one."""
    name = document.file.name
    with transaction.atomic():
        record(by, "took_away", "group_document", document.pk, at=at, details={"group": document.group.slug})
        document.delete()
        transaction.on_commit(lambda: default_storage.delete(name))


def ending(document: GroupDocument) -> str:
    return document.file.name.rsplit(".", 1)[-1].lower()


def content_type(document: GroupDocument) -> str:
    return TYPES.get(ending(document), "application/octet-stream")


def download_name(document: GroupDocument) -> str:
    return f"{slugify(document.title, allow_unicode=True)[:80] or 'document'}.{ending(document)}"
