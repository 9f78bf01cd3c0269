"""Endorsements: asked of somebody one knows from a mentorship or a cohort, given or quietly declined, withdrawn by either side."""

from datetime import timedelta

import pytest

from academy.erasure import erase_person
from academy.models import Endorsement, Event, Intention, SelfAssessment, Skill, SkillGoal
from academy.personal_data import all_exports
from home import endorsing
from home.evidence import Kind, evidence_of
from home.whom_to_ask import whom_to_ask
from tests.cohort_world import make_cohort, make_facilitator, put_in
from tests.cohorts.mails import send_all, text_of_mail
from tests.rounds import make_mentorship
from tests.world import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LATER = NOW + timedelta(days=1)
MINE, NEW = "/en/my/endorsements/", "/en/my/endorsements/new/"


@pytest.fixture
def vision():
    return Skill.objects.create(code="vision", framework="entrecomp", labels={"en": "Vision"})


def asked(world, vision, at=NOW, person=None) -> Endorsement:
    person = person or world.lia
    return endorsing.ask(person, next(each for each in whom_to_ask(person, NOW.date()) if each.person == world.marta), vision, 4, "You saw me lead the market day.", at)


def test_one_asks_those_one_knows_and_nobody_else(world, vision):
    assert whom_to_ask(world.lia, NOW.date()) == []
    make_mentorship(world, finished_on=NOW.date(), closing_reason="done")
    cohort, other = make_cohort(world), make_cohort(world, "summer")
    fausta = make_facilitator(world, cohort)
    hidden, gone, peer = (make_person(login, login.title(), world.mahdia) for login in ("hidden", "gone", "peer"))
    for person in (world.lia, peer, gone):
        put_in(cohort, person)
    put_in(cohort, hidden, name_hidden=True)
    put_in(cohort, world.teo, state="asked")
    put_in(other, world.stranger)
    erase_person(gone, at=NOW)
    assert [(each.person, each.endorsed_as) for each in whom_to_ask(world.lia, NOW.date())] == [(world.marta, "mentor"), (fausta, "facilitator"), (peer, "peer")]
    assert [(each.person, each.endorsed_as) for each in whom_to_ask(world.marta, NOW.date())] == [(world.lia, "mentee")]
    assert {each.person for each in whom_to_ask(fausta, NOW.date())} == {world.lia, peer, hidden}  # who leads the cohort knows their names


def test_asked_answered_and_withdrawn(world, vision, client):
    make_mentorship(world)
    client.force_login(world.lia)
    page = client.get(f"{NEW}?skill=vision").content.decode()
    assert "Marta Mentors (your mentor)" in page and '<option value="vision" selected>' in page
    typed = {"whom": world.marta.pk, "skill": "vision", "level": "4", "sentence": "You saw me lead\nthe market day."}
    refused = client.post(NEW, {**typed, "whom": world.stranger.pk})
    assert refused.status_code == 422 and "You saw me lead" in refused.content.decode()
    assert client.post(NEW, typed).url == MINE
    own = Endorsement.objects.get()
    assert own.sentence == "You saw me lead the market day."
    again = client.post(NEW, typed)
    assert again.status_code == 422 and "not long ago" in again.content.decode()
    assert Intention.objects.filter(key=f"mail:endorsement:{own.pk}:asked").exists()
    assert client.get(f"{MINE}{own.pk}/").status_code == 404  # who asks does not answer
    client.force_login(world.marta)
    assert "Lia Learns" in client.get(MINE).content.decode()
    assert f'href="{MINE}{own.pk}/"' in client.get("/en/my/").content.decode()
    page = client.get(f"{MINE}{own.pk}/").content.decode()
    assert "You saw me lead the market day." in page and "4: I can do it on my own" in page
    assert client.post(f"{MINE}{own.pk}/withdrawal/").status_code == 404  # a question is answered, not withdrawn, by who is asked
    assert client.post(f"{MINE}{own.pk}/", {"yes": "", "words": "x"}).status_code == 422
    assert client.post(f"{MINE}{own.pk}/", {"yes": "", "level": "5", "words": "She =led= it."}).url == MINE
    assert client.get(f"{MINE}{own.pk}/").status_code == 404
    assert [(each.kind, each.skill.code, each.level, each.key) for each in evidence_of(world.lia, LATER + timedelta(days=3650))] == [(Kind.ENDORSED, "vision", 5, str(own.pk))]
    line = Event.objects.get(verb="was_endorsed")
    assert line.subject == world.lia.subject and line.details == {"level": 5, "as": "mentor", "endorsement": own.pk}
    client.force_login(world.lia)
    assert "She =led= it." in client.get(MINE).content.decode()
    client.force_login(world.marta)
    assert client.post(f"{MINE}{own.pk}/withdrawal/").url == MINE
    assert evidence_of(world.lia, LATER + timedelta(days=3650)) == [] and not endorsing.withdraw(own, LATER)
    assert Event.objects.filter(verb="unendorsed").count() == 1


