"""Looking at one's own skills, one at a time: half filled is kept, finished is a line in the log and changes no more."""

import re
from datetime import timedelta

import pytest

from academy.models import Event, Moment, SelfAssessment, Skill, SkillBuilt, SkillGoal
from home import assessing
from home.skills_to_assess import near_skills
from tests.world import NOW, enrol

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CODES = ["vision", "creativity", "ethics"]
BEGIN = "/en/my/skills/assessment/"


@pytest.fixture
def skills():
    return [Skill.objects.create(code=code, framework="entrecomp", labels={"en": code.title()}, descriptions={"en": f"About {code}."}, position=number)
            for number, code in enumerate(CODES)]


def test_it_goes_skill_by_skill_and_keeps_each_answer(world, skills, client):
    client.force_login(world.lia)
    assert re.search(r'value="before"[^>]* checked', client.get(BEGIN).content.decode())  # the first time
    assert client.post(BEGIN, {"moment": "never", "which": "all"}).status_code == 422
    first = client.post(BEGIN, {"moment": "before", "which": "all"})
    own = SelfAssessment.objects.get()
    assert first.url == f"{BEGIN}{own.pk}/vision/"
    page = client.get(first.url).content.decode()
    assert "About vision." in page and page.count('type="radio"') == 9 and "Not yet: this is new to me." in page and "I can do simple things on my own." in page
    assert client.post(first.url, {}).status_code == 422
    assert client.post(first.url, {"level": "9"}).status_code == 422
    assert client.post(first.url, {"level": "3"}).url == f"{BEGIN}{own.pk}/creativity/"
    assert client.post(f"{BEGIN}{own.pk}/creativity/", {"later": ""}).url == f"{BEGIN}{own.pk}/ethics/"
    own.refresh_from_db()
    assert own.answers == {"vision": 3} and not own.finished_at
    assert "3 skills" in client.get("/en/my/skills/").content.decode() and "1 answered" in client.get("/en/my/skills/").content.decode()
    assert client.get(BEGIN).url == f"{BEGIN}{own.pk}/"  # one at a time: it is found again
    mine = client.get("/en/my/").content.decode()
    assert "1 answered" in mine and f'href="{BEGIN}{own.pk}/"' in mine
    assert b"checked" in client.get(first.url).content
    assert client.post(f"{BEGIN}{own.pk}/ethics/", {"level": "0"}).url == f"{BEGIN}{own.pk}/"
    assert "left for later" in client.get(f"{BEGIN}{own.pk}/").content.decode()
    assert not Event.objects.filter(verb="assessed").exists()
    assert client.post(f"{BEGIN}{own.pk}/").url == "/en/my/skills/"
    line = Event.objects.get(verb="assessed")
    assert re.search(r'value="during"[^>]* checked', client.get(BEGIN).content.decode())
    assert (line.object_kind, line.object_key, line.details) == ("skills", str(own.pk), {"moment": "before", "levels": {"vision": 3, "ethics": 0}})
    assert client.get(f"{BEGIN}{own.pk}/").status_code == client.post(f"{BEGIN}{own.pk}/").status_code == client.post(first.url, {"level": "8"}).status_code == 404


def test_an_after_says_in_the_log_where_one_stood_before(world, skills):
    for moment, answers in ((Moment.BEFORE, {"vision": 2, "ethics": 1}), (Moment.BEFORE, {"vision": 7}), (Moment.AFTER, {"vision": 5, "creativity": 4})):
        one = assessing.begin(world.lia, moment, CODES, NOW)
        for code, level in answers.items():
            assert assessing.answer(one, code, level, NOW)
        assert assessing.finish(one, NOW + timedelta(minutes=SelfAssessment.objects.count()))
    after = Event.objects.get(verb="assessed", details__moment="after")
    assert after.details == {"moment": "after", "levels": {"vision": 5, "creativity": 4}, "before": {"vision": 2}}
    assert not assessing.answer(one, "vision", 8, NOW) and not assessing.finish(one, NOW) and not assessing.take_away(one)
    one.refresh_from_db()
    assert one.answers["vision"] == 5


def test_what_is_near_comes_first(world, skills, client):
    assert near_skills(world.lia, NOW) == []
    enrol(world.lia, world.course)
    SkillBuilt.objects.create(object_kind="lesson", object_key=str(world.lessons[0].translation_key), skill=skills[2], started_at=NOW)
    SkillGoal.objects.create(person=world.lia, skill=skills[0], level=2, started_on=NOW.date())
    assert [each.code for each in near_skills(world.lia, NOW)] == ["vision", "ethics"]
    client.force_login(world.lia)
    client.post(BEGIN, {"moment": "during", "which": "near"})
    assert SelfAssessment.objects.get().codes == ["vision", "ethics"]


def test_nobody_else_opens_it(world, skills, client):
    own = assessing.begin(world.lia, Moment.BEFORE, CODES, NOW)
    addresses = [f"{BEGIN}{own.pk}/", f"{BEGIN}{own.pk}/vision/", f"{BEGIN}{own.pk}/removal/"]
    for address in addresses:
        assert "/account/login/" in client.post(address, {"level": "8"}).url
    for other in (world.carla, world.teo, world.nadia, world.marta, world.stranger):
        client.force_login(other)
        assert [client.post(address, {"level": "8"}).status_code for address in addresses] == [404] * 3
    own.refresh_from_db()
    assert own.answers == {}
    client.force_login(world.lia)
    assert client.get(addresses[2]).status_code == 405 and client.get(f"{BEGIN}{own.pk}/pottery/").status_code == 404
    assert client.post(addresses[2]).status_code == 302 and not SelfAssessment.objects.exists()
