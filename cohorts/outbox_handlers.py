"""What the outbox does for exchanges and cohorts."""

from django.utils import timezone

from academy.outbox import handler
from cohorts import change_mails, cohort_mails, digest_news, notice_mails, organiser_messages, reminder_mails  # noqa: F401  they register their mails
from cohorts.answer_by_calendar import take_answer
from cohorts.decisions import ballot_mails, proposal_mails  # noqa: F401  likewise
from cohorts.decisions.ballot_duties import open_what_is_due
from cohorts.decisions.closing_ballots import close_what_is_due
from cohorts.digest import gather_one, tell_or_keep
from cohorts.promote_waitlist import lapse
from cohorts.spaces import mails as space_mails  # noqa: F401  registers its mails
from cohorts.telling import tell_all, tell_one


@handler("cohorts.offer_expires")
def offer_expires(intention) -> None:
    """The time to say yes is over: the seat passes on, unless the offer was answered."""
    lapse(intention.payload["registration"], timezone.now(), revision=intention.payload["revision"])


@handler("cohorts.notice")
def notice(intention) -> None:
    tell_one(intention.key, intention.payload)


@handler("cohorts.notice_everyone")
def notice_everyone(intention) -> None:
    tell_all(intention.key, intention.payload, timezone.now())


@handler("cohorts.news")
def news(intention) -> None:
    """One piece of news for one person: a mail, or a line of their daily one."""
    tell_or_keep(intention.key, intention.payload, timezone.now())


@handler("cohorts.digest")
def digest(intention) -> None:
    gather_one(intention.key, intention.payload["person"], timezone.now())


@handler("cohorts.reply")
def reply(intention) -> None:
    """What somebody answered in their calendar."""
    take_answer(intention, timezone.now())


@handler("cohorts.ballot_opens")
def ballot_opens(intention) -> None:
    open_what_is_due(intention.payload["ballot"], timezone.now())


@handler("cohorts.ballot_closes")
def ballot_closes(intention) -> None:
    """Voting ended with the clock; this counts it."""
    close_what_is_due(intention.payload["ballot"], timezone.now())
