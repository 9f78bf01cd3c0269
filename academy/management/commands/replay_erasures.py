from django.core.management.base import BaseCommand
from django.utils import timezone

from academy.erasure_journal import replay


class Command(BaseCommand):
    help = "After a restore: erases again everybody who had asked for it since the backup was made."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Erased again: {replay(timezone.now())}")
