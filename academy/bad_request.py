"""What a request is answered that cannot be read: in plain words, and 413 when it was only too big."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400. Host names that are not ours get no page of ours (its links would be theirs)."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return render(request, "413.html", {"most_mb": settings.HANDED_IN_MAX_MB}, status=413)
    if isinstance(exception, SuspiciousOperation) and type(exception).__name__ == "DisallowedHost":
        return HttpResponse("This academy does not answer to that name.", content_type="text/plain", status=400)
    return render(request, "400.html", status=400)
