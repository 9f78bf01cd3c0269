"""The format of xAPI statements, 1.0.3 (ADL) and 2.0 (IEEE 9274.1.1): values in, a dictionary out.

The two differ, for what we say, in the number a statement carries and in the header it travels with.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

VERSIONS = {"1.0.3": "1.0.3", "2.0": "2.0.0"}
HEADER = "X-Experience-API-Version"


@dataclass(frozen=True, slots=True)
class Said:
    """A word with its address: a verb or an activity. `words`: {language: text}; `kind`: an activity's type (an address), empty for a verb."""

    iri: str
    words: dict[str, str]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who (an account, never a name or an address), did what, to what. `minutes`, `percent`: of the result, where there is one; `parents`: activities it is
    part of; `extensions`: {address: value} of the context."""

    id: UUID
    at: datetime
    home_page: str
    account: str
    verb: Said
    activity: Said
    platform: str
    completed: bool | None = None
    passed: bool | None = None
    percent: int | None = None
    minutes: int | None = None
    parents: tuple[Said, ...] = ()
    extensions: dict = field(default_factory=dict)


def as_data(said: Statement, version: str = "1.0.3") -> dict:
    """The statement as JSON's own values. KeyError for a version we do not speak."""
    context: dict = {"platform": said.platform}
    if said.parents:
        context["contextActivities"] = {"parent": [_activity(each) for each in said.parents]}
    if said.extensions:
        context["extensions"] = said.extensions
    data = {
        "id": str(said.id), "actor": {"objectType": "Agent", "account": {"homePage": said.home_page, "name": said.account}},
        "verb": {"id": said.verb.iri, "display": said.verb.words}, "object": _activity(said.activity),
        "context": context, "timestamp": moment(said.at), "version": VERSIONS[version]}
    result = _result(said)
    return {**data, "result": result} if result else data


def _activity(said: Said) -> dict:
    return {"objectType": "Activity", "id": said.iri, "definition": {"type": said.kind, "name": said.words}}


def _result(said: Statement) -> dict:
    result: dict = {}
    if said.completed is not None:
        result["completion"] = said.completed
    if said.passed is not None:
        result["success"] = said.passed
    if said.percent is not None:
        result["score"] = {"scaled": said.percent / 100, "raw": said.percent, "min": 0, "max": 100}
    if said.minutes is not None:
        result["duration"] = duration(said.minutes)
    return result


def duration(minutes: int) -> str:
    """ISO 8601, such as PT1H30M."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def moment(at: datetime) -> str:
    """ISO 8601 in UTC, to the millisecond, as both versions ask for at least."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
