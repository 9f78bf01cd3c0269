"""Who was there: marks on a session, from the list, with the code on a ticket, or sent later by a phone that had no network.

The later word about a person and a session holds, whoever said it: the log keeps every mark with its moment and the key its
device gave it. So a mark sent twice counts once, and a late one does not undo what somebody saw after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import Event, record
from academy.models.people import Role
from academy.permissions import can, coordinated_city_ids, grants
from cohorts.logging_visits import log_visit
from cohorts.models import HOLDS_SEAT, Attendance, Exchange, ExchangeSession, Registration, RegistrationState
from cohorts.permissions import organises_group_of
from cohorts.refusals import Refused
from cohorts.seats import binding_quotas, give_back_seat, has_room, lock, take_seat

KIND = "attendance"  # of the log's lines
DONE, KNOWN, OLDER, UNKNOWN, FULL = "done", "known", "older", "unknown", "full"


@dataclass(frozen=True, slots=True)
class Mark:
    """`key`: made by the device, one per mark. `at`: when it was set, by the academy's clock. `way`: list or code."""

    key: str
    code: str
    there: bool
    at: datetime
    way: str = "list"


def on_list_of(user, exchange: Exchange):
    """The registrations this person finds on the attendance list: all for the host city's coordinators and facilitators, who stand at its
    door; those of their own city for a co-host's coordinators. Somebody of another city shows a co-host their ticket."""
    if not can(user, "attendance.mark", exchange):
        return Registration.objects.none()
    rows = exchange.registrations.exclude(state=RegistrationState.REJECTED)
    return rows if stands_at_hosts_door(user, exchange) else rows.filter(city_id__in=coordinated_city_ids(user))


def stands_at_hosts_door(user, exchange: Exchange) -> bool:
    return user.is_superuser or any(city == exchange.host_city_id and role in (Role.CITY_COORDINATOR, Role.FACILITATOR) for role, city in grants(user)) \
        or organises_group_of(user, exchange)


def name_at_door(registration: Registration) -> str:
    """Never a whole e-mail address, which stands in for the name of who has given none elsewhere."""
    person = registration.person
    return registration.guest_name if person is None else person.name if person.name and not person.erased_at else person.get_short_name()


def session_at(exchange: Exchange, at: datetime) -> ExchangeSession | None:
    """The session somebody at the door means at the moment `at`: the one that runs, else the one nearest in time. None when none stands."""
    def away(session: ExchangeSession):
        return max((session.starts_at - at).total_seconds(), (at - session.ends_at).total_seconds(), 0)
    return min(exchange.sessions.standing(), key=away, default=None)


def log_key(registration_id: int, session: ExchangeSession) -> str:
    return f"{registration_id}:{session.key}"


def apply_marks(session: ExchangeSession, marks: Iterable[Mark], rows, by, at: datetime) -> dict[str, str]:
    """{key of a mark: what became of it}: done, known (sent before), older (something later was said), unknown (not among `rows`), full (no seat).

    `rows`: the registrations `by` may mark. Raises Refused for a session that is cancelled or not published. Any number of marks takes
    one lock and five reads; writing is per mark.
    """
    marks = sorted(marks, key=lambda mark: mark.at)
    with transaction.atomic():
        exchange = lock(session.exchange_id)
        session.refresh_from_db()
        _refuse_a_closed_door(exchange, session)
        found = {each.code: each for each in rows.filter(code__in={mark.code for mark in marks}).select_related("person")}
        said = _Said(session, found.values())
        there = set(Attendance.objects.filter(exchange_session=session, registration__in=found.values()).values_list("registration_id", flat=True))
        return {mark.key: _apply(mark, found.get(mark.code), exchange, session, said, there, by, at) for mark in marks}


def mark_one(session: ExchangeSession, registration: Registration, there: bool, by, at: datetime, *, key: str, way: str = "list") -> str:
    """One mark made now; see apply_marks for the answers."""
    mark = Mark(key, registration.code, there, at, way)
    return apply_marks(session, [mark], Registration.objects.filter(pk=registration.pk), by, at)[key]


def _refuse_a_closed_door(exchange: Exchange, session: ExchangeSession) -> None:
    if session.is_cancelled or exchange.is_cancelled or not exchange.is_public:
        raise Refused("no_session", _("This session is cancelled or not published: nobody can be marked."))


class _Said:
    """What the log says of these people at this session: the keys it knows, and the moment of the last word."""

    def __init__(self, session: ExchangeSession, registrations: Iterable[Registration]) -> None:
        self.keys: set[str] = set()
        self.last: dict[str, datetime] = {}
        self.came_as: dict[str, str] = {}
        wanted = [log_key(each.pk, session) for each in registrations]
        for line in Event.objects.filter(object_kind=KIND, object_key__in=wanted).order_by("at"):
            self.add(line.object_key, line.details.get("mark", ""), line.at, line.details.get("was"))

    def add(self, key: str, mark: str, at: datetime, was: str | None) -> None:
        self.keys.add(mark)
        self.last[key] = max(at, self.last.get(key, at))
        if was:
            self.came_as[key] = was


