"""Barcelona's participated space in the demo, from space.toml: seats as offices and invented bodies, a motor group, two working groups at work and one that ended.

Laid by the same verbs as everybody's, with the clock handed in. The holders are invented; none of them is, or stands for, a real person.
"""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from allauth.account.models import EmailAddress

from academy.models import Organisation, PartnerCity, User
from cohorts.models import ParticipatedSpace, SpaceSeat, WorkingGroup
from cohorts.spaces import delegating, grouping, joining, seating, tasking

FILE = Path(__file__).with_suffix(".toml")
CITY = "barcelona"


def lay_space(now: datetime) -> bool:
    """Once, after the demo people; False when it is there, or its city or coordinator is not."""
    told, city = tomllib.loads(FILE.read_text()), PartnerCity.objects.filter(slug=CITY).first()
    by = User.objects.filter(email="coordinator-barcelona@demo.example").first()
    if city is None or by is None or ParticipatedSpace.objects.filter(slug=told["space"]["slug"]).exists():
        return False
    bodies = {each["name"]: Organisation.objects.get_or_create(name=each["name"], city=city)[0] for each in told["body"]}
    people = _people(told, city, bodies)
    space = _space(told, city, people, by, now)
    for about in told["group"]:
        _group(space, about, people, by, now)
    return True


def _people(told: dict, city: PartnerCity, bodies: dict[str, Organisation]) -> dict[str, User]:
    """{login: person} of whoever is named in the file; members of the space who are not demo people already are made, and can sign in as the others do."""
    speaks_for = {holder: bodies[each["name"]] for each in told["body"] for holder in each["holders"] if holder}
    for login, name in told["people"].items():
        person, made = User.objects.get_or_create(email=f"{login}@demo.example", defaults={
            "name": name, "city": city, "organisation": speaks_for.get(login), "language": "en", "languages": city.languages, "time_zone": city.time_zone})
        if made:
            person.set_unusable_password()
            person.save()
            EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    return {each.email.removesuffix("@demo.example"): each for each in User.objects.filter(email__endswith="@demo.example").exclude(email__contains="@members.")}


def _space(told: dict, city: PartnerCity, people: dict[str, User], by: User, now: datetime) -> ParticipatedSpace:
    about, at = told["space"], now - timedelta(days=told["space"]["opened_days_ago"])
    space = seating.begin_space(city, name=about["name"], purpose=about["purpose"].strip(), language="en", by=by, at=at)
    ParticipatedSpace.objects.filter(pk=space.pk).update(slug=about["slug"])
    space.slug = about["slug"]
    seating.open_space(space, by, at)
    space.refresh_from_db()
    rows = [(each["kind"], None, each["title"], [each["holder"]]) for each in told["seat"]]
    rows[2:2] = [("body", Organisation.objects.get(name=each["name"], city=city), "", each["holders"]) for each in told["body"]]
    for kind, organisation, title, holders in rows:
        seats = seating.give_seats(space, kind=kind, organisation=organisation, title=title, how_many=len(holders), by=by, at=at)
        for seat, login in zip(seats, holders, strict=True):
            if login:
                seating.name_holder(seat, people[login], space.day_of(at), by, at)
    away = told["delegation"]
    holding = SpaceSeat.objects.get(space=space, holdings__person=people[away["holder"]]).holdings.select_related("seat__space__city", "person").get()
    began = now - timedelta(days=away["days_ago"])
    delegating.let_sit_in(holding, people[away["to"]], space.day_of(began), space.day_of(now + timedelta(days=away["days_ahead"])), away["reason"], began)
    return space


def _group(space: ParticipatedSpace, about: dict, people: dict[str, User], by: User, now: datetime) -> None:
    at = now - timedelta(days=about["begun_days_ago"])
    organiser, *others = about["members"]
    group = grouping.begin_group(space, people[organiser], by=by, at=at, kind=about["kind"], slug=about["slug"], name=about["name"], theme=about["theme"], language="en",
                                 initial_proposal=about["initial_proposal"].strip() if "initial_proposal" in about else "", door=about["door"], starts_on=space.day_of(at),
                                 ends_on=space.day_of(now + timedelta(days=about["ends_in_days"])))
    for number, login in enumerate(others, start=1):
        joining.name_member(people[login], group, people[organiser], at + timedelta(days=2 * number), organisation=people[login].organisation)
    if "asking" in about:
        joining.join(people[about["asking"]["who"]], group, now - timedelta(days=2), words=about["asking"]["words"])
    for told in about.get("tasks", ()):
        _task(group, told, people, organiser, now)
    if "closed_days_ago" in about:
        grouping.close_group(group, about["closing_words"], people[organiser], now - timedelta(days=about["closed_days_ago"]))


def _task(group: WorkingGroup, told: dict, people: dict[str, User], organiser: str, now: datetime) -> None:
    given_at = now + timedelta(days=min(told["due"], 0) - 30)
    task = tasking.give_task(group, title=told["title"], owner=people[told["owner"]], due_on=group.space.day_of(now + timedelta(days=told["due"])), by=people[organiser], at=given_at)
    if "done" in told:
        tasking.finish_task(task, people[told["owner"]], now + timedelta(days=told["done"]))
    if "dropped" in told:
        tasking.drop_task(task, told["why"], people[organiser], now + timedelta(days=told["dropped"]))
