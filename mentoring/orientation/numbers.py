"""What a hub counts, raw: for its own workers only. Whoever else is shown it gets small numbers protected (academy/small_counts.py)."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Sum

from academy.models import Hub
from mentoring.models import HelpOutcome, HelpRequest, PriorityCount, Referral, Suggestion, Taken


def numbers_of(hub: Hub, first: date, last: date) -> dict:
    """Of requests asked from `first` to `last` (days of the hub's city, both included):

    {"asked", "open", "goes_first", "by_stage": {stage: n}, "by_kind": {kind: n}, "answered_in_time", "answered" (at all), "suggested": {kind of way: n}, "referred", "accepted",
    "declined", "outcomes": {outcome: n} of closed requests, "referral_outcomes": {outcome: n}, "priorities": {kind: n} by whole months}. Five queries.
    """
    zone = ZoneInfo(hub.city.time_zone)
    begins, ends = datetime(first.year, first.month, first.day, tzinfo=zone), datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    asked = HelpRequest.objects.filter(hub=hub, asked_at__gte=begins, asked_at__lt=ends)
    rows = list(asked.values_list("stage", "kinds", "asked_at", "answered_at", "closed_at", "outcome", "goes_first"))
    within = timedelta(days=hub.answer_days)
    sent = list(Referral.objects.filter(suggestion__request__in=asked.values("pk")).values_list("answer", "outcome"))
    months = PriorityCount.objects.filter(hub=hub, month__gte=first.replace(day=1), month__lte=last).order_by().values_list("kind").annotate(total=Sum("count"))
    return {
        "asked": len(rows), "open": sum(row[4] is None for row in rows), "goes_first": sum(row[6] for row in rows),
        "by_stage": dict(Counter(row[0] for row in rows)), "by_kind": dict(Counter(kind for row in rows for kind in row[1])),
        "answered": sum(row[3] is not None for row in rows), "answered_in_time": sum(row[3] is not None and row[3] - row[2] <= within for row in rows),
        "suggested": dict(Counter(Suggestion.objects.filter(request__in=asked.values("pk")).values_list("kind", flat=True))),
        "referred": len(sent), "accepted": sum(answer == Taken.ACCEPTED for answer, _outcome in sent), "declined": sum(answer == Taken.DECLINED for answer, _outcome in sent),
        "outcomes": {outcome: n for outcome, n in Counter(row[5] for row in rows).items() if outcome in HelpOutcome.values},
        "referral_outcomes": {outcome: n for outcome, n in Counter(outcome for _answer, outcome in sent).items() if outcome}, "priorities": dict(months)}
