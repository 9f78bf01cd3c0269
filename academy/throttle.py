"""How often: limits that are counted in the database, so that neither a cache flush nor a second process resets them."""

from datetime import UTC, datetime, timedelta

from django.db.models import F
from django.utils.crypto import salted_hmac

from academy.models import ThrottleCount

LONGEST_WINDOW = timedelta(days=1)


def _key(action: str, who: str, seconds: int) -> str:
    """A keyed hash: the table names neither people nor addresses."""
    return salted_hmac(f"throttle:{action}:{seconds}", who, algorithm="sha256").hexdigest()


def hit(action: str, who: str, limit: int, seconds: int, at: datetime) -> bool:
    """Count one act of `who`; True while there were at most `limit` in the window of `seconds` (at most a day) around `at`.

    Windows are fixed (each starts at a multiple of `seconds`), so up to twice the limit can pass around a border. Call it
    outside the transaction it protects: an act that is rolled back still counts. Safe to call at once from many places: the
    count is raised by one conditional UPDATE on one row.
    """
    if seconds > LONGEST_WINDOW.total_seconds():
        raise ValueError("a throttle window is at most one day: older counts are purged")
    moment = int(at.timestamp())
    row = {"key": _key(action, who, seconds), "window_at": datetime.fromtimestamp(moment - moment % seconds, UTC)}
    ThrottleCount.objects.bulk_create([ThrottleCount(**row)], ignore_conflicts=True)
    return bool(ThrottleCount.objects.filter(**row, count__lt=limit).update(count=F("count") + 1))


def take_back(action: str, who: str, seconds: int, at: datetime) -> None:
    """Uncount one act counted by `hit` with the same `at`: it turned out to be no try at guessing, such as a sign-in that succeeded."""
    moment = int(at.timestamp())
    ThrottleCount.objects.filter(key=_key(action, who, seconds), window_at=datetime.fromtimestamp(moment - moment % seconds, UTC),
                                 count__gt=0).update(count=F("count") - 1)


def purge(at: datetime) -> int:
    """Forget counts whose window is over; how many rows."""
    return ThrottleCount.objects.filter(window_at__lt=at - 2 * LONGEST_WINDOW).delete()[0]
