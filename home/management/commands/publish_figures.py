"""`manage.py publish_figures [--until 2026-10]`: publish the network's figures of every closed month that has none yet. Run twice, it does nothing the second time."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.publishing_figures import NotClosed, last_closed_month, publish_until


class Command(BaseCommand):
    help = "Publish the network's figures of every closed month that has none yet; rounded, small cells hidden, never changed afterwards."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--until", metavar="MONTH", help="the last month to publish, such as 2026-10; the last closed one if not said")

    def handle(self, *args, until: str | None = None, **options) -> None:
        at = timezone.now()
        try:
            made = publish_until(until or last_closed_month(at), at)
        except NotClosed as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Published: {', '.join(made)}." if made else "Nothing to publish: every month that is over has its figures.")
