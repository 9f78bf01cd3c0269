"""A wrong value in the environment stops the start, and says which name it is and what is allowed; docs/operate.md lists them all."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "TESSERA_ENV": "production", "SECRET_KEY": "k" * 60, "BASE_URL": "https://academy.example.org", "ALLOWED_HOSTS": "academy.example.org",
    "DATABASE_URL": "postgres://tessera:word@db.example/tessera", "REDIS_URL": "redis://cache.example/0", "S3_BUCKET": "tessera",
    "EMAIL_URL": "smtp+tls://user:word@mail.example:587",
}


@pytest.fixture
def settings_with(monkeypatch, tmp_path):
    """Reads academy/settings.py afresh with these variables and no others; gives its names."""
    def read(**variables: str) -> dict:
        for name in names_read():
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("VAR_DIR", str(tmp_path))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "academy" / "settings.py"))
    return read


def names_read() -> set[str]:
    """Every environment variable that the academy's code asks for."""
    found = set()
    for path in [*ROOT.glob("academy/**/*.py"), *ROOT.glob("home/**/*.py"), *ROOT.glob("courses/**/*.py"), *ROOT.glob("deploy/**/*.py")]:
        found |= set(re.findall(r'(?:\bread\.(?:choice|switch|whole|text|folder|url|zone|json_list|mailbox|plus_address|record_store)|environ\.get|getenv)\(\s*"([A-Z][A-Z0-9_]+)"',
                                path.read_text()))
    return found - {"DJANGO_SETTINGS_MODULE"}


@pytest.mark.parametrize(("name", "value", "says"), [
    ("TESSERA_ENV", "prod", "embedded, production"),
    ("DEMO", "maybe", "1 or 0"),
    ("DEBUG", "2", "1 or 0"),
    ("PORT", "80000", "a whole number from 1 to 65535"),
    ("PORT", "٨٠", "a whole number from 1 to 65535"),
    ("VAR_DIR", "/proc/nowhere", "a folder this process may write"),
    ("DATABASE_URL", "mysql://root:word@db/x", "sqlite:, postgres:, postgresql:"),
    ("REDIS_URL", "memcached://x", "redis:, rediss:, unix:"),
    ("CELERY_BROKER_URL", "amqp://guest:guest@x", "redis:, rediss:, redis+socket:"),
    ("BASE_URL", "academy.example.org", "http:, https:"),
    ("TIME_ZONE", "Europe/Lisboa", "an IANA time zone such as Europe/Lisbon"),
    ("EMAIL_URL", "http://mail", "smtp:"),
    ("OUTBOX_LEASE_SECONDS", "0", "a whole number from 1 to 3600"),
    ("UPLOAD_MAX_MB", "-5", "a whole number from 1 to 4096"),
    ("HANDED_IN_MAX_MB", "1e3", "a whole number from 1 to 1024"),
    ("REPLY_MAILBOX_URL", "imap://u:word@mail.example/INBOX", "imaps:"),
    ("REPLY_MAILBOX_URL", "imaps://mail.example/INBOX", "imaps://NAME:SECRET@host/INBOX"),
    ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING, ERROR"),
    ("OIDC_PROVIDERS", "{", "a JSON list"),
    ("SENTRY_DSN", "key@host", "http:, https:"),
    ("TRUSTED_PROXIES", "all", "a whole number from 0 to 9"),
])
def test_a_wrong_value_names_itself_and_what_is_allowed(settings_with, name, value, says):
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_with(**{name: value})
    assert name in str(refused.value) and says in str(refused.value)
    assert "word" not in str(refused.value) and "guest@" not in str(refused.value), "no password in an error"


@pytest.mark.parametrize("missing", sorted(PRODUCTION.keys() - {"TESSERA_ENV"}))
def test_production_does_not_start_half_set_up(settings_with, missing):
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_with(**{name: value for name, value in PRODUCTION.items() if name != missing})
    assert missing in str(refused.value)


@pytest.mark.parametrize("door", ["DEMO", "DEBUG"])
def test_production_refuses_what_opens_the_door(settings_with, door):
    with pytest.raises(ImproperlyConfigured, match="refused when TESSERA_ENV=production"):
        settings_with(**PRODUCTION, **{door: "1"})


def test_production_refuses_plain_http_and_sqlite(settings_with):
    with pytest.raises(ImproperlyConfigured, match="https"):
        settings_with(**{**PRODUCTION, "BASE_URL": "http://academy.example.org"})
    with pytest.raises(ImproperlyConfigured, match="postgres"):
        settings_with(**{**PRODUCTION, "DATABASE_URL": "sqlite:////tmp/x"})


def test_production_is_set_for_the_browsers_safety(settings_with):
    made = settings_with(**PRODUCTION)
    assert made["SESSION_COOKIE_SECURE"] and made["CSRF_COOKIE_SECURE"] and made["SECURE_SSL_REDIRECT"] and made["SECURE_HSTS_SECONDS"] > 0
    assert not made["DEBUG"] and "academy.demo_sign_in.DemoBackend" not in made["AUTHENTICATION_BACKENDS"]


def test_embedded_needs_nothing(settings_with):
    made = settings_with()
    assert made["DATABASES"]["default"]["ENGINE"].endswith("sqlite3") and made["CELERY_BROKER_URL"] == ""
    assert made["EMAIL_BACKEND"] == "academy.mail_files.EmailBackend"


def test_a_redis_by_socket_is_the_brokers_too(settings_with):
    assert settings_with(REDIS_URL="unix:///run/redis?db=3")["CELERY_BROKER_URL"] == "redis+socket:///run/redis?virtual_host=3"


def test_the_start_itself_stops_and_says_why(tmp_path):
    done = subprocess.run([sys.executable, "manage.py", "check"], env={**os.environ, "DJANGO_SETTINGS_MODULE": "academy.settings", "PORT": "x",
                          "VAR_DIR": str(tmp_path)}, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0 and "PORT='x' is not usable. Allowed: a whole number from 1 to 65535." in done.stderr


def test_the_operators_book_lists_every_variable_and_no_other():
    listed = set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", (ROOT / "docs" / "operate.md").read_text(), re.MULTILINE))
    assert listed == names_read()


@pytest.mark.parametrize(("given", "wanted"), [
    ({"REPLY_MAILBOX_URL": "imaps://answers:word@mail.example.org/INBOX"}, "answers@mail.example.org"),
    ({"REPLY_MAILBOX_URL": "imaps://answers%40town.example:word@mail.example.org/INBOX"}, "answers@town.example"),
    ({"REPLY_MAILBOX_URL": "imaps://answers:word@mail.example.org/INBOX", "REPLY_ADDRESS": "Academy@town.example"}, "academy@town.example"),
    ({"REPLY_ADDRESS": "academy@town.example"}, ""),
    ({}, ""),
])
def test_answers_go_to_the_mailbox_that_is_read(settings_with, given, wanted):
    assert settings_with(**given)["REPLY_ADDRESS"] == wanted


@pytest.mark.parametrize("address", ["a+b@x.org", "much-too-long-a-name-to-add-to@x.org", "no-at", "a@x.org\r\nBcc: e@x.org"])
def test_an_address_that_cannot_carry_a_secret_is_refused(settings_with, address):
    with pytest.raises(ImproperlyConfigured, match="REPLY_ADDRESS"):
        settings_with(REPLY_MAILBOX_URL="imaps://u:word@mail.example.org/INBOX", REPLY_ADDRESS=address)
