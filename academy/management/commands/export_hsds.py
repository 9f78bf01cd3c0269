"""`manage.py export_hsds [--city SLUG] [--format json|csv] [--without-people] [--out FILE]`: carry the directory out as Open Referral HSDS 3."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from academy.directory.exporting import export_csv_zip, export_json
from academy.models import PartnerCity


class Command(BaseCommand):
    help = "Export the directory (Open Referral HSDS 3): a page of services in JSON, or a zip of tables."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--city", default="", help="only this city's; all without it")
        parser.add_argument("--format", choices=["json", "csv"], default="json")
        parser.add_argument("--without-people", action="store_true", help="leave out the contacts (people) that a file brought in; for a file you publish")
        parser.add_argument("--out", type=Path, help="a file; without it, it is written to the screen")

    def handle(self, *args, city: str, format: str, out: Path | None, **options) -> None:
        of = PartnerCity.objects.filter(slug=city).first()
        if city and of is None:
            raise CommandError(f"There is no partner city “{city}”.")
        data = (export_json if format == "json" else export_csv_zip)(of, people=not options["without_people"])
        if out is not None:
            out.write_bytes(data)
        elif format == "json":
            self.stdout.write(data.decode())
        else:
            self.stdout._out.buffer.write(data)
