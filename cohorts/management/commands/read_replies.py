"""`manage.py read_replies`: what people answered in their calendars, from the mailbox in REPLY_MAILBOX_URL."""

import imaplib

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cohorts.reply_mailbox import read_replies


class Command(BaseCommand):
    help = "Read the answers of calendars from the mailbox. Does nothing where none is configured."

    def handle(self, *args, **options):
        if not settings.REPLY_MAILBOX_URL:
            self.stdout.write("No mailbox is configured (REPLY_MAILBOX_URL).")
            return
        try:
            self.stdout.write(f"{read_replies()} answers kept.")
        except (OSError, imaplib.IMAP4.error) as trouble:
            raise CommandError(f"The mailbox could not be read ({type(trouble).__name__}); what is unread stays so.") from None
