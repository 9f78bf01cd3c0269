"""Photos and documents of an exchange: put there by its coordinators, read by everyone or by those who took part."""

import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import slugify

from academy.file_reading import TYPES, ReadDocument, ReadPhoto
from academy.models import record
from academy.permissions import can
from cohorts.models import Exchange, ExchangeFile
from cohorts.seats import SEATED

FOLDER, SMALL = "exchanges", ".small.jpg"
MOST_FILES = 300


def add_photo(exchange: Exchange, read: ReadPhoto, *, title: str, description: str, everyone: bool, by, at: datetime) -> ExchangeFile:
    """Kept under a name that cannot be guessed, with a small one beside it."""
    stem = f"{FOLDER}/{secrets.token_hex(16)}"
    name = default_storage.save(f"{stem}.jpg", ContentFile(read.large))
    default_storage.save(small_name(name), ContentFile(read.small))
    return _keep(exchange, name, "photo", len(read.large), by, at, title=title, description=description, everyone=everyone, width=read.width, height=read.height)


def add_document(exchange: Exchange, read: ReadDocument, *, title: str, everyone: bool, by, at: datetime) -> ExchangeFile:
    name = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}.{read.ending}", ContentFile(read.content))
    return _keep(exchange, name, "document", len(read.content), by, at, title=title, everyone=everyone)


def _keep(exchange: Exchange, name: str, kind: str, size: int, by, at: datetime, **fields) -> ExchangeFile:
    with transaction.atomic():
        made = ExchangeFile.objects.create(exchange=exchange, kind=kind, file=name, size=size, added_by=by, added_at=at, **fields)
        # That the people on a photo agreed was confirmed by whoever put it there; the log keeps who and when.
        record(by, "added", "exchange_file", made.pk, at=at, details={"exchange": str(exchange.key), "kind": kind, "everyone": made.everyone,
                                                                      **({"consent_confirmed": True} if kind == "photo" else {})})
    return made


def show_to(file: ExchangeFile, by, at: datetime, *, everyone: bool) -> None:
    """To everyone, or only to those who took part; the log says who decided it."""
    with transaction.atomic():
        ExchangeFile.objects.filter(pk=file.pk).update(everyone=everyone)
        record(by, "chose_readers", "exchange_file", file.pk, at=at, details={"exchange": str(file.exchange.key), "everyone": everyone})


def take_away(file: ExchangeFile, by, at: datetime) -> None:
    """Row and stored files; the log says that there was one."""
    name = file.file.name
    with transaction.atomic():
        record(by, "took_away", "exchange_file", file.pk, at=at, details={"exchange": str(file.exchange.key), "kind": file.kind})
        file.delete()
        transaction.on_commit(lambda: [default_storage.delete(each) for each in (name, small_name(name))])


def readable_by(exchange: Exchange, user):
    """The files this person may open: those for everyone, and all of them for those who had a seat and for the coordinators who keep it."""
    rows = exchange.files.order_by("kind", "added_at", "pk")
    if can(user, "exchange.write_minutes", exchange):
        return rows
    if not exchange.is_public:
        return rows.none()
    took_part = getattr(user, "is_authenticated", False) and exchange.registrations.filter(person=user, state__in=SEATED).exists()
    return rows if took_part else rows.filter(everyone=True)


def small_name(name: str) -> str:
    return name.rsplit(".", 1)[0] + SMALL


def content_type(file: ExchangeFile) -> str:
    return "image/jpeg" if file.kind == "photo" else TYPES.get(ending(file), "application/octet-stream")


def ending(file: ExchangeFile) -> str:
    return file.file.name.rsplit(".", 1)[-1].lower()


def download_name(file: ExchangeFile) -> str:
    return f"{slugify(file.title, allow_unicode=True)[:80] or 'document'}.{ending(file)}"
