"""A session as somebody wants it to be, before it is one."""

from dataclasses import dataclass
from datetime import datetime

MATERIAL = ("starts_at", "ends_at", "place", "online_url")
ALL = ("title", "note", *MATERIAL)


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """Moments in UTC; an empty place or link means that of the exchange."""

    title: str
    starts_at: datetime
    ends_at: datetime
    note: str = ""
    place: str = ""
    online_url: str = ""

    def differs(self, session) -> bool:
        """From an ExchangeSession, in what matters to who has to be there: time and place."""
        return any(getattr(self, name) != getattr(session, name) for name in MATERIAL)

    def fields(self) -> dict:
        return {name: getattr(self, name) for name in ALL}
