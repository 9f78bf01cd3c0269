"""Visits and hosting in the log, under the person who did it: evidence for their skills, and what dashboards count."""

from collections import Counter
from datetime import timedelta

from django.db import transaction

from academy.models import Event, record, take_back
from cohorts.models import Attendance, Exchange, ExchangeSession

KIND = "exchange"
AT_REST = timedelta(days=2)  # by then the lists at the door have come to rest, as for hours in the solidarity ledger
LOOKED_BACK = timedelta(days=60)


def log_visit(person, exchange: Exchange, session: ExchangeSession, there: bool, at) -> None:
    """Somebody with an account was at a session, or was not after all: then the opposite of the line, if there is one (marks made before such
    lines were kept have none)."""
    if there:
        record(person, "attended", KIND, exchange.key, at=at,
               details={"session": str(session.key), "host": exchange.host_city_id, "on": session.starts_at.astimezone(exchange.zone).date().isoformat()})
        return
    lines = Event.objects.filter(subject=person.subject, object_kind=KIND, object_key=str(exchange.key), verb__in=("attended", "unattended")).order_by("at", "pk")
    of_it = [line for line in lines if line.details.get("session") == str(session.key)]
    if sum(1 if line.verb == "attended" else -1 for line in of_it) > 0:
        take_back([line for line in of_it if line.verb == "attended"][-1], "unattended", at=at)


def log_hosting(at) -> int:
    """Whoever opened an exchange hosted it, once it is over for two days and somebody was there; taken back within two months when nobody was after
    all. Safe to run twice; how many lines were written."""
    with transaction.atomic():
        over = list(Exchange.objects.programme().standing().filter(ends_at__lte=at - AT_REST, ends_at__gt=at - LOOKED_BACK, created_by__erased_at__isnull=True,
                                                                created_by__isnull=False).select_related("created_by"))
        visited = set(Attendance.objects.filter(exchange_session__exchange__in=over).values_list("exchange_session__exchange_id", flat=True))
        lines = Event.objects.filter(object_kind=KIND, object_key__in=[str(each.key) for each in over], verb__in=("hosted", "unhosted")).order_by("at", "pk")
        latest, stands = {}, Counter()
        for line in lines:
            stands[line.object_key] += 1 if line.verb == "hosted" else -1
            latest[line.object_key] = line if line.verb == "hosted" else latest.get(line.object_key)
        written = 0
        for each in over:
            key = str(each.key)
            if each.pk in visited and stands[key] <= 0:
                record(each.created_by, "hosted", KIND, key, at=at, details={"host": each.host_city_id, "on": each.ends_at.astimezone(each.zone).date().isoformat()})
                written += 1
            elif each.pk not in visited and stands[key] > 0:
                take_back(latest[key], "unhosted", at=at)
                written += 1
    return written
