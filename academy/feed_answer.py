"""Answering with a feed: programs fetch it over and over, so an unchanged one is a short 304, before anything is made."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def answer_feed(request: HttpRequest, mark: str, changed_at: datetime, content_type: str, make: Callable[[], bytes], *,
                private: bool = False, name: str = "") -> HttpResponse:
    """`mark`: changes with whatever stands in the feed. Always asked again (no-cache): a calendar an hour old may send people to a
    meeting that was moved. A `private` one is kept by nobody but its reader, found by no search engine, and tells no page where it lies."""
    response = HttpResponse(content_type=content_type)
    response["Cache-Control"] = "private, no-cache" if private else "public, no-cache"
    response["ETag"] = f'"{mark}"'
    response["Last-Modified"] = http_date(changed_at.timestamp())
    if private:
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
    if name:
        response["Content-Disposition"] = f'inline; filename="{name}"'
    answered = get_conditional_response(request, etag=response["ETag"], last_modified=int(changed_at.timestamp()), response=response)
    if answered is response:
        response.content = make()
    return answered
