"""Is the academy well? Asked by proxies and watchers at /healthz: always 200, "ok" or "degraded" with reasons."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.models import Heartbeat, Intention

OUTBOX_LATE = timedelta(minutes=10)
WORKER_LATE = timedelta(minutes=3)
NIGHTLY_LATE = timedelta(hours=36)
DISK_LOW = 200 * 1024 * 1024  # bytes


def _database(at: datetime) -> Iterator[str]:
    try:
        oldest = Intention.objects.overdue(at).order_by("run_at").values_list("run_at", flat=True).first()
        beats = dict(Heartbeat.objects.values_list("name", "at"))
    except DatabaseError as error:
        yield f"database: no answer ({type(error).__name__})"
        return
    if oldest is not None and at - oldest > OUTBOX_LATE:
        yield f"outbox: something has been due for {int((at - oldest).total_seconds() // 60)} minutes"
    if "worker" not in beats:
        yield "worker: none has been seen yet"
    elif at - beats["worker"] > WORKER_LATE:
        yield f"worker: none has been seen for {int((at - beats['worker']).total_seconds() // 60)} minutes"
    if "nightly" in beats and at - beats["nightly"] > NIGHTLY_LATE:
        yield "nightly: the nightly work has not ended well for more than a day"


def _cache() -> Iterator[str]:
    said = get_random_string(12)
    try:
        cache.set("healthz", said, 30)
        # Two probes at once may read each other's word: any word shows that the cache answers.
        if not cache.get("healthz"):
            yield "cache: it forgets at once"
    except Exception as error:  # each cache library has its own family of errors
        yield f"cache: no answer ({type(error).__name__})"


def _disk() -> Iterator[str]:
    free = shutil.disk_usage(settings.VAR_DIR).free
    if free < DISK_LOW:
        yield f"disk: {free // (1024 * 1024)} MB left"


def reasons(at: datetime) -> list[str]:
    """What is wrong at `at`, as sentences without names, addresses or secrets; empty when all is well."""
    return [*_database(at), *_cache(), *_disk()]


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """`?strict` answers 503 instead of 200 when degraded, for watchers that read only the status."""
    found = reasons(timezone.now())
    if not found:
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "degraded", "reasons": found}, status=503 if "strict" in request.GET else 200)
