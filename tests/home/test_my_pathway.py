"""My pathway: begun, customised, read from what was done; the next step says why."""

from datetime import timedelta

import pytest

from academy.models import OwnPathway, OwnStep, Pathway, PathwayStep, Skill, SkillBuilt, SkillGoal, StepKind
from home import own_pathway
from home.next_step import next_step
from home.pathway_screen import pathway_context
from tests.gatherings import make_exchange
from tests.world import NOW, enrol

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def written(world, *steps, slug: str = "starting-out", **fields) -> Pathway:
    """A pathway of the academy; steps: (kind, key[, words])."""
    made = Pathway.objects.create(slug=slug, titles={"en": "Starting out", "pt": "Começar"}, intros={"en": "From idea to team."}, **{"entry_path": "starting", **fields})
    for position, (kind, key, *words) in enumerate(steps, 1):
        PathwayStep.objects.create(pathway=made, position=position, kind=kind, object_key=key, words={"en": words[0]} if words else {})
    return made


def begun(world, person, *steps) -> OwnPathway:
    pathway = written(world, *steps, slug=f"p{Pathway.objects.count()}")
    return own_pathway.begin(person, pathway, own_pathway.copied(pathway), NOW)


def step_of(person, number: int) -> OwnStep:
    return OwnStep.objects.filter(own_pathway__person=person, own_pathway__finished_at=None).order_by("position")[number - 1]


def order_of(person) -> list[str]:
    return [each.object_key or each.words or each.kind for each in OwnStep.objects.filter(own_pathway__person=person, own_pathway__finished_at=None).order_by("position")]


