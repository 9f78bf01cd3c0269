"""My skills: where one stands, with the evidence behind each mark; goals; a file to take along. One's own, and nobody else's."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from academy.models import Endorsement, Event, Moment, SelfAssessment, Skill, SkillBuilt, SkillGoal, record
from home.assessing import levels_said
from home.standing import my_skills
from tests.gatherings import make_exchange
from tests.rounds import make_mentorship
from tests.world import NOW, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LATER = NOW + timedelta(days=3650)


@pytest.fixture
def skills():
    area = Skill.objects.create(code="ideas", framework="entrecomp", labels={"en": "Ideas & chances"}, is_heading=True, position=10)
    rows = [("vision", "Vision"), ("creativity", "Creativity"), ("ethics", "Thinking <ahead>")]
    made = [Skill.objects.create(code=code, framework="entrecomp", labels={"en": label, "pt": f"{label} PT"}, descriptions={"en": f"About {code}."}, parent=area, position=11 + number)
            for number, (code, label) in enumerate(rows)]
    return {each.code: each for each in [*made, Skill.objects.create(code="pottery", labels={"en": "Pottery"})]}


def say(person, moment: str, at, **answers) -> SelfAssessment:
    return SelfAssessment.objects.create(person=person, moment=moment, codes=list(answers), answers=answers, started_at=at, changed_at=at, finished_at=at)


def builds(kind: str, key, skill: Skill, level: int = 2) -> None:
    SkillBuilt.objects.create(object_kind=kind, object_key=str(key), skill=skill, level=level, started_at=NOW - timedelta(days=9))


def test_who_has_done_nothing_is_invited_and_finds_every_competence(world, skills, client):
    client.force_login(world.stranger)
    page = client.get("/en/my/skills/").content.decode()
    assert "Nothing is laid yet" in page and "Thinking &lt;ahead&gt;" in page and "Pottery" not in page.split("Set a goal")[0]
    assert "No goals yet" in page
    assert client.get("/en/my/skills/vision/").status_code == 200
    assert client.get("/en/my/skills/ideas/").status_code == client.get("/en/my/skills/no-such/").status_code == 404


def test_before_now_evidence_and_goal_stand_side_by_side(world, skills, client):
    say(world.lia, Moment.BEFORE, NOW - timedelta(days=5), vision=2, ethics=0)
    say(world.lia, Moment.AFTER, NOW - timedelta(days=1), vision=5, pottery=1)
    say(world.marta, Moment.AFTER, NOW, vision=8, creativity=8)
    builds("lesson", world.lessons[0].translation_key, skills["vision"], 3)
    record(world.lia, "completed", "lesson", world.lessons[0].translation_key, at=NOW - timedelta(days=2), details={"course": str(world.key)})
    SkillGoal.objects.create(person=world.lia, skill=skills["vision"], level=3, started_on=NOW.date())
    client.force_login(world.lia)
    page = client.get("/en/my/skills/").content.decode()
    assert "before: 2 · now: 5 · 1 piece of evidence, up to level 3 · goal: 3" in page
    assert '<th scope="row">Vision</th><td>2</td><td>5</td><td>1</td><td>3</td><td>3</td>' in page  # the table says what the picture says
    assert page.count('class="my-tiles__now"') == 5 + 1 + 1  # vision 5, pottery 1, and the key
    assert "Reached, with evidence: Lesson done" in page and "Lay aside as reached" in page
    assert "before: 0" in page and "creativity" not in page.split("Set a goal")[0].replace('/en/my/skills/creativity/', "")
    rows = {row["skill"]: row for row in json.loads(client.get("/en/my/skills/my-skills.json").content)["skills"]}
    assert (rows["vision"]["before"], rows["vision"]["now"], rows["vision"]["highest_level_of_evidence"], rows["vision"]["goal"]) == (2, 5, 3, 3)
    assert rows["creativity"]["now"] is None
    table = client.get("/en/my/skills/my-skills.csv").content.decode("utf-8-sig")
    assert "pottery,Pottery,academy,,,1,0,,,\r\n" in table
    assert "Vision PT" in client.get("/pt/my/skills/").content.decode() and client.get("/ar/my/skills/").status_code == 200


def test_each_piece_of_evidence_is_told_with_its_link(world, skills, client):
    exchange = make_exchange(world)
    mentorship = make_mentorship(world)
    session = mentorship.sessions.create(starts_at=NOW, ends_at=NOW + timedelta(hours=1), time_zone="Europe/Lisbon", planned_by="mentor", changed_at=NOW)
    for key in (world.lessons[1].translation_key, "a-lesson-that-is-gone"):
        builds("lesson", key, skills["vision"])
        record(world.lia, "completed", "lesson", key, at=NOW, details={"course": str(world.key)})
    builds("exchange", exchange.key, skills["vision"], 4)
    record(world.lia, "attended", "exchange", exchange.key, at=NOW, details={"session": "s"})
    record(world.lia, "was_mentored", "mentoring_session", session.pk, at=NOW, details={"skill": "vision", "level": 5, "minutes": 90})
    given = Endorsement.objects.create(person=world.lia, endorser=world.marta, endorsed_as="mentor", skill=skills["vision"], asked_level=5, sentence="You saw me.", asked_at=NOW,
                                       given_at=NOW, level=6, words="She led <it> well.")
    record(world.lia, "was_endorsed", "skill", "vision", at=NOW, details={"level": 6, "endorsement": given.pk})
    say(world.lia, Moment.DURING, NOW, vision=4)
    client.force_login(world.lia)
    page = client.get("/en/my/skills/vision/").content.decode()
    assert f'href="/en/courses/{world.course.slug}/first-steps/"' in page and "a lesson that is no longer published" in page
    assert f'href="/en/exchanges/{exchange.slug}/"' in page
    assert "Mentoring received" in page and "1 h 30 min" in page and f'href="{reverse("mentorship", args=[mentorship.pk])}"' in page
    assert "Marta Mentors, your mentor" in page and "She led &lt;it&gt; well." in page
    assert "4: I can do it on my own in most situations I know." in page and "On the way" in page
    for other in (world.marta, world.carla, world.teo, world.nadia):
        client.force_login(other)
        assert "She led" not in client.get("/en/my/skills/vision/").content.decode()


def test_the_page_asks_the_same_however_long_the_log(world, skills, client, django_assert_max_num_queries):
    client.force_login(world.lia)
    subject, counts = world.lia.subject, []
    for size in (2, 200):
        for number in range(size):
            builds("lesson", f"{size}-{number}", skills["vision"])
        Event.objects.bulk_create([Event(subject=subject, verb="completed", object_kind="lesson", object_key=f"{size}-{number}", at=NOW) for number in range(size)])
        say(world.lia, Moment.DURING, NOW, vision=size % 8)
        addresses = ("/en/my/skills/", "/en/my/skills/vision/", "/en/my/skills/my-skills.json")
        with django_assert_max_num_queries(60) as asked:
            assert all(client.get(address).status_code == 200 for address in addresses)
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]


def test_before_is_the_first_word_and_now_the_last():
    def told(moment, **answers):
        return SelfAssessment(moment=moment, answers=answers)
    story = [told("before", a=1), told("during", a=3, b=2), told("before", a=4, b=5, c=6), told("after", c=7)]
    assert levels_said(story) == ({"a": 1, "c": 6}, {"a": 4, "b": 5, "c": 7})
    assert levels_said([]) == ({}, {})


def test_goals_are_set_reset_and_laid_aside(world, skills, client):
    client.force_login(world.lia)
    refused = client.post("/en/my/skills/goals/", {"skill": "vision", "level": "9", "by_on": "2020-01-01"})
    assert refused.status_code == 422 and b"error-summary" in refused.content and b'<option value="vision" selected>' in refused.content
    for level, by_on in ((3, ""), (4, "2099-01-01")):
        assert client.post("/en/my/skills/goals/", {"skill": "vision", "level": level, "by_on": by_on}).status_code == 302
    goal = SkillGoal.objects.get()  # changed, not doubled
    assert (goal.level, goal.by_on.year) == (4, 2099)
    assert my_skills(world.lia, LATER).goals[0].reached == ""
    say(world.lia, Moment.DURING, NOW, vision=4)
    assert my_skills(world.lia, LATER).goals[0].reached == "said"
    client.force_login(world.carla)
    assert client.post(f"/en/my/skills/goals/{goal.pk}/", {"as": "dropped"}).status_code == 404
    client.force_login(world.lia)
    assert client.get(f"/en/my/skills/goals/{goal.pk}/").status_code == 405
    assert client.post(f"/en/my/skills/goals/{goal.pk}/", {"as": "nonsense"}).status_code == 404
    assert client.post(f"/en/my/skills/goals/{goal.pk}/", {"as": "reached"}).status_code == 302
    goal.refresh_from_db()
    assert goal.finished_on and goal.dropped_on is None and not my_skills(world.lia, LATER).goals


def test_twelve_goals_are_enough(world, client):
    made = [Skill.objects.create(code=f"s{number}", labels={"en": "S"}) for number in range(13)]
    SkillGoal.objects.bulk_create([SkillGoal(person=world.lia, skill=each, level=2, started_on=NOW.date()) for each in made[:12]])
    client.force_login(world.lia)
    refused = client.post("/en/my/skills/goals/", {"skill": "s12", "level": 2})
    assert refused.status_code == 422 and "many goals already" in refused.content.decode()


def test_only_who_is_signed_in_has_skills(world, skills, client):
    enrol(world.lia, world.course)
    for address in ("/en/my/skills/", "/en/my/skills/vision/", "/en/my/skills/my-skills.csv", "/en/my/skills/assessment/", "/en/my/endorsements/", "/en/my/endorsements/new/"):
        assert "/account/login/" in client.get(address).url
    assert "/account/login/" in client.post("/en/my/skills/goals/", {}).url
