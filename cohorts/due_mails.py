"""Everything that a date makes due rather than a deed: reminders, thanks, and the mails of the day."""

from cohorts.digest import digests_due
from cohorts.digest_news import gather_news
from cohorts.reminders import remind
from cohorts.thanks import thank


def queue_due_mails(at) -> str:
    """Queue what is due at `at`, and say in words what it was. Safe to run at any time, and at once in two places."""
    reminders, thanks = remind(at), thank(at)
    gather_news(at)
    return f"reminders queued: {reminders}, thanks: {thanks}, daily mails: {digests_due(at)}"