def test_somebody_begins_customises_and_starts_over_and_nothing_is_lost(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    written(world, ("course", str(world.key)), ("exchange", "food"), ("practice", ""))
    written(world, ("assessment", "before"), slug="students", entry_path="student")
    page, begin = "/en/my/pathway/", "/en/my/pathway/begin/"
    for address in (page, begin):
        assert "/account/login/" in client.get(address).url
    client.force_login(world.lia)
    assert client.get(page).url == begin
    shown = client.get(begin).content.decode()
    assert "Starting out" in shown and "Doing things together" in shown and "From my own goals" in shown
    assert client.post(begin, {"pathway": "made-up"}).status_code == 404
    assert client.post(begin, {"pathway": "goals"}).url == begin, "without a goal there is nothing to put together"
    client.post(begin, {"pathway": "starting-out"})
    assert order_of(world.lia) == [str(world.key), "food", "practice"]

    both = client.post(f"{page}steps/", {"what": "mentoring:6", "words": "Visit the market"})
    assert both.status_code == 422 and "Visit the market" in both.content.decode()
    assert client.post(f"{page}steps/", {}).status_code == client.post(f"{page}steps/", {"what": "course:made-up"}).status_code == 422
    client.post(f"{page}steps/", {"what": "mentoring:6", "words": ""})
    client.post(f"{page}steps/", {"what": "mentoring:6", "words": ""})
    client.post(f"{page}steps/", {"what": "", "words": "Visit the market"})
    assert order_of(world.lia) == [str(world.key), "food", "practice", "6", "Visit the market"]

    def do(number: int, what: str):
        return client.post(f"{page}steps/{step_of(world.lia, number).pk}/", {"do": what})

    do(5, "up"), do(5, "down"), do(1, "up")
    assert order_of(world.lia) == [str(world.key), "food", "practice", "Visit the market", "6"]
    do(2, "leave_out")
    do(3, "up")
    assert order_of(world.lia) == ["practice", str(world.key), "food", "Visit the market", "6"], "it passes what is left out"
    do(3, "bring_back"), do(4, "tick"), do(1, "tick")
    assert [step_of(world.lia, number).done_on for number in (1, 4)] == [None, NOW.date()], "only one's own words are ticked"
    html = client.get(page).content.decode()
    assert "1 of 5 steps done" in html and "mosaic--azulejo" in html and html.count('class="done"') == 1 and html.count('<li class="milestone') == 5
    assert do(1, "burn").status_code == 404

    client.post(begin, {"pathway": "students"})
    first = OwnPathway.objects.get(person=world.lia, finished_at__isnull=False)
    assert "Starting out" in client.get(page).content.decode() and first.steps.count() == 5
    client.force_login(world.mouna)
    assert client.post(f"{page}earlier/{first.pk}/").status_code == client.post(f"{page}steps/{first.steps.first().pk}/", {"do": "leave_out"}).status_code == 404
    assert client.get(f"{page}earlier/{first.pk}/").status_code == client.get(f"{page}steps/").status_code == 405
    client.force_login(world.lia)
    client.post(f"{page}earlier/{first.pk}/")
    assert len(order_of(world.lia)) == 5 and OwnPathway.objects.of(world.lia).open().count() == 1


def test_steps_are_done_when_the_records_say_so(world):
    from academy.models import SelfAssessment
    from academy.solidarity import give_hours
    from cohorts.adapting import adapt, withdraw
    from cohorts.models import Attendance
    from tests.cohorts.test_practices import told
    from tests.gatherings import seat

    past = make_exchange(world)
    past.themes.set(["food"])
    session = past.sessions.first()
    later = session.ends_at + timedelta(days=1)
    begun(world, world.lia, ("course", str(world.key)), ("exchange", "food"), ("exchange", str(past.key)), ("mentoring", "2"), ("assessment", "after"), ("practice", ""), ("mentoring", ""))

    def done() -> list[bool]:
        context = pathway_context(OwnPathway.objects.get(), world.lia, "en", later)
        return [each.looked.done_on is not None for each in context["milestones"]]

    assert done() == [False] * 7
    enrol(world.lia, world.course, finished_at=NOW)
    Attendance.objects.create(registration=seat(past, world.lia), exchange_session=session, marked_at=session.starts_at, way="list")
    give_hours("mentoring", 90, on=NOW.date(), at=NOW, source="mentoring_session:1", giver=world.marta, receiver=world.lia)
    SelfAssessment.objects.create(person=world.lia, moment="after", started_at=NOW, changed_at=NOW, finished_at=NOW)
    practice = told(world)
    adapt(practice, world.lia, place="Here", changed="That", started_on=NOW.date(), shows_name=False, at=NOW)
    assert done() == [True, True, True, False, True, True, False]
    give_hours("mentoring", 30, on=NOW.date(), at=NOW, source="mentoring_session:2", giver=world.lia, receiver=world.marta)
    withdraw(practice, world.lia, NOW)
    assert done() == [True, True, True, True, True, False, False]


def test_the_next_step_says_why(world):
    mobilising = Skill.objects.create(code="t-mobilising", labels={"en": "Mobilising others"})
    assert next_step(world.lia, "en", NOW) is None
    begun(world, world.lia, ("exchange", "food", "Eat together."), ("course", str(world.key), "It is where all begin."))
    first = next_step(world.lia, "en", NOW)
    assert first.words == "Begin “Doing things together”" and first.reason == "It is where all begin.", "an exchange nobody offers is passed over"

    visit = make_exchange(world, opens_at=NOW + timedelta(days=3))
    visit.themes.set(["food"])
    assert next_step(world.lia, "en", NOW).words.startswith("Begin")
    context = pathway_context(OwnPathway.objects.get(), world.lia, "en", NOW)
    assert context["milestones"][0].looked.prospect.reason == "Because the exchange in Cascais opens registration on 25 November 2026."
    at = NOW + timedelta(days=4)
    assert next_step(world.lia, "en", at).reason == "Because the exchange in Cascais takes registrations until 10 December 2026."
    own_pathway.move(world.lia, step_of(world.lia, 1).pk, up=False)
    assert next_step(world.lia, "en", at).words.startswith("Begin")
    assert next_step(world.lia, "en", NOW + timedelta(days=13)).words.startswith("Ask for a seat"), "a seat that will be gone within the week goes first"

    SkillGoal.objects.create(person=world.lia, skill=mobilising, level=3, started_on=NOW.date())
    for lesson, level in ((world.lessons[1], 2), (world.lessons[2], 3)):
        SkillBuilt.objects.create(object_kind="lesson", object_key=str(lesson.translation_key), skill=mobilising, level=level, started_at=NOW)
    assert next_step(world.lia, "en", NOW).reason == "Because you asked for “Mobilising others” at level 3, and lesson 3 builds it."
    enrol(world.lia, world.course, done={str(world.lessons[0].translation_key): [1, 5], str(world.lessons[2].translation_key): [1, 5]})
    following = next_step(world.lia, "en", NOW)
    assert following.words == "Go on with “Doing things together”: lesson 2" and following.url == world.path(2)
    assert following.reason == "Because you asked for “Mobilising others” at level 3, and lesson 2 leads there: it builds level 2."


def test_a_pathway_from_ones_own_goals_holds_what_builds_them(world, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    from tests.cohorts.test_practices import told

    mobilising, bookkeeping = (Skill.objects.create(code=code, labels={"en": code}) for code in ("t-mobilising", "t-bookkeeping"))
    visit, practice = make_exchange(world), told(world)
    for kind, key, level in (("lesson", world.lessons[0].translation_key, 3), ("exchange", visit.key, 4), ("practice", practice.key, 2)):
        SkillBuilt.objects.create(object_kind=kind, object_key=str(key), skill=mobilising, level=level, started_at=NOW)
    for skill in (mobilising, bookkeeping):
        SkillGoal.objects.create(person=world.lia, skill=skill, level=3, started_on=NOW.date())
    client.force_login(world.lia)
    client.post("/en/my/pathway/begin/", {"pathway": "goals"})
    assert order_of(world.lia) == ["before", str(world.key), str(visit.key), str(practice.key), "mentoring", "after"]
    assert step_of(world.lia, 5).skill == bookkeeping and step_of(world.lia, 2).level == 3
    assert "From my own goals" in client.get("/en/my/pathway/").content.decode()


def test_the_next_step_costs_the_same_for_a_long_pathway_and_my_space_little_more_with_one(world, client, time_machine, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    time_machine.move_to(NOW, tick=False)
    client.force_login(world.lia)
    visit, skill = make_exchange(world), Skill.objects.create(code="t-mobilising", labels={"en": "Mobilising others"})
    visit.themes.set(["food"])
    enrol(world.lia, world.course, done={str(world.lessons[0].translation_key): [1, 5]})
    SkillGoal.objects.create(person=world.lia, skill=skill, level=3, started_on=NOW.date())
    SkillBuilt.objects.create(object_kind="lesson", object_key=str(world.lessons[1].translation_key), skill=skill, level=2, started_at=NOW)

    def cost(ask) -> int:
        ask()
        with CaptureQueriesContext(connection) as asked:
            ask()
        return len(asked)

    without = cost(lambda: client.get("/en/my/"))
    own = begun(world, world.lia, ("course", str(world.key)), ("exchange", "food"), ("mentoring", "2"), ("mentoring", ""), ("assessment", ""), ("practice", ""))
    assert "Go on with “Doing things together”: lesson 2" in client.get("/en/my/").content.decode()
    assert cost(lambda: client.get("/en/my/")) <= without + 10
    short = cost(lambda: next_step(world.lia, "en", NOW))
    for number in range(12):
        own_pathway.add(world.lia, StepKind.EXCHANGE, f"theme-{number}", at=NOW)
        own_pathway.add(world.lia, StepKind.OWN, words=f"Own {number}", at=NOW)
    with django_assert_num_queries(short):
        next_step(world.lia, "en", NOW)
    assert own.steps.count() == 30
    OwnStep.objects.filter(own_pathway=own, kind="course").update(left_out_at=NOW)
    OwnStep.objects.filter(own_pathway=own, kind="exchange", object_key="food").update(left_out_at=NOW)
    assert next_step(world.lia, "en", NOW).words == "Look at your skills", "it looks on, past what cannot be done now"
