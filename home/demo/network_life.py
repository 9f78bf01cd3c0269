"""A year of the demo's network: eight to twenty-five members of each city who learned, visited and mentored in 2026. They have no way to sign in, and stand in the log
alone: nobody's roster or round is fuller for them, only the figures of the network and of the cities, and the past exchanges they went to."""

import random
import uuid
from datetime import UTC, datetime, timedelta
from functools import partial

from academy.counting_events import count_all
from academy.measures import readers
from academy.models import Event, GiftKind, HoursGiven, LedgerSubject, PartnerCity, Uncounted, User
from courses.models import CoursePage
from home.demo.open_days import lay_open_days

# city: (members, months they joined in, cities they visit with how many, cities they mentor in with how many)
LIFE = {
    "cascais": (25, (1, 8), {"mahdia": 8, "barcelona": 6}, {"mahdia": 7, "cascais": 6}),
    "barcelona": (24, (1, 9), {"cascais": 11, "pamplona": 3}, {"sidi-bouzid": 6, "barcelona": 8}),
    "pordenone": (18, (2, 9), {"cascais": 6, "larissa": 4}, {"larissa": 2}),
    "pamplona": (15, (2, 8), {"barcelona": 9}, {"pamplona": 5}),
    "garges-les-gonesse": (12, (3, 10), {"mahdia": 5, "cascais": 2}, {"mahdia": 5}),
    "mahdia": (21, (1, 7), {"cascais": 9, "sidi-bouzid": 12}, {"sidi-bouzid": 8, "mahdia": 3}),
    "sidi-bouzid": (14, (4, 9), {"mahdia": 7}, {"mahdia": 1}),
    "larissa": (8, (6, 10), {"pordenone": 3}, {}),
}
PUBLICS = ("starting", "starting", "practising", "student", "starting", "practising", "")
LESSONS = 9  # most that a member did
_NAMESPACE = uuid.UUID("5ad0c0de-0000-4000-8000-0000000000b5")


