"""Erasures written outside the database, so that a restored backup does not bring anybody back.

One small object per erasure, named by the random subject: it says nothing about who it was. In production it lies in
the S3 bucket below `erasures/`, in the embedded academy in VAR_DIR/erasures.
"""

import json
import uuid
from collections.abc import Iterator

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

from academy.models import LedgerSubject
from academy.outbox import handler


def _storage() -> tuple[Storage, str]:
    if settings.S3_BUCKET:
        return storages["default"], "erasures/"
    return FileSystemStorage(location=settings.VAR_DIR / "erasures"), ""


@handler("academy.erasure_journal", external=True)
def write_down(intention) -> None:
    storage, folder = _storage()
    name = f"{folder}{intention.payload['subject']}.json"
    if not storage.exists(name):
        storage.save(name, ContentFile(json.dumps(intention.payload).encode()))


def written_down() -> Iterator[uuid.UUID]:
    storage, folder = _storage()
    try:
        _folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        if name.endswith(".json"):
            yield uuid.UUID(name.removesuffix(".json"))


def replay(at) -> int:
    """Erase again whoever the journal names and the database knows; how many. For after a restore."""
    from academy.erasure import erase_person

    brought_back = LedgerSubject.objects.filter(subject__in=list(written_down())).select_related("user")
    for row in brought_back:
        erase_person(row.user, at=at, say_goodbye=False)
    return len(brought_back)
