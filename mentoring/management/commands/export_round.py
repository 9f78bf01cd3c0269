"""manage.py export_round ID: the input of the matcher as a file without names, as the database has it now."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from mentoring.matching.types import RoundError
from mentoring.matching.writing import as_json
from mentoring.models import MentoringRound
from mentoring.round_input import input_of


class Command(BaseCommand):
    help = "Write a mentoring round as \"mentoring-round/1\": lots for people, numbers for organisations. It holds exclusions and priority groups: keep it safe."

    def add_arguments(self, parser):
        parser.add_argument("round", help="the number of the round, or its short name in addresses")
        parser.add_argument("--out", metavar="FILE", help="where to write it (default: standard output)")

    def handle(self, *args, out: str | None, **options):
        asked = options["round"]
        found = MentoringRound.objects.filter(**({"pk": int(asked)} if asked.isdecimal() else {"slug": asked})).first()
        if found is None:
            raise CommandError(f"There is no mentoring round {asked}.")
        try:
            made = input_of(found, found.rules)
        except RoundError as error:
            raise CommandError(str(error)) from error
        text = as_json(made.data)
        if out is None:
            self.stdout.write(text, ending="")
            return
        Path(out).write_text(text, encoding="utf-8")
        self.stderr.write(f"{len(made.people)} people, sha256 of the input {made.sha256}")
