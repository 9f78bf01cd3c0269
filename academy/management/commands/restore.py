"""`manage.py restore BACKUP --into DATABASE_URL`: into an empty database only; erasures made since are made again."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from academy import backup_media
from academy import environment as read
from academy.backup_sqlite import BackupFailed
from academy.management.commands.backup import MANIFEST, database_way

# The tables of this code first: the backup may come from an older one.
AFTERWARDS = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
call_command("replay_erasures")
"""
VENDORS = {"sqlite": "sqlite", "postgres": "postgresql", "postgresql": "postgresql"}


class Command(BaseCommand):
    help = "Restore a backup into an empty database, compare its rows with the manifest, and erase again whoever was erased since."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path, help="the folder that `manage.py backup` made")
        parser.add_argument("--into", required=True, metavar="DATABASE_URL", help="an empty database")
        parser.add_argument("--media", type=Path, metavar="FOLDER", help="where the media go (an empty folder); left out: not restored")

    def handle(self, *args, backup: Path, into: str, media: Path | None, **options):
        manifest = self._manifest(backup)
        vendor = VENDORS.get(into.partition(":")[0])
        if vendor != manifest["database"]:
            raise CommandError(f"This is a backup of {manifest['database']}; --into names {vendor or 'no database we know'}. "
                               "To move from one kind to the other, use dumpdata and loaddata.")
        config, way = read.env.db_url_config(into), database_way(vendor)
        try:
            if not way.is_empty(config):
                raise CommandError(f"The database {config['NAME']} is not empty. Nothing was changed: restore into an empty one.")
            if media is not None and media.exists() and any(media.iterdir()):
                raise CommandError(f"The folder {media} is not empty. Nothing was changed: restore into an empty one.")
            faults = way.restore(config, backup, manifest["rows"])
        except BackupFailed as failed:
            raise CommandError(str(failed)) from failed
        if faults:
            raise CommandError("What was restored is not what was backed up:\n  " + "\n  ".join(faults))
        self.stdout.write(f"{sum(manifest['rows'].values())} rows in {len(manifest['rows'])} tables are back, as of {manifest['made_at']}.")
        if media is not None and manifest["media"]:
            self.stdout.write(f"{backup_media.restore(backup, media)} media files are back in {media}.")
        self._bring_up_to_date(into)

    def _manifest(self, backup: Path) -> dict:
        try:
            manifest = json.loads((backup / MANIFEST).read_text())
        except (OSError, ValueError) as error:
            raise CommandError(f"{backup} is no backup of ours: its {MANIFEST} cannot be read ({error}).") from error
        for name, said in manifest["files"].items():
            path = backup / name
            if not path.exists():
                raise CommandError(f"The backup is not whole: {name} is missing.")
            with path.open("rb") as stream:
                if backup_media.sha256(stream) != said["sha256"]:
                    raise CommandError(f"The backup is damaged: {name} is not what was written.")
        return manifest

    def _bring_up_to_date(self, into: str) -> None:
        """In a process of its own, because this one is set up for the academy's present database."""
        env = {"DJANGO_SETTINGS_MODULE": "academy.settings", **os.environ, "DATABASE_URL": into}
        done = subprocess.run([sys.executable, "-c", AFTERWARDS], env=env, capture_output=True, text=True, cwd=settings.BASE_DIR)
        if done.returncode:
            raise CommandError("The data are back, but the academy must not open yet: people who asked to be erased since may be in "
                               "them. `manage.py migrate` or `manage.py replay_erasures` failed:\n" + done.stderr.strip()[-1500:])
        self.stdout.write(done.stdout.strip())
