"""Logs: one JSON line per happening in production, readable lines elsewhere; never an address, a token or a password in them."""

import re
import sys

import structlog

_ADDRESS = re.compile(r"[^\s<>'\"(),;:=/\[\]]+@[^\s<>'\"(),;:/]+\.[^\s<>'\"(),;:/]+")
_URL_PASSWORD = re.compile(r"(?<=://)[^\s/@]*:[^\s/@]*(?=@)")
_NAMED_SECRET = re.compile(r"(?i)\b((?:[a-z_]*(?:token|password|secret|code|key|signature))=)[^&\s'\"]+(?=&|\s|$|['\"])")
_IN_A_PATH = re.compile(r"(?<=/)[A-Za-z0-9_-]{40,}|(?<=/key/)[^/\s]+|(?<=/feeds/)[^/\s.]+")
_SECRET_NAMES = re.compile(r"(?i)(token|password|secret|authorization|cookie|e-?mail|address)")


def cut(text: str) -> str:
    """The text with addresses and secrets taken out."""
    text = _URL_PASSWORD.sub("[cut]", text)
    text = _ADDRESS.sub("[address]", text)
    text = _NAMED_SECRET.sub(r"\1[cut]", text)
    return _IN_A_PATH.sub("[cut]", text)


def cut_any(name: str, value):
    if isinstance(value, str):
        return "[cut]" if value and _SECRET_NAMES.search(name) else cut(value)
    if isinstance(value, dict):
        return {inner: cut_any(str(inner), held) for inner, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [cut_any(name, held) for held in value]
    return value


def cut_secrets(_logger, _method, event: dict) -> dict:
    """A structlog processor: every value of the line is cut, the traceback too."""
    return {name: cut_any(name, value) if not name.startswith("_") else value for name, value in event.items()}


def _drop_server_sizes(_logger, _method, event: dict) -> dict:
    """Django hands the request object along; a log line has no use for it."""
    for name in ("request", "server_time"):
        event.pop(name, None)
    return event


_SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    _drop_server_sizes,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(level: str, *, as_json: bool) -> dict:
    """Set structlog up, and give Django's LOGGING: everything goes to standard error, in one form."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *_SHARED[:3], *_SHARED[5:],
                    structlog.stdlib.PositionalArgumentsFormatter(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(), wrapper_class=structlog.stdlib.BoundLogger, cache_logger_on_first_use=True)
    if as_json:
        rendered = structlog.processors.JSONRenderer(ensure_ascii=False)
    else:
        rendered = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                           structlog.processors.format_exc_info, cut_secrets, rendered],
        }},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": ["stderr"], "level": level, "propagate": False},
            # Scanners ask for hosts that are not ours all day.
            "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
            "fontTools": {"level": "WARNING"},
            # One line per act is written by the outbox itself.
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
        },
    }
