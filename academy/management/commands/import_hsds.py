"""`manage.py import_hsds FILE --city SLUG [--check]`: bring a directory into a city; a JSON file, a zip of tables, or a folder of them."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from academy.directory.importing import import_folder, import_hsds
from academy.models import PartnerCity
from academy.standards.hsds.packages import LARGEST


class Command(BaseCommand):
    help = "Import a directory of services (Open Referral HSDS 3, JSON or CSV) into a city: all of it, or nothing and a report."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--city", required=True, help="the city's short name in addresses, such as mahdia")
        parser.add_argument("--check", action="store_true", help="only say what would be imported, or what is wrong")

    def handle(self, *args, file: Path, city: str, check: bool, **options) -> None:
        into, at = PartnerCity.objects.filter(slug=city).first(), timezone.now()
        if into is None:
            raise CommandError(f"There is no partner city “{city}”.")
        try:
            if file.is_dir():
                report = import_folder({each.name: _read(each) for each in sorted(file.glob("*.csv"))}, into, None, at, check)
            else:
                report = import_hsds(_read(file), file.name, into, None, at, check)
        except OSError as wrong:
            raise CommandError(f"{file} cannot be read: {wrong.strerror}.") from None
        for sentence in report.sentences():
            self.stderr.write(sentence)
        if not report.ok:
            raise CommandError(f"Nothing was imported: {len(report.problems)} problems.")
        made, changed = report.made, report.changed
        self.stdout.write(f"{'Nothing was imported, since this is a check. There would be: ' if check else ''}"
                          f"{made['organisation']} organisations new, {changed['organisation']} changed; {made['service']} services new, {changed['service']} changed; "
                          f"{made['place']} places new, {changed['place']} changed; {report.kept_apart} rows kept as they came.")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)  # one more than is allowed, so that what is too large is seen to be
