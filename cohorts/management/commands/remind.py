"""`manage.py remind`: which reminders, thanks and daily mails are due. Runs every ten minutes; running it again sends nothing twice."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from cohorts.due_mails import queue_due_mails


class Command(BaseCommand):
    help = "Queue the reminders, thanks and daily mails that are due. Each goes out once, however often this runs."

    def handle(self, *args, **options):
        self.stdout.write(f"{queue_due_mails(timezone.now())}.")
