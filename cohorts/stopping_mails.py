"""Ending one kind of mail. Stopping the daily mail does not set loose what it gathered: the reminder a week before ends with it."""

from cohorts.models import MailChoice

FIELDS = {"week": {"week_before": False}, "day": {"day_before": False}, "digest": {"daily_digest": False, "week_before": False}}


def stop_mails(person, what: str) -> None:
    """`what`: one of cohorts.mail_links.STOPPABLE. Doing it again changes nothing."""
    MailChoice.objects.update_or_create(person=person, defaults=FIELDS[what])
