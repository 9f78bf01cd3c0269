"""Larissa's calls of interest, what lies idle there, what its civil society says of itself, and what became of it. After the plan. All names are made up."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction

from academy.models import PartnerCity, User
from cohorts.models import CallAnswer, CallOfInterest, CityPlan, CivilCapacity, Measure, Resource
from cohorts.plan.answering_call import send_answer
from cohorts.plan.call_judging import decide, publish_results, score
from cohorts.plan.calling import ask, open_call, publish_call, set_criteria
from cohorts.plan.civil_capacity import write_capacity
from cohorts.plan.matching_resources import agree
from cohorts.plan.measuring import start
from cohorts.plan.resource_keeping import enter_resource

SPACE = uuid.UUID("6f1d5a52-1c8e-4b7a-9a55-1a2155a00006")
CRITERIA = [("It answers a need of the quarter it would move into.", 3), ("People who find no work elsewhere take part in it.", 2), ("It can stand on its own after two years.", 1)]
ANSWERS = [
    ("Seven Loaves (demo bakery group)", True, "Stella Demo", "A bakery with a long table, where the school's kitchen help learn the trade and sell at noon.", "worker", "building", 90,
     ["kitchen", "shop"], "Nea Smyrni", "taken_up", "The quarter has had no bakery for six years, and eleven people want to learn there.", (3, 3, 2)),
    ("", False, "Petros Demo", "Four families want to grow vegetables with people who come out of hospital, and share what grows.", "farm", "land", 3000,
     ["farming", "care"], "", "taken_up", "Care and work in one place, and the land is there.", (3, 3, 2)),
    ("Sun on the Roofs (demo energy group)", True, "Alexis Demo", "Panels on public roofs, owned by those who live below.", "energy", "building", 400, ["energy"], "", "later",
     "The roofs are surveyed in spring. We come back to you then.", (2, 1, 3)),
    ("Quick Parcels (demo start-up)", False, "Kostas Demo", "A hall for sorting parcels in the centre.", "", "building", 250, ["storage"], "Centre", "not_now",
     "It serves no need that the quarter has told us, and nobody takes part in deciding.", (1, 0, 2))]
WHY = ("As told at the meeting in the quarter.", "They say whom they mean, and how.", "The sums are there, with rent from the third year.")
# title, kind, words, state, owner, area, amount, address, district, latitude, longitude, uses, days until free, notes
THINGS = [
    ("The old bakery school", "building", "Two ovens, one of them works; a shop window to the street. Empty for six years.", "small", "The municipality", 140, None, "Demo Street 3", "Nea Smyrni",
     "39.6302", "22.4331", ["kitchen", "shop", "learning"], None, "The caretaker has the key."),
    ("Fields behind the water works", "land", "Three fields with a well. No sprays for ten years.", "ready", "The water company", 6200, None, "Demo Road 40", "Giannouli", "39.6712", "22.3990",
     ["farming"], None, ""),
    ("Railway shed", "building", "A brick hall with a sound roof and no windows.", "large", "The railway", 380, None, "Demo Square 1", "Centre", "39.6290", "22.4190", ["workshop",
     "culture", "storage"], 120, ""),
    ("Reading room of the closed school", "building", "One room with shelves, and a yard.", "ready", "The municipality", 75, None, "Demo Street 18", "Filippoupoli", "39.6455", "22.4102",
     ["learning", "office"], None, ""),
    ("Dough mixers and a cold store", "equipment", "From the kitchen of the army camp, checked in spring.", "ready", "The municipality", None, 5, "Municipal store", "Centre", None, None,
     ["kitchen"], None, ""),
    ("Cellar of the former cinema", "building", "Water stands in it each winter.", "unusable", "A private owner", 210, None, "Demo Street 7", "Centre", None, None, ["culture"], None,
     "Do not show: the owner has not agreed.")]
CIVIL = [("Women of the Lower Market (demo collective)", "We cook for a hundred people when it is needed, and teach it.", "some", "A kitchen on Mondays"),
         ("Neighbours' Garden (demo association)", "We grow, graft and keep bees; we know who has tools.", "many", "A shed with tools"),
         ("Wheels for All (demo repair collective)", "We repair bicycles with young people, and carry what fits on one.", "few", "")]


@transaction.atomic
def lay_calls(now: datetime) -> None:
    """Once; nothing without Larissa's plan. What coordinators changed since stays."""
    city = PartnerCity.objects.filter(slug="larissa").first()
    plan = CityPlan.objects.filter(city=city).select_related("city").order_by("-starts_on").first() if city else None
    if plan is None or CallOfInterest.objects.filter(plan__city=city).exists():
        return
    by = User.objects.filter(role_grants__role="city_coordinator", role_grants__city=city).first()
    things = _lay_things(city, by, now - timedelta(days=300))
    closed = _lay_closed(plan, by, now)
    _lay_open(plan, by, now)
    bakery = CallAnswer.objects.get(call=closed, body=ANSWERS[0][0])
    agreed = now - timedelta(days=60)
    measure: Measure = agree(things[0], bakery, title="A bakery that teaches, in the old bakery school", words=ANSWERS[0][3], owner="Office for the social economy (demo)",
                             due_on=(now + timedelta(days=200)).date(), by=by, at=agreed)
    start(measure, on=(now - timedelta(days=30)).date(), by=by, at=now - timedelta(days=30))


