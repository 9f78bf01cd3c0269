"""A few gauges for Prometheus at /metrics, read from the database at each scrape, so that every web node says the same."""

import shutil

from django.conf import settings
from django.db.models import Count, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from academy.health import reasons
from academy.models import CountingTurn, Heartbeat, Intention, Uncounted


def _collected(at) -> CollectorRegistry:
    registry = CollectorRegistry()

    def gauge(name: str, says: str, value: float) -> None:
        Gauge(name, says, registry=registry).set(value)

    box = Intention.objects.aggregate(
        waiting=Count("pk", filter=Q(done_at=None, dead_at=None)), dead=Count("pk", filter=Q(dead_at__isnull=False)),
        failing=Count("pk", filter=Q(done_at=None, dead_at=None, attempts__gt=1)),
        oldest=Min("run_at", filter=Q(done_at=None, dead_at=None, run_at__lte=at)))
    gauge("tessera_outbox_waiting", "Intentions neither done nor given up.", box["waiting"])
    gauge("tessera_outbox_failing", "Waiting intentions that were tried more than once.", box["failing"])
    gauge("tessera_outbox_dead", "Intentions given up; staff see them in the admin.", box["dead"])
    gauge("tessera_outbox_oldest_seconds", "How long the oldest due intention has waited.",
          (at - box["oldest"]).total_seconds() if box["oldest"] else 0)
    for name, seen in Heartbeat.objects.values_list("name", "at"):
        gauge(f"tessera_{name}_heartbeat_seconds", f"Seconds since the {name} was last seen.", (at - seen).total_seconds())
    gauge("tessera_log_uncounted", "Lines of the log that the dashboards do not count yet.", Uncounted.objects.count())
    turn = CountingTurn.objects.filter(name="log").first() or CountingTurn()
    gauge("tessera_recount_differences", "Cells and sums that the last recount found to differ from the log; anything but 0 is an alarm.", turn.differences)
    if turn.recounted_at:
        gauge("tessera_recount_seconds", "Seconds since everything was last counted again from the log.", (at - turn.recounted_at).total_seconds())
    gauge("tessera_disk_free_bytes", "Free space where VAR_DIR is.", shutil.disk_usage(settings.VAR_DIR).free)
    gauge("tessera_degraded", "How many reasons /healthz gives.", len(reasons(at)))
    return registry


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Only with `Authorization: Bearer METRICS_TOKEN`; without it there is nothing here."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        raise Http404
    return HttpResponse(generate_latest(_collected(timezone.now())), content_type=CONTENT_TYPE_LATEST)
