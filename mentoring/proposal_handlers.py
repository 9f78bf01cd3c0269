"""What the outbox does for proposals."""

from django.utils import timezone

from academy.outbox import handler
from mentoring import proposal_mails  # noqa: F401  they register themselves
from mentoring.expiring import expire_due
from mentoring.models import MatchingRun
from mentoring.pool import KIND as FILL
from mentoring.pool import ask_for_next
from mentoring.proposing import EXPIRE, REMIND, TELL
from mentoring.telling_proposals import remind_of_run, tell_of_run


@handler(TELL)
def tell(intention) -> None:
    tell_of_run(MatchingRun.objects.select_related("round").get(pk=intention.payload["run"]))


@handler(REMIND)
def remind(intention) -> None:
    remind_of_run(MatchingRun.objects.select_related("round").get(pk=intention.payload["run"]))


@handler(EXPIRE)
def expire(intention) -> None:
    """The minute has come; what was answered meanwhile is over already."""
    expire_due(intention.payload["round"], timezone.now())


@handler(FILL)
def fill(intention) -> None:
    ask_for_next(intention.payload["round"], timezone.now())
