"""Writing the solidarity ledger: hours given and received, once each, and undone by a further line, never by a change."""

from academy.models import HoursGiven, LedgerSubject
from academy.models.people import User


def _subject(person: User | None):
    return person.subject if person is not None else None


def give_hours(kind: str, minutes: int, *, on, at, source: str, giver: User | None = None, giver_city=None, receiver: User | None = None, receiver_city=None) -> bool:
    """Write that `minutes` were given on the day `on`. Cities are the people's own where none is handed in. `source` says what it came from,
    such as "mentoring_session:17"; False when that stands already (a second confirmation counts nothing twice). Inside the caller's transaction."""
    made = HoursGiven(kind=kind, minutes=minutes, on=on, written_at=at, source=source, giver=_subject(giver), receiver=_subject(receiver),
                      giver_city=giver_city or (giver and giver.city), receiver_city=receiver_city or (receiver and receiver.city))
    before = HoursGiven.objects.filter(source=source).exists()
    HoursGiven.objects.bulk_create([made], ignore_conflicts=True)
    return not before


def undo_hours(source: str, *, at) -> bool:
    """Take a line back by its opposite, on the same day and between the same sides; False when there is none or it is undone already."""
    found = HoursGiven.objects.filter(source=source).first()
    if found is None or HoursGiven.objects.filter(source=f"{source}:undone").exists():
        return False
    HoursGiven.objects.bulk_create([HoursGiven(kind=found.kind, minutes=-found.minutes, on=found.on, written_at=at, source=f"{source}:undone", giver=found.giver,
                                               giver_city_id=found.giver_city_id, receiver=found.receiver, receiver_city_id=found.receiver_city_id)], ignore_conflicts=True)
    return True


def known_subject(person: User):
    """The subject of somebody who has one already; None otherwise (reading makes no rows)."""
    return LedgerSubject.objects.filter(user=person).values_list("subject", flat=True).first()
