"""From a line of the log to an xAPI statement. People stand in it by their number in the ledgers, never by name or address."""

from django.conf import settings

from academy.models import Event
from academy.standards.xapi import Said, Statement
from academy.xapi_words import ACTIVITIES, LEARNING, MAY_LEAVE, Rendering

ACADEMY = "academy"  # the account of lines that nobody did, such as what the nightly work wrote


def statement_of(event: Event) -> Statement:
    """Every line has one; verbs and kinds that no published vocabulary names get addresses of our own."""
    rendering = LEARNING.get((event.verb, event.object_kind)) or Rendering("", event.verb.replace("_", " "))
    details = event.details if isinstance(event.details, dict) else {}
    percent, minutes = details.get("percent"), details.get("minutes")
    extensions = {own(f"extensions/{name}"): details[name] for name in MAY_LEAVE if name in details}
    if event.city_id:
        extensions[own("extensions/city")] = event.city_id
    return Statement(
        id=event.pk, at=event.at, home_page=settings.BASE_URL, account=str(event.subject or ACADEMY), platform=settings.BASE_URL,
        verb=Said(rendering.verb or own(f"verbs/{event.verb.replace(' ', '-')}"), {"en": rendering.words}),
        activity=_activity(event.object_kind, event.object_key), completed=rendering.completed, passed=rendering.passed,
        percent=percent if isinstance(percent, int) and 0 <= percent <= 100 else None, minutes=minutes if isinstance(minutes, int) and minutes >= 0 else None,
        parents=tuple(_activity(kind, details[kind]) for kind in ("course", "exchange") if kind in details and kind != event.object_kind), extensions=extensions)


def own(path: str) -> str:
    """An address of our own for what no vocabulary names. Under BASE_URL, so two academies never mean different things by one address."""
    return f"{settings.BASE_URL}/xapi/{path}"


def _activity(kind: str, key) -> Said:
    words = kind.replace("_", " ")
    return Said(own(f"activities/{kind.replace('_', '-')}/{key}"), {"en": words}, ACTIVITIES.get(kind) or own(f"activity-types/{kind.replace('_', '-')}"))
