"""manage.py match PEOPLE.json --out RESULT.json [--rules RULES.json] [--verify]: the same as `python -m mentoring.matching`, no database asked."""

from django.core.management.base import BaseCommand

from mentoring.matching import command_line


class Command(BaseCommand):
    help = "Proposes the pairs of a mentoring round from a file."
    requires_system_checks = []

    def add_arguments(self, parser):
        command_line.add_arguments(parser)

    def handle(self, *, people, out, rules, verify, **options):
        self.stderr.ending = ""  # progress writes over itself
        self.stderr.style_func = None  # words, not alarms in red
        code = command_line.match(people, out, rules, verify, command_line.Streams(stdout=self.stdout, stderr=self.stderr))
        if code:
            raise SystemExit(code)
