"""Builders for tests of the directory: an entry and its services in few words."""

from datetime import UTC, datetime

from academy.directory import keeping
from academy.models import DirectoryEntry, Organisation, Service

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def make_entry(city, name="Olive Press", at=AT, **fields) -> DirectoryEntry:
    return keeping.list_entry(Organisation.objects.create(name=name, city=city), by=None, at=at, **fields)


def make_service(entry, name="Legal hour", at=AT, kind="legal", **fields) -> Service:
    return keeping.add_service(entry, by=None, at=at, kind=kind, name=name, **fields)
