"""What every request passes through: a name for it, the person's time zone, and the browser's content policy for its answer."""

import re
import uuid
from contextlib import nullcontext
from functools import cache
from zoneinfo import ZoneInfo

import structlog
from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.utils import timezone, translation

SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """So that a visitor's report and a log line can be brought together."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if SAFE_ID.fullmatch(given) else uuid.uuid4().hex
        bound = structlog.contextvars.bind_contextvars(request_id=request.id)
        try:
            response = self.get_response(request)
        finally:
            structlog.contextvars.reset_contextvars(**bound)
        response["X-Request-ID"] = request.id
        return response


class PersonZoneMiddleware:
    """Times are shown in the person's own zone, else in their city's, else in the academy's; the desk speaks their language."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(ZoneInfo(request.user.zone_name)), self._language_of_desk(request):
            return self.get_response(request)

    def _language_of_desk(self, request):
        """The desk has no language in its addresses: it speaks the one in the person's profile, else the browser's."""
        if request.path_info.startswith("/cms/") and request.user.language:
            return translation.override(request.user.language)
        return nullcontext()


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp's middleware, which builds its policy anew for each answer; ours is the same for nearly all, so it is kept."""

    def process_response(self, request, response):
        if getattr(request, "is_dummy", False):
            return response  # shown in a frame of the admin, which has a policy of its own
        own = any(name.startswith("_csp") for name in vars(response))
        if own or getattr(request, "_csp_nonce", None) is not None:
            return super().process_response(request, response)
        if HEADER not in response and not request.path_info.startswith(settings.CONTENT_SECURITY_POLICY["EXCLUDE_URL_PREFIXES"]):
            response[HEADER] = _usual_policy()
        return response


@cache
def _usual_policy() -> str:
    return build_policy()
