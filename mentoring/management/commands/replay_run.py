"""manage.py replay_run ID: plays the stored input of a run once more, and compares the result byte for byte."""

from django.core.management.base import BaseCommand, CommandError

from mentoring.matching.reading import read_round
from mentoring.matching.writing import input_sha256
from mentoring.models import MatchingRun
from mentoring.playing import RunRefused, play_input
from mentoring.result_bytes import bytes_of


class Command(BaseCommand):
    help = "Play a finished run again from its stored input. Ends with an error when the input is not the one it was, or the result differs."

    def add_arguments(self, parser):
        parser.add_argument("run", type=int, help="the number of the run")

    def handle(self, *args, **options):
        run = MatchingRun.objects.finished().filter(pk=options["run"]).first()
        if run is None:
            raise CommandError(f"There is no finished run {options['run']}.")
        found = input_sha256(read_round(run.input))
        if found != run.input_sha256:
            raise CommandError(f"The stored input has the sha256 {found}, and {run.input_sha256} was written down when it was played.")
        try:
            again = play_input(run.input)
        except RunRefused as refused:
            raise CommandError(str(refused)) from refused
        if bytes_of(again) != bytes_of(run.result):
            raise CommandError(f"Run {run.pk} comes out differently: {', '.join(key for key in again if bytes_of(again[key]) != bytes_of(run.result.get(key)))}.")
        self.stdout.write(f"Run {run.pk}: the same to the last byte ({len(bytes_of(again))} bytes, {len(again['pairs'])} pairs, proof accepted).")
