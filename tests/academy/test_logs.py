"""A log line is one JSON object in production, carries the request's id, and never an address, a token or a password."""

import io
import json
import logging
import logging.config

import pytest
import structlog

from academy import logs


@pytest.fixture
def lines():
    """Log as production does, into a list; gives a function that reads it as JSON."""
    out = io.StringIO()
    config = logs.configure("INFO", as_json=True)
    handler = logging.StreamHandler(out)
    formatter = dict(config["formatters"]["line"])
    handler.setFormatter(formatter.pop("()")(**formatter))
    logger = logging.getLogger("academy.test_logs")
    logger.addHandler(handler)
    logger.setLevel("INFO")
    logger.propagate = False
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    logger.removeHandler(handler)
    structlog.contextvars.clear_contextvars()


def test_a_line_says_when_where_what_and_whose_request(lines):
    structlog.contextvars.bind_contextvars(request_id="abc12345")
    structlog.get_logger("academy.test_logs").info("outbox_done", key="mail:certificate:17", ms=3)
    logging.getLogger("academy.test_logs").warning("Not Found: %s", "/en/nothing/")
    ours, djangos = lines()
    assert ours["event"] == "outbox_done" and ours["key"] == "mail:certificate:17" and ours["level"] == "info" and ours["timestamp"]
    assert djangos["event"] == "Not Found: /en/nothing/" and ours["request_id"] == djangos["request_id"] == "abc12345"


@pytest.mark.parametrize(("said", "kept"), [
    ("mail to lia.learns+x@example.org failed", "mail to [address] failed"),
    ("smtp://user:word@mail.example down", "smtp://[cut]@mail.example down"),
    ("/en/x?code=123456&page=2", "/en/x?code=[cut]&page=2"),
    ("Not Found: /account/password/reset/key/1-abcdef-99/", "Not Found: /account/password/reset/key/[cut]/"),
    ("/feeds/" + "Ab_-" * 11 + "/all.ics", "/feeds/[cut]/all.ics"),
    ("Not Found: /feeds/guessed.ics", "Not Found: /feeds/[cut].ics"),
    ("mail:certificate:17:issued", "mail:certificate:17:issued"),
    ("/en/courses/co-production/what-it-is/", "/en/courses/co-production/what-it-is/"),
    ("lesson 5f0c1d6e-3a64-4f3e-9d7e-1f2a3b4c5d6e", "lesson 5f0c1d6e-3a64-4f3e-9d7e-1f2a3b4c5d6e"),
])
def test_addresses_and_secrets_are_cut_and_the_rest_is_kept(said, kept):
    assert logs.cut(said) == kept


def test_named_secrets_are_cut_at_any_depth(lines):
    structlog.get_logger("academy.test_logs").info("x", token="t", headers={"Authorization": "Bearer t", "Accept": "a"}, who=["lia@example.org"])
    (line,) = lines()
    assert line["token"] == line["headers"]["Authorization"] == "[cut]" and line["headers"]["Accept"] == "a" and line["who"] == ["[address]"]


def test_a_traceback_is_cut_too(lines):
    try:
        raise ValueError("Key (email)=(lia@example.org) already exists.")
    except ValueError:
        logging.getLogger("academy.test_logs").exception("it failed")
    (line,) = lines()
    assert "ValueError" in line["exception"] and "lia@" not in line["exception"]
