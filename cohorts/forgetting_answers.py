"""Answers about health or belief, and how to reach somebody an office entered, are for the days of the exchange: 30 days after it they go."""

from datetime import datetime, timedelta

from django.db.models import Q

from cohorts.models import Exchange, Registration
from cohorts.question_words import MORE, questions_of

KEPT_FOR = timedelta(days=30)


def forget_sensitive_answers(at: datetime) -> int:
    """Erase them where an exchange has been over, or cancelled, for 30 days. Answers how many registrations lost one."""
    limit, changed = at - KEPT_FOR, 0
    waiting = Registration.objects.filter(answers_erased_at__isnull=True)
    over = Exchange.objects.filter(Q(ends_at__lt=limit) | Q(cancelled_at__lt=limit), pk__in=waiting.values("exchange_id"))
    for exchange in over:
        keys = {key for each in questions_of(exchange, exchange.source_language, retired=True) if each.sensitive for key in (each.key, each.key + MORE)}
        for registration in waiting.filter(exchange=exchange):
            left = {key: value for key, value in registration.answers.items() if key not in keys}
            changed += left != registration.answers
            Registration.objects.filter(pk=registration.pk).update(answers=left, answers_erased_at=at, guest_contact="")
    return changed
