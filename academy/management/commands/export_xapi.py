"""`manage.py export_xapi`: the log as xAPI statements, one line of JSON each."""

import json
import sys
from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from academy.models import Event
from academy.standards.xapi import VERSIONS, as_data
from academy.xapi_statements import statement_of
from academy.xapi_words import LEARNING


class Command(BaseCommand):
    help = "Write the log as xAPI statements, oldest first, one line of JSON each. People stand in it by a number, never by name."

    def add_arguments(self, parser):
        parser.add_argument("--out", metavar="FILE", help="where to write; the screen if left out")
        parser.add_argument("--since", metavar="DAY", help="from this day on, such as 2026-01-31")
        parser.add_argument("--until", metavar="DAY", help="up to this day, which is left out")
        parser.add_argument("--learning", action="store_true", help="only what people did to learn; not what was organised around it")
        parser.add_argument("--statements", choices=sorted(VERSIONS), default="1.0.3", help="which version of xAPI (1.0.3)")

    def handle(self, *args, out, since, until, learning, statements, **options):
        first, last = self._day(since, "--since"), self._day(until, "--until")
        if first and last and last <= first:
            raise CommandError("--until has to be later than --since: nothing would be written.")
        events = Event.objects.order_by("at", "pk")
        if first:
            events = events.filter(at__gte=first)
        if last:
            events = events.filter(at__lt=last)
        if learning:
            events = events.filter(verb__in={verb for verb, _kind in LEARNING})
        try:
            target = open(out, "w", encoding="utf-8") if out else sys.stdout  # noqa: SIM115 - closed below, unless it is the screen
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from None
        written = 0
        try:
            for event in events.iterator(chunk_size=2000):
                if learning and (event.verb, event.object_kind) not in LEARNING:
                    continue
                target.write(json.dumps(as_data(statement_of(event), statements), ensure_ascii=False) + "\n")
                written += 1
        finally:
            if out:
                target.close()
        self.stderr.write(f"{written} statements written.")

    def _day(self, typed: str | None, name: str):
        if not typed:
            return None
        try:
            day = parse_date(typed)
        except ValueError:
            day = None
        if day is None:
            raise CommandError(f"{name} {typed}: write a day such as 2026-01-31.")
        return timezone.make_aware(datetime.combine(day, time.min))
