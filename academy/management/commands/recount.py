"""`manage.py recount`: the numbers of the dashboards, counted again from the log."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from academy.recounting_events import recount

WIDTH = 40


class Command(BaseCommand):
    help = "Count everything again from the log, mend what differs, and say so. Safe to run while people learn, and to kill."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; end with 1 when something differs")
        parser.add_argument("--quiet", action="store_true", help="say nothing unless something differs")

    def handle(self, *args, check: bool, quiet: bool, **options):
        shows = sys.stderr.isatty() and not quiet
        found = recount(timezone.now(), mends=not check, progress=_bar if shows else lambda share: None)
        said = (f"{found.lines} lines of {found.people} people counted; {found.cells} cells, {found.tallies} sums and {found.lost} waiting lines differed"
                f"{'' if check or not found.differences else ' and were mended'}{' (counted by new rules)' if found.anew and found.differences else ''}.")
        if check and found.differences:
            raise CommandError(said, returncode=1)
        if found.differences or not quiet:
            self.stdout.write(said)


def _bar(share: float) -> None:
    full = round(WIDTH * share)
    print(f"\rRecounting [{'#' * full}{'.' * (WIDTH - full)}] {share:4.0%}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)