def _apply(mark: Mark, one: Registration | None, exchange, session, said: _Said, there: set[int], by, now: datetime) -> str:
    if one is None:
        return UNKNOWN
    key = log_key(one.pk, session)
    if mark.key in said.keys:
        return KNOWN
    at = min(mark.at, now)
    if key in said.last and at <= said.last[key]:
        return OLDER
    if mark.there == (one.pk in there):
        return KNOWN
    was = one.state
    if mark.there:
        if not one.holds_seat and not _seat(exchange, one):
            return FULL
        Attendance.objects.create(registration=one, exchange_session=session, marked_at=at, marked_by=by, way=mark.way)
        _turn(one, RegistrationState.ATTENDED, now)
        there.add(one.pk)
    else:
        Attendance.objects.filter(registration=one, exchange_session=session).delete()
        there.discard(one.pk)
        if not one.attendances.exists():
            _turn_back(exchange, one, said.came_as.get(key, ""), now)
    _write_down(mark, one, exchange, session, was, by, at)
    said.add(key, mark.key, at, was if mark.there else None)
    return DONE


def _write_down(mark: Mark, one: Registration, exchange: Exchange, session: ExchangeSession, was: str, by, at: datetime) -> None:
    details = {"mark": mark.key, "exchange": str(exchange.key), "way": mark.way, **({"was": was} if mark.there else {})}
    record(by, "was_there" if mark.there else "was_not_there", KIND, log_key(one.pk, session), at=at, details=details)
    if one.person is not None and not one.person.erased_at:
        log_visit(one.person, exchange, session, mark.there, at)


def _seat(exchange: Exchange, one: Registration) -> bool:
    """Somebody at the door without a seat gets one if one is free, overall and in their city's share."""
    if not has_room(exchange, binding_quotas(exchange, one.city_id, one.organisation_id)):
        return False
    take_seat(exchange, one)
    return True


def _turn(one: Registration, state: str, at: datetime) -> None:
    """The state alone: the revision stays, so that nobody gets a mail about standing at a door."""
    if one.state != state:
        Registration.objects.filter(pk=one.pk).update(state=state, offered_until=None, changed_at=at)
        one.state, one.offered_until = state, None


def _turn_back(exchange: Exchange, one: Registration, was: str, at: datetime) -> None:
    """The last mark is gone. Who had no seat before the door waits again; everybody else keeps theirs."""
    if was and was not in HOLDS_SEAT:
        give_back_seat(exchange, one)
        _turn(one, was, at)
    else:
        _turn(one, RegistrationState.REGISTERED, at)


# People who come unannounced ------------------------------------------------------------------------------

def let_in(session: ExchangeSession, name: str, city, by, at: datetime) -> Registration:
    """Somebody at the door whom nobody expected: a registration without an account, with a seat, and marked. Doing it twice lets in one.

    Raises Refused when no seat is free, overall or in their city's share. Registration may be closed: that is for people at home.
    """
    with transaction.atomic():
        exchange = lock(session.exchange_id, new_place=True)
        session.refresh_from_db()
        _refuse_a_closed_door(exchange, session)
        kept = exchange.registrations.filter(person=None, guest_name__iexact=name, city=city).first() or Registration(
            exchange=exchange, guest_name=name, city=city, place=exchange.next_place, asked_at=at, entered_by=by, state=RegistrationState.WITHDRAWN)
        if not kept.holds_seat and not _seat(exchange, kept):
            raise Refused("full", _("No seat is free: neither in all, nor in what their city may take, if it has a share."))
        if kept.pk is None:
            kept.state, kept.changed_at = RegistrationState.REGISTERED, at
            kept.save()
            record(by, kept.state, "registration", kept.pk, at=at, details={"exchange": str(exchange.key), "office": True, "at_the_door": True})
        elif not kept.holds_seat:
            _turn(kept, RegistrationState.REGISTERED, at)
        if not kept.attendances.filter(exchange_session=session).exists():
            mark = Mark(f"door-{kept.pk}-{at.isoformat()}", kept.code, True, at)
            Attendance.objects.create(registration=kept, exchange_session=session, marked_at=at, marked_by=by)
            _write_down(mark, kept, exchange, session, kept.state, by, at)
            _turn(kept, RegistrationState.ATTENDED, at)
    return kept


# Numbers -------------------------------------------------------------------------------------------------

def there_at(session: ExchangeSession) -> dict[str, datetime]:
    """{code of a registration: when it was marked}"""
    return dict(Attendance.objects.filter(exchange_session=session).values_list("registration__code", "marked_at"))
