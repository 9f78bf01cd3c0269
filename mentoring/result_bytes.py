"""A JSON value as bytes that do not depend on how a database orders keys."""

import json


def bytes_of(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
