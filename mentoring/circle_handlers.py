"""What circles have the outbox carry out."""

from django.utils import timezone

from academy.outbox import handler
from mentoring import circle_mails  # noqa: F401  registers its mails
from mentoring.circle_answers import settle
from mentoring.laying_circles import SETTLE
from mentoring.models import Circle


@handler(SETTLE)
def settle_circle(intention) -> None:
    settle(Circle.objects.get(pk=intention.payload["circle"]), timezone.now())