def lay_network_life(now: datetime) -> int:
    """Once; how many members. The same members did the same on the same days, whenever it is laid; what would lie after `now` is left out."""
    cities = {city.slug: city for city in PartnerCity.objects.filter(slug__in=LIFE)}
    if User.objects.filter(email="member-1@members.demo.example").exists() or len(cities) < len(LIFE):
        return 0
    course = CoursePage.objects.filter(alias_of=None).order_by("pk").first()
    members = _members(cities)
    lines: list[Event] = []
    for slug, (_many, (first, last), visits, mentoring) in LIFE.items():
        own = members[slug]
        for place, person in enumerate(own):
            _learned(partial(_line, lines, person), course, place, _day(first + (last - first) * place // len(own), place))
        _visited(lines, own, visits, cities)
        _assessed(lines, own)
        _mentored(lines, own, {other: members[other] for other in mentoring}, mentoring)
    lines = [line for line in lines if line.at < now]
    _hosted(lines, cities, now)
    Event.objects.bulk_create(lines, batch_size=2000)
    counted = readers()
    Uncounted.objects.bulk_create([Uncounted(event=line) for line in lines if (line.verb, line.object_kind) in counted], batch_size=2000)
    HoursGiven.objects.bulk_create(_hours_of(lines))
    count_all()
    return sum(map(len, members.values()))


def _members(cities: dict[str, PartnerCity]) -> dict[str, list[User]]:
    made: dict[str, list[User]] = {}
    number = 0
    for slug, (many, *_rest) in LIFE.items():
        city = cities[slug]
        made[slug] = []
        for _each in range(many):
            number += 1
            person = User(email=f"member-{number}@members.demo.example", name=f"Demo member {number}", city=city, language="en", languages=city.languages,
                          time_zone=city.time_zone, entry_path=PUBLICS[number % len(PUBLICS)], joined_at=_day(1, number))
            person.password = "!demo"  # what Django calls unusable: nobody signs in with it
            made[slug].append(person)
    User.objects.bulk_create([person for people in made.values() for person in people])
    LedgerSubject.objects.bulk_create([LedgerSubject(user=person, subject=uuid.uuid5(_NAMESPACE, person.email)) for people in made.values() for person in people])
    return made


def _day(month: int, number: int) -> datetime:
    return datetime(2026, month, 1 + number * 7 % 27, 9 + number % 9, tzinfo=UTC)


def _line(lines: list, person: User, verb: str, kind: str, key, at: datetime, **details) -> None:
    lines.append(Event(id=uuid.uuid5(_NAMESPACE, f"{person.email} {verb} {key} {at}"), at=at, subject=person.ledger_subject.subject, verb=verb, object_kind=kind, object_key=str(key),
                       city_id=person.city_id, entry_path=person.entry_path, details=details))


def _learned(line, course: CoursePage | None, place: int, at: datetime) -> None:
    if course is None:
        return
    line("joined", "course", course.translation_key, at)
    did = LESSONS - place % 4 * 2
    for lesson in range(did):
        line("completed", "lesson", uuid.uuid5(_NAMESPACE, f"lesson {lesson}"), at + timedelta(days=3 + 4 * lesson), course=str(course.translation_key))
    if did == LESSONS:
        line("finished", "course", course.translation_key, at + timedelta(days=4 * did), score=None)


def _visited(lines: list, own: list[User], visits: dict[str, int], cities: dict[str, PartnerCity]) -> None:
    chance = random.Random(own[0].email)
    for turn, (other, many) in enumerate(visits.items()):
        on = _day(4 + 3 * turn, many)
        for person in chance.sample(own, many):
            _line(lines, person, "attended", "exchange", uuid.uuid5(_NAMESPACE, f"exchange {other} {on:%m}"), on, session=str(uuid.uuid5(_NAMESPACE, f"session {other} {on}")),
                  host=cities[other].pk, on=f"{on:%Y-%m-%d}")


def _hosted(lines: list, cities: dict[str, PartnerCity], now: datetime) -> None:
    """What somebody was at was held: an exchange for each the lines name."""
    hosts = {city.pk: city for city in cities.values()}
    held: dict[tuple[str, int], set[datetime]] = {}
    for line in lines:
        if line.verb == "attended":
            held.setdefault((line.object_key, line.details["host"]), set()).add(line.at)
    for (key, host), days in held.items():
        lay_open_days(hosts[host], uuid.UUID(key), days, now)


def _mentored(lines: list, own: list[User], others: dict[str, list[User]], mentoring: dict[str, int]) -> None:
    """So many pairs, who meet an hour and a half each month from May on."""
    for other, many in mentoring.items():
        for place in range(many):
            giver, receiver = own[place], others[other][-1 - place]
            for month in range(5, 12):
                on = _day(month, place)
                about = {"minutes": 90, "skill": "", "level": None, "on": f"{on:%Y-%m-%d}"}
                key = uuid.uuid5(_NAMESPACE, f"{giver.email} {receiver.email} {on}")
                _line(lines, giver, "mentored", "mentoring_session", key, on, city=receiver.city_id, **about)
                _line(lines, receiver, "was_mentored", "mentoring_session", key, on, city=giver.city_id, **about)


def _hours_of(lines: list[Event]) -> list[HoursGiven]:
    """The solidarity ledger's lines of the same meetings."""
    received = {line.object_key: line for line in lines if line.verb == "was_mentored"}
    return [HoursGiven(kind=GiftKind.MENTORING, minutes=line.details["minutes"], on=line.at.date(), written_at=line.at, source=f"mentoring_session:{line.object_key}",
                       giver=line.subject, giver_city_id=line.city_id, receiver=received[line.object_key].subject, receiver_city_id=received[line.object_key].city_id)
            for line in lines if line.verb == "mentored"]


SAID = {  # level before; how much higher the first, second ... of a city put themselves after
    "entrecomp-spotting-opportunities": (2, (1, 2, 1, 0, 2, 1, 1)), "entrecomp-working-with-others": (3, (2, 1, 2, 2, 1, 0, 1)),
    "entrecomp-financial-and-economic-literacy": (1, (1, 0, 1, 2, 1, 1, 0)), "entrecomp-mobilising-others": (2, (1, 1, 0, 1, -1, 2, 1)),
    "entrecomp-planning-and-management": (2, (0, 1, 1, 1, 2, 0, 1)), "entrecomp-learning-through-experience": (3, (2, 2, 1, 1, 2, 1, 3)),
}


def _assessed(lines: list, own: list[User]) -> None:
    """The first seven of a city said where they stood before and after."""
    for place, person in enumerate(own[:7]):
        before = {code: level + place % 2 for code, (level, _gains) in SAID.items()}
        after = {code: before[code] + gains[place] for code, (_level, gains) in SAID.items()}
        _line(lines, person, "assessed", "skills", uuid.uuid5(_NAMESPACE, f"assessed {person.email}"), _day(10, place), moment="after", levels=after, before=before)