def _lay_things(city: PartnerCity, by, at: datetime) -> list[Resource]:
    made = []
    for title, kind, words, state, owner, area, amount, address, district, latitude, longitude, uses, free, notes in THINGS:
        shown = not notes.startswith("Do not show")
        made.append(enter_resource(city, by=by, at=at, shown=shown, title=title, kind=kind, words=words, language="en", state=state, owner=owner, area=area, amount=amount, address=address,
                                   district=district, latitude=latitude, longitude=longitude, uses=uses, notes=notes, owner_agreed_on=at.date() if shown else None,
                                   free_from=(at + timedelta(days=300 + free)).date() if free else None))
    for name, words, people, spaces in CIVIL:
        if not CivilCapacity.objects.filter(city=city, name=name).exists():
            write_capacity(city, None, skills=[], shown=True, by=by, at=at, name=name, organisation=None, words=words, language="en", people=people, spaces=spaces, said_on=at.date())
    return made


def _lay_closed(plan: CityPlan, by, now: datetime) -> CallOfInterest:
    opened, closed = now - timedelta(days=200), now - timedelta(days=150)
    call = open_call(plan, by=by, at=opened - timedelta(days=7), slug="larissa-empty-doors", title="Empty doors, new hands", language="en", opens_at=opened, closes_at=closed,
                     who="Organisations, collectives, and people who are just starting, in the municipality of Larissa.",
                     words="Buildings and fields of our city lie idle, and people here know what is missing.\n\nTell us what you would do, for whom, and what you would need. "
                           "We look for the place, go with you to the owner, and the desk helps with the rest.")
    set_criteria(call, [(None, words, weight) for words, weight in CRITERIA], by=by, at=opened)
    asked = ask(call, None, by=by, at=opened, kind="many", label="What have you done already?", why="Nothing yet is a good answer, too.", required=False,
                options=["Met more than twice", "Talked to neighbours", "Tried it once", "Nothing yet"])
    publish_call(call, by=by, at=opened)
    for number, (body, shows, contact, idea, model, needs, area, uses, near, result, reason, points) in enumerate(ANSWERS):
        sent = opened + timedelta(days=5 + 9 * number)
        answer, _new = send_answer(call, key=uuid.uuid5(SPACE, idea), person=None, language="en", form_version=call.form_version, at=sent, body=body, shows_name=shows, contact_name=contact,
                                   email="", idea=idea, model=model, needs=needs, least_area=area, uses=uses, near=near, needed_from=date(closed.year + 1, 1, 1),
                                   answers={str(asked.key): [number % 4]})
        for criterion, given, words in zip(call.criteria.all(), points, WHY, strict=True):
            score(answer, criterion, points=given, words=words, by=by, at=closed + timedelta(days=10))
        decide(answer, result, reason=reason, by=by, at=closed + timedelta(days=20))
    publish_results(call, words="Thank you all. The desk goes on with those who are kept for later.", by=by, at=closed + timedelta(days=25))
    return call


def _lay_open(plan: CityPlan, by, now: datetime) -> None:
    opened = now - timedelta(days=12)
    call = open_call(plan, by=by, at=opened, slug="larissa-railway-shed", title="Who brings the railway shed to life?", language="en", opens_at=opened, closes_at=now + timedelta(days=23),
                     who="Anybody who wants to do it together with others: no statutes needed yet.",
                     words="The shed behind the station has a sound roof and no windows. It can be yours for ten years, for a rent that begins in the third.\n\n"
                           "We look for something that many can use, and that the quarter asked for.")
    set_criteria(call, [(None, words, weight) for words, weight in CRITERIA[:2]], by=by, at=opened)
    ask(call, None, by=by, at=opened, kind="long", label="Who decides, and how?", why="A few sentences.", options=[], required=True)
    publish_call(call, by=by, at=opened)
    send_answer(call, key=uuid.uuid5(SPACE, "theatre"), person=None, language="en", form_version=call.form_version, at=now - timedelta(days=3), body="Brick Theatre (demo collective)", shows_name=True,
                contact_name="Dora Demo", email="", idea="A stage that is a carpenter's workshop by day.", answers={str(call.questions.get().key): "All who work there, once a week."}, model="worker",
                needs="building", least_area=300, uses=["culture", "workshop"], near="Centre", needed_from=None)
