"""The demo's incubation at the hub of Mahdia: a journey under way and one that is over, a project made together, niches, and whom it trains. All invented."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from academy import ways
from academy.demo_sign_in import DEMO_DOMAIN
from academy.models import Hub, HubWorker, Organisation, User
from home.hub_figures import cells_from, due_quarters
from mentoring.incubation import advising, journeys, milestones, niches, offers, projects
from mentoring.models import CoProject, HubFigures, IncubationJourney, Niche

LEADS, FOUNDED, LAWYER = (f"incubation-{number}{DEMO_DOMAIN}" for number in (1, 2, 3))
PEOPLE = {LEADS: "Nesrine Mithal", FOUNDED: "Tarek Khayal", LAWYER: "Wafa Takhayyul"}
STEPS = [("Five first members, and what each brings", -95, -100), ("Twenty bags sewn and sold at the market", -50, -46), ("Statutes read by somebody who knows", -20, -18),
         ("A room with light for six", 25, None), ("First order from a shop", 60, None), ("The co-operative is registered", 110, None)]
ADVICE = [("mentor", -80, 90, "What a bag costs when hours count"), ("law", -62, 60, "Which form suits five"), ("mentor", -41, 120, "Two shops that might sell them"),
          ("law", -19, 75, "The draft of the statutes"), ("mentor", -6, 45, "How to speak of the nets")]
NICHES = {
    "mahdia": [("Drying fruit with the sun", "Figs and tomatoes are thrown away in August, and dried ones are bought from elsewhere in winter."),
               ("Repairing fishing nets, and what is made of old ones", "Three who can do it are over sixty. Young people ask how one learns it.")],
    "sidi-bouzid": [("Drying and storing fruit together", "Each farm sells fresh in the same two weeks, and prices fall.")],
}
# What was asked in each quarter, as numbers_of gives it: asked, in time, passed on, taken up, women, young, helped, helped in part.
QUARTERS = [(14, 11, 9, 6, 8, 5, 7, 3), (22, 19, 15, 11, 13, 9, 12, 6), (31, 27, 18, 13, 17, 8, 16, 9), (27, 24, 17, 14, 18, 11, 15, 7)]


def lay_incubation(now: datetime) -> None:
    """Each once; after the directory, the hubs and their requests. Nothing where the hub of Mahdia is not open."""
    hubs = {hub.city.slug: hub for hub in Hub.objects.open().select_related("city").filter(city__slug__in=NICHES)}
    hub = hubs.get("mahdia")
    if hub is None:
        return
    by = next((each.person for each in HubWorker.objects.current(now.date()).filter(hub=hub).select_related("person")), None)
    if by is not None and not IncubationJourney.objects.filter(hub=hub).exists():
        for email, name in PEOPLE.items():
            _person(email, name, hub)
        _under_way(hub, by, now)
        _over(hub, by, now)
    if not CoProject.objects.filter(hub=hub).exists():
        _project(hub, by, now)
    for slug, told in NICHES.items():
        if slug in hubs and not Niche.objects.filter(hub=hubs[slug]).exists():
            for number, (title, why) in enumerate(told):
                niches.note(hubs[slug], None, by=by, at=now - timedelta(days=40 - 9 * number), title=title, why=why, language="en", call="")
    _trains(hub, by, now)
    _figures(hub, now)


def _person(email: str, name: str, hub: Hub) -> None:
    person, made = User.objects.get_or_create(email=email, defaults={"name": name, "city": hub.city, "language": "fr", "languages": hub.city.languages, "time_zone": hub.city.time_zone})
    if made:
        person.set_unusable_password()
        person.save()
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)


def _under_way(hub: Hub, by, now: datetime) -> None:
    begun = now - timedelta(days=120)
    journey = journeys.begin(hub, email=LEADS, by=by, at=begun, title="Bags from old nets (demo)", stage="starting", started_on=begun.date(), place=journeys.workspaces_of(hub).first(),
                             words="Five of us sew bags and hammocks from fishing nets that nobody repairs any more. We want to sell together, decide together, and be paid for every hour.")
    for title, due, reached in STEPS:
        set_ = milestones.add(journey, title=title, due_on=(now + timedelta(days=due)).date(), by=by, at=begun)
        if reached is not None:
            milestones.reach(set_, on=(now + timedelta(days=reached)).date(), by=by, at=now + timedelta(days=reached))
    mentor = f"mentor{DEMO_DOMAIN}" if User.objects.filter(email=f"mentor{DEMO_DOMAIN}").exists() else FOUNDED
    advise = {"mentor": advising.name_adviser(journey, email=mentor, field="marketing", by=by, at=begun), "law": advising.name_adviser(journey, email=LAWYER, field="legal", by=by, at=begun)}
    for who, ago, minutes, about in ADVICE:
        advising.write_time(advise[who], on=(now + timedelta(days=ago)).date(), minutes=minutes, about=about, at=now + timedelta(days=ago))


def _over(hub: Hub, by, now: datetime) -> None:
    begun = now - timedelta(days=330)
    journey = journeys.begin(hub, email=FOUNDED, by=by, at=begun, title="Bread for two schools (demo)", stage="growing", started_on=begun.date(), place=None,
                             words="A bakery of four, and flour from here.")
    for number, title in enumerate(("An oven is found", "The first school signs", "Registered as a co-operative")):
        on = begun + timedelta(days=70 * (number + 1))
        milestones.reach(milestones.add(journey, title=title, due_on=on.date(), by=by, at=begun), on=on.date(), by=by, at=on)
    adviser = advising.name_adviser(journey, email=LAWYER, field="legal", by=by, at=begun)
    advising.write_time(adviser, on=(begun + timedelta(days=20)).date(), minutes=180, about="Statutes", at=begun + timedelta(days=20))
    journeys.finish(journey, on=(now - timedelta(days=60)).date(), ended_as="founded", words="Four members, two schools, and a waiting list for bread.", by=by, at=now - timedelta(days=60))


def _project(hub: Hub, by, now: datetime) -> None:
    begun = now - timedelta(days=90)
    made = projects.write(hub, None, by=by, at=begun, title="A market for what is made here (demo)", language="en", started_on=begun.date(), finished_on=None,
                          summary="Once a month the harbour square is a market for co-operatives of the coast. The stalls are shared, and so are the costs.")
    town = Organisation.objects.filter(city=hub.city, entry__isnull=False, name__startswith="Slow Market").first()
    for organisation, name, part in ((town, "Slow Market (demo producers' association)", "Stalls, and thirty years of markets"), (None, "Harbour office (demo)", "The square, on the first Saturday")):
        projects.add_partner(made, organisation=organisation, name=name, part=part, by=by, at=begun)
    for title, owner, due, result in (("Agree on the square", "Harbour office (demo)", -60, "Every first Saturday, from eight to two."),
                                      ("Share the stalls", "Slow Market (demo)", -25, "Twelve, drawn by lot."),
                                      ("First market", "The hub", 18, None), ("Look back together, with the figures", "All", 70, None)):
        step = projects.add_step(made, title=title, owner=owner, due_on=(now + timedelta(days=due)).date(), by=by, at=begun)
        if result:
            projects.do_step(step, on=(now + timedelta(days=due)).date(), result=result, by=by, at=now + timedelta(days=due))
    projects.publish(made, by=by, at=begun)


def _trains(hub: Hub, by, now: datetime) -> None:
    course = next((each for each in ways.way_kinds() if each.kind == "course"), None)
    found = course.find(hub, "", "en", now) if course else []
    if found and not hub.capacity_offers.exists():
        offers.attach(hub, what=f"course:{found[0].key}", whom="People who advise at chambers, in municipalities and at the hub", by=by, at=now)


def _figures(hub: Hub, now: datetime) -> None:
    """Quarters of invented numbers, protected by the same functions as real ones."""
    for (first, _last), told in zip(due_quarters(hub, now)[-len(QUARTERS):], QUARTERS, strict=False):
        asked, in_time, sent, taken, women, young, helped, partly = told
        raw = {"asked": asked, "answered_in_time": in_time, "referred": sent, "accepted": taken, "declined": sent - taken, "outcomes": {"helped": helped, "partly": partly},
               "by_stage": {"idea": asked // 2, "starting": asked // 3, "running": asked - asked // 2 - asked // 3}, "by_kind": {"legal": asked // 2, "funding": asked // 3, "space": asked // 4},
               "priorities": {"women": women, "young": young}}
        HubFigures.objects.get_or_create(hub=hub, first=first, defaults={"cells": cells_from(raw, 2, {"founded": 1}, 900, 2), "published_at": now})
