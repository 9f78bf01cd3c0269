"""Checks at the start that look at the living database: misplaced SQLite options are ignored in silence."""

from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

ADVICE = "See DATABASES in academy/settings.py: OPTIONS must hold transaction_mode, timeout and init_command."


def _sqlite_faults(connection) -> list[str]:
    with connection.cursor() as cursor:
        mode, wait, keys = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "busy_timeout", "foreign_keys"))
    in_memory = mode == "memory"
    faults = []
    if mode != "wal" and not in_memory:
        faults.append(f"journal_mode is {mode}, not wal: readers and writers block one another.")
    if connection.transaction_mode != "IMMEDIATE":
        faults.append(f"transactions begin {connection.transaction_mode or 'DEFERRED'}, not IMMEDIATE: simultaneous writers fail.")
    if wait < 10_000:
        faults.append(f"busy_timeout is {wait} ms, not at least 10000: writers give up instead of waiting.")
    if not keys:
        faults.append("foreign_keys is off: rows may point at nothing.")
    if connection.settings_dict.get("ATOMIC_REQUESTS"):
        faults.append("ATOMIC_REQUESTS is on: every page view takes the one write lock.")
    return faults


@register(Tags.database)
def sqlite_is_set_for_many_writers(app_configs=None, databases=None, **kwargs) -> list[Error]:
    """Runs with `check --database default`, with `migrate`, and when a web or worker process starts."""
    faults = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor == "sqlite":
            try:
                faults += [Error(fault, hint=ADVICE, id="academy.E001") for fault in _sqlite_faults(connection)]
            except DatabaseError as error:
                faults.append(Error(f"The database does not open: {error}", id="academy.E002"))
    return faults


def refuse_a_wrong_database() -> None:
    """Called when a web or worker process starts: better no academy than one that loses posts under load."""
    faults = sqlite_is_set_for_many_writers(databases=["default"])
    connections.close_all()
    if faults:
        raise ImproperlyConfigured(" ".join(fault.msg for fault in faults))
