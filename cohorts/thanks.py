"""Thanks, and the survey, the day after an exchange ends: to whoever was there, or had a seat where no attendance was kept."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from academy.emails import queue_mail
from academy.models import Intention
from cohorts.models import Attendance, Exchange, Registration, RegistrationState

FROM = time(9, 0)  # on the clocks of the exchange
AT_MOST = timedelta(days=7)  # after a longer standstill it would come oddly

State = RegistrationState


def due_from(exchange: Exchange) -> datetime:
    """Nine in the morning of the day after its end, where it took place."""
    day = exchange.ends_at.astimezone(exchange.zone).date() + timedelta(days=1)
    return datetime.combine(day, FROM, tzinfo=exchange.zone)


def who_was_there(exchange: Exchange):
    """Registrations of people with an account. Where nobody was ever marked as there, everybody with a seat counts."""
    people = Registration.objects.filter(exchange=exchange, person__isnull=False, person__erased_at__isnull=True)
    kept = Attendance.objects.filter(registration__exchange=exchange).exists() or exchange.registrations.filter(state=State.ATTENDED).exists()
    if not kept:
        return people.filter(state=State.REGISTERED)
    return people.filter(Q(state=State.ATTENDED) | Q(pk__in=Attendance.objects.filter(registration__exchange=exchange).values("registration_id")))


def thank(at: datetime) -> int:
    """Queue the thanks that are due at `at`, once for each person and exchange; how many."""
    queued = 0
    over = Exchange.objects.programme().standing().filter(ends_at__lt=at, ends_at__gt=at - AT_MOST - timedelta(days=2))
    for exchange in over:
        if not due_from(exchange) <= at < due_from(exchange) + AT_MOST:
            continue
        there = {f"thanks:{each.pk}": each for each in who_was_there(exchange).select_related("person")}
        done = set(Intention.objects.filter(key__in=[f"mail:{key}" for key in there]).values_list("key", flat=True))
        for key in [key for key in there if f"mail:{key}" not in done]:
            with transaction.atomic():
                queue_mail("cohorts/thanks", there[key].person, key, registration=there[key].pk)
            queued += 1
    return queued
