"""`manage.py backup FOLDER`: the database and the media, with a manifest, checked by restoring what was written."""

import json
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from academy import backup_media, backup_postgres, backup_sqlite
from academy.backup_sqlite import BackupFailed

MANIFEST = "manifest.json"


def database_way(vendor: str):
    """The module that dumps, checks and restores this kind of database."""
    return {"sqlite": backup_sqlite, "postgresql": backup_postgres}[vendor]


class Command(BaseCommand):
    help = "Write a backup into a new folder below FOLDER and check it by restoring it into a throw-away database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--unchecked", action="store_true", help="do not restore it to see whether it is whole")

    def handle(self, *args, folder: Path, unchecked: bool, **options):
        at = datetime.now(UTC)
        target = folder.resolve() / f"tessera-{at:%Y%m%d-%H%M%S}"
        half = target.with_name(target.name + ".unfinished")
        try:
            half.mkdir(parents=True, mode=0o700)
            manifest = self._write(half, at)
            faults = [] if unchecked else self._faults(half, manifest)
        except (BackupFailed, OSError) as failed:
            raise CommandError(f"{failed} (What was written so far is in {half}.)") from failed
        if faults:
            raise CommandError(f"The backup in {half} is not whole:\n  " + "\n  ".join(faults))
        manifest["checked"] = not unchecked
        (half / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False))
        half.rename(target)
        tables, rows = len(manifest["rows"]), sum(manifest["rows"].values())
        self.stdout.write(f"{target}: {tables} tables, {rows} rows, {len(manifest['media'])} media files, "
                          + ("not checked." if unchecked else "checked by restoring it."))
        if manifest["media_kept_in"]:
            self.stdout.write(f"Media are not in it: they are in {manifest['media_kept_in']}, to be versioned there.")

    def _write(self, half: Path, at: datetime) -> dict:
        way = database_way(connection.vendor)
        rows = way.dump(connection.settings_dict, half)
        # The database first: a file that comes later is one too many, never one that is missing.
        media = {} if settings.S3_BUCKET else backup_media.dump(Path(settings.MEDIA_ROOT), half)
        files = {}
        for path in sorted(half.iterdir()):
            path.chmod(0o600)
            with path.open("rb") as stream:
                files[path.name] = {"sha256": backup_media.sha256(stream), "bytes": path.stat().st_size}
        return {"made_at": at.isoformat(), "database": connection.vendor, "files": files, "rows": rows, "media": media,
                "media_kept_in": f"S3 bucket {settings.S3_BUCKET}" if settings.S3_BUCKET else ""}

    def _faults(self, half: Path, manifest: dict) -> list[str]:
        faults = database_way(connection.vendor).check(connection.settings_dict, half, manifest["rows"])
        return faults if settings.S3_BUCKET else faults + backup_media.check(half, manifest["media"])
