"""Sending statements to a learning record store, one intention a line of the log: lost by nobody, and said twice at most, which a store takes for once.

The store is named by the operator (XAPI_LRS_URL), so its address is trusted; it is spoken to by the worker only.
"""

import base64
import json
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from academy.models import Event
from academy.models.outbox import Intention
from academy.outbox import GiveUp, enqueue
from academy.standards.xapi import HEADER, VERSIONS, as_data
from academy.xapi_statements import statement_of
from academy.xapi_words import LEARNING

KIND = "academy.xapi"
SECONDS = 10


def forward(event: Event) -> None:
    """Leave word, inside the caller's transaction, that this line is to be sent; nothing where no store is named, or it is not about learning."""
    if settings.XAPI_LRS_URL and event.subject is not None and (event.verb, event.object_kind) in LEARNING:
        enqueue(f"xapi:{event.pk}", KIND, {"event": str(event.pk)})


def send(intention: Intention) -> None:
    """Carried out by the outbox, outside any transaction, at least once. What the store refuses as malformed is given up; anything else is tried again."""
    if not settings.XAPI_LRS_URL:
        raise GiveUp("no learning record store is named any more")
    event = Event.objects.get(pk=intention.payload["event"])
    address, credentials = _address(settings.XAPI_LRS_URL)
    body = json.dumps(as_data(statement_of(event), settings.XAPI_VERSION)).encode()
    request = Request(f"{address}statements", data=body, method="POST", headers={
        "Content-Type": "application/json", HEADER: VERSIONS[settings.XAPI_VERSION], "Authorization": f"Basic {credentials}"})
    try:
        with build_opener(_StayHere).open(request, timeout=SECONDS):
            pass
    except HTTPError as error:
        if error.code == 409:  # it is there already
            return
        if error.code in (400, 413):
            raise GiveUp(f"the learning record store refused the statement: {error.code}") from None
        raise


class _StayHere(HTTPRedirectHandler):
    """A redirect would carry the password elsewhere."""

    def redirect_request(self, *args, **kwargs):
        return None


def _address(url: str) -> tuple[str, str]:
    """(address with a slash at its end, user and password in base64)"""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    credentials = base64.b64encode(f"{unquote(parts.username or '')}:{unquote(parts.password or '')}".encode()).decode()
    return urlunsplit((parts.scheme, host, parts.path.rstrip("/") + "/", "", "")), credentials