def test_a_no_is_silent(world, vision, client):
    make_mentorship(world)
    own = asked(world, vision)
    client.force_login(world.lia)
    before = client.get(MINE).content.decode().split("<main")[1]
    client.force_login(world.marta)
    assert client.post(f"{MINE}{own.pk}/", {"no": ""}).url == MINE
    assert client.get(f"{MINE}{own.pk}/").status_code == client.post(f"{MINE}{own.pk}/withdrawal/").status_code == 404
    assert "Asked of you" not in client.get(MINE).content.decode()
    client.force_login(world.lia)
    after = client.get(MINE).content.decode().split("<main")[1]
    assert "no answer yet" in after and _without_keys(after) == _without_keys(before)
    assert Event.objects.filter(object_kind="skill").count() == Intention.objects.filter(key__endswith=":given").count() == 0
    assert asked(world, vision, LATER) is None and asked(world, vision, NOW + endorsing.AGAIN + timedelta(hours=1))  # the same answer as without a no
    exported = {one.name: list(one.rows(world.lia)) for one in all_exports() if one.name.startswith("endorsements")}
    assert all("declined_at" not in row for row in exported["endorsements_asked"])


def _without_keys(page: str) -> str:
    return "".join(part.split('">', 1)[-1] for part in page.split('name="csrfmiddlewaretoken" value="'))


def test_strangers_and_coordinators_find_nothing(world, vision, client):
    make_mentorship(world)
    own = asked(world, vision)
    addresses = (f"{MINE}{own.pk}/", f"{MINE}{own.pk}/withdrawal/")
    for address in addresses:
        assert "/account/login/" in client.post(address, {"yes": "", "level": "8"}).url
    for other in (world.carla, world.mouna, world.teo, world.nadia, world.stranger):
        client.force_login(other)
        assert [client.post(address, {"yes": "", "level": "8"}).status_code for address in addresses] == [404, 404]
        assert "market day" not in client.get(MINE).content.decode()
    client.force_login(world.lia)
    assert client.get(addresses[1]).status_code == 405
    assert client.post(addresses[1]).status_code == 302  # taken back by who asked
    client.force_login(world.marta)
    assert client.get(addresses[0]).status_code == 404


def test_the_mails_say_who_and_what_but_not_what_was_written(world, vision):
    make_mentorship(world)
    own = asked(world, vision)
    first, = send_all()
    endorsing.give(own, 6, "Private words.", NOW)
    second, = send_all()
    assert "Lia Learns asks you" in first["Subject"] and first["To"].endswith(f"<{world.marta.email}>")
    body = text_of_mail(first)
    assert f"/my/endorsements/{own.pk}/" in body and "Vision" in body and "market day" not in body
    assert "Marta Mentors endorses" in second["Subject"] and "6: " in text_of_mail(second) and "Private words" not in text_of_mail(second)
    taken_back = endorsing.ask(world.lia, whom_to_ask(world.lia, NOW.date())[0], Skill.objects.create(code="x", labels={"en": "X"}), 2, "y", NOW)
    endorsing.withdraw(taken_back, NOW)
    assert send_all() == []  # asked again when it is sent: no longer wanted


def test_limits_hold(world, vision, client):
    make_mentorship(world)
    Endorsement.objects.bulk_create([Endorsement(person=world.lia, endorser=world.marta, endorsed_as="mentor", asked_level=2, sentence="x", asked_at=NOW,
                                                 skill=Skill.objects.create(code=f"s{number}", labels={"en": "S"})) for number in range(endorsing.MOST_WAITING)])
    client.force_login(world.lia)
    refused = client.post(NEW, {"whom": world.marta.pk, "skill": "vision", "level": "4", "sentence": "x"})
    assert refused.status_code == 422 and "without an answer" in refused.content.decode()
    Endorsement.objects.all().delete()
    from home.views import endorsements

    for _again in range(endorsements.QUESTIONS + 1):
        answer = client.post(NEW, {"whom": world.marta.pk, "skill": "vision", "level": "4", "sentence": "x"})
    assert answer.status_code == 429


def test_erasing_either_side(world, vision):
    make_mentorship(world)
    given, waiting = asked(world, vision), endorsing.ask(world.lia, whom_to_ask(world.lia, NOW.date())[0], Skill.objects.create(code="x", labels={"en": "X"}), 2, "y", NOW)
    endorsing.give(given, 5, "My own words.", NOW)
    SelfAssessment.objects.create(person=world.lia, moment="before", codes=["vision"], answers={"vision": 2}, started_at=NOW, changed_at=NOW)
    SkillGoal.objects.create(person=world.lia, skill=vision, level=4, started_on=NOW.date())
    told = {one.name: list(one.rows(world.lia)) for one in all_exports()}
    assert told["self_assessments"][0]["answers"] == {"vision": 2} and told["skill_goals"][0]["skill"] == "vision" and len(told["endorsements_asked"]) == 2
    erase_person(world.marta, at=LATER)
    given.refresh_from_db()
    assert given.words == "" and given.endorser.get_full_name() == "former member" and not Endorsement.objects.filter(pk=waiting.pk).exists()
    assert [each.level for each in evidence_of(world.lia, LATER)] == [5]  # it stays theirs
    erase_person(world.lia, at=LATER)
    assert not Endorsement.objects.exists() and not SelfAssessment.objects.exists() and not SkillGoal.objects.exists()
