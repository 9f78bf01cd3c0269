"""Calling a WSGI application in this process and counting the CPU it takes: no socket, no other process, no waiting."""

import io
import statistics
import time
from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.test.client import FakePayload


def handler(**settings) -> WSGIHandler:
    """The project's WSGI handler, loaded under the given settings (its middleware keeps them)."""
    with override_settings(**settings):
        return WSGIHandler()


def call(app: WSGIHandler, path: str, cookie: str = "", method: str = "GET", body: bytes = b"", **headers) -> tuple[str, dict, bytes]:
    """(status, headers, body) of one request."""
    answered = {}

    def start_response(status, sent, exc_info=None):
        answered["status"], answered["headers"] = status, dict(sent)

    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http", "wsgi.input": FakePayload(body) if body else io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0),
        "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": "application/x-www-form-urlencoded" if body else "", "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT_ENCODING": "gzip", "REMOTE_ADDR": "127.0.0.1", **headers,
    }
    response = app(environ, start_response)
    content = b"".join(response)
    response.close()
    return answered["status"], answered["headers"], content


def interleaved(named: dict[str, Callable[[], object]], rounds: int = 15, calls: int = 60) -> dict[str, float]:
    """Median CPU milliseconds per call of each, taken in turn so that a drifting machine touches all alike."""
    for act in named.values():
        for _n in range(10):
            act()
    taken: dict[str, list[float]] = {name: [] for name in named}
    for _round in range(rounds):
        for name, act in named.items():
            started = time.process_time()
            for _n in range(calls):
                act()
            taken[name].append((time.process_time() - started) * 1000 / calls)
    return {name: statistics.median(values) for name, values in taken.items()}
