"""The environment, read once and loudly: a bad value stops the start with its name and what is allowed."""

import json
import os
import re
import zoneinfo
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


_PASSWORD = re.compile(r"(?<=:)[^:@/]+(?=@)")


def bad(name: str, value: object, allowed: str) -> ImproperlyConfigured:
    """The error for an unusable value: shown to the operator, kept in logs, so without the password an address may hold."""
    if isinstance(value, str):
        value = _PASSWORD.sub("***", value)
    return ImproperlyConfigured(f"{name}={value!r} is not usable. Allowed: {allowed}.")


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = os.environ.get(name, default)
    if value not in allowed:
        raise bad(name, value, ", ".join(allowed))
    return value


def switch(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "")
    if value == "":
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"0", "false", "no", "off"}:
        return False
    raise bad(name, value, "1 or 0")


def whole(name: str, default: int, low: int, high: int) -> int:
    value = os.environ.get(name, "")
    if value == "":
        return default
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        raise bad(name, value, f"a whole number from {low} to {high}")
    return int(value)


def text(name: str, default: str = "", required_because: str = "") -> str:
    value = os.environ.get(name, default)
    if required_because and not value:
        raise ImproperlyConfigured(f"{name} is missing: {required_because}.")
    return value


def folder(name: str, default: Path) -> Path:
    value = Path(os.environ.get(name) or default).resolve()
    try:
        value.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise bad(name, str(value), f"a folder this process may write ({error.strerror})") from error
    return value


def url(name: str, default: str, schemes: tuple[str, ...]) -> str:
    value = os.environ.get(name, default)
    if value and urlsplit(value).scheme not in schemes:
        raise bad(name, value, "an address that starts with " + ", ".join(f"{s}:" for s in schemes))
    return value


def mailbox(name: str) -> str:
    """The address of an IMAP mailbox over TLS, or empty."""
    value = url(name, "", ("imaps",))
    parts = urlsplit(value)
    if value and not (parts.hostname and parts.username and parts.password):
        raise bad(name, value, "imaps://NAME:SECRET@host/INBOX, both percent-encoded")
    return value


def record_store(name: str, schemes: tuple[str, ...]) -> str:
    """The address of a learning record store, or empty."""
    value = url(name, "", schemes)
    parts = urlsplit(value)
    if value and not (parts.hostname and parts.username and parts.password):
        raise bad(name, value, f"{schemes[0]}://KEY:SECRET@host/path/, both percent-encoded")
    return value


def plus_address(name: str, mailbox_url: str) -> str:
    """The mail address of a mailbox, to which `+...` can be added before the @: given, or the user of the mailbox. Empty without a mailbox."""
    if not mailbox_url:
        return ""
    parts = urlsplit(mailbox_url)
    user = unquote(parts.username or "")
    value = os.environ.get(name) or (user if "@" in user else f"{user}@{parts.hostname}")
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,26}@[A-Za-z0-9.-]{1,180}", value):
        raise bad(name, value, "an address such as academy@example.org, with at most 26 letters before the @ and no + in it")
    return value.lower()


def zone(name: str, default: str) -> str:
    value = os.environ.get(name, default)
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise bad(name, value, "an IANA time zone such as Europe/Lisbon") from error
    return value


def json_list(name: str) -> list[dict]:
    value = os.environ.get(name, "")
    if not value:
        return []
    try:
        parsed = json.loads(value)
    except ValueError as error:
        # The value is not repeated: it may hold secrets.
        raise bad(name, "…", f"a JSON list ({error})") from None
    if not isinstance(parsed, list) or not all(isinstance(entry, dict) for entry in parsed):
        raise bad(name, "…", "a JSON list of objects")
    return parsed
