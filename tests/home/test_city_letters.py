"""Lists that lead to a letter: to some or all on it, looked at first, once each, and ended for good by a link."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from academy.emails import deliver
from academy.models import Event, Intention
from courses.models.records import EnrolmentState
from home.city_letters import CityLetter, LettersStopped
from home.writing_city_letters import stop_url
from tests.world import enrol, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LIST, LETTER = "/en/city/cascais/figures/stuck/", "/en/city/cascais/figures/stuck/letter/"


@pytest.fixture
def stuck(world):
    """{login: enrolment}: Lia and Ana are stuck; Bea was seen yesterday; Chafik is stuck, in Mahdia."""
    today = timezone.localdate()
    people = {"lia": world.lia, "ana": make_person("ana", "Ana Away", world.cascais), "bea": make_person("bea", "Bea Busy", world.cascais),
              "chafik": make_person("chafik", "Chafik Far", world.mahdia)}
    days = {"lia": 20, "ana": 30, "bea": 1, "chafik": 40}
    return {name: enrol(person, world.course, last_seen_on=today - timedelta(days=days[name])) for name, person in people.items()}


def form(*enrolments, act="send", **fields) -> dict:
    return {"who": [each.pk for each in enrolments], "subject": "How is it going?", "text": "Is something in the way?", "form_key": str(uuid.uuid4()), "act": act, **fields}


def letters_queued() -> list[Intention]:
    return list(Intention.objects.filter(kind="mail", key__contains="city_letter"))


def test_each_list_holds_whom_it_says(world, stuck, client):
    client.force_login(world.carla)
    words = client.get(LIST).content.decode()
    assert "Lia Learns" in words and "Ana Away" in words and "Bea Busy" not in words and "Chafik" not in words
    assert words.index("Ana Away") < words.index("Lia Learns"), "who is away longest stands first"
    long_ago = timezone.now() - timedelta(days=30)
    enrol(make_person("dan", "Dan Dormant", world.cascais), world.course, enrolled_at=long_ago)
    enrol(make_person("eva", "Eva Waits", world.cascais), world.course, state=EnrolmentState.WAITING)
    enrol(make_person("fay", "Fay Finished", world.cascais), world.course, finished_at=long_ago, last_seen_on=long_ago.date())
    for path, name in (("not-begun", "Dan Dormant"), ("waiting", "Eva Waits"), ("finished", "Fay Finished")):
        found = client.get(f"/en/city/cascais/figures/{path}/").content.decode()
        assert [each for each in ("Lia Learns", "Dan Dormant", "Eva Waits", "Fay Finished") if each in found] == [name]
    front = client.get("/en/city/cascais/").content.decode()
    assert "Write to people who are stuck" in front and "Suggest a next step" in front
    assert client.get("/en/city/cascais/figures/rich/").status_code == 404


def test_a_letter_is_looked_at_then_reaches_those_chosen_once(world, stuck, client):
    client.force_login(world.carla)
    sent = form(stuck["lia"], stuck["bea"], stuck["chafik"], act="look")
    words = client.post(LETTER, sent).content.decode()
    assert "As your readers will see it" in words and "Carla Coordinates, who coordinates" in words and not CityLetter.objects.exists()
    assert "Is something in the way?" in client.post(LETTER, {**sent, "act": "change"}).content.decode()
    for _again in range(2):
        assert client.post(LETTER, {**sent, "act": "send"}).status_code == 302
    (queued,) = letters_queued()
    assert CityLetter.objects.get().sent_to == 1, "Bea is not stuck, and Chafik is not of Cascais"
    line = Event.objects.get(verb="wrote", object_kind="city_letter")
    assert line.subject == world.carla.subject and line.details == {"city": "cascais", "reason": "stuck", "people": 1}
    deliver(queued)
    (letter,) = mail.outbox
    assert letter.to == ["Lia Learns <lia@people.example>"] and letter.reply_to and "carla@" in letter.reply_to[0] and letter.subject == "Cascais: How is it going?"
    assert "Carla Coordinates" in letter.body and "Is something in the way?" in letter.body and "because you take part in a course" in letter.body
    assert letter.extra_headers["List-Unsubscribe"].strip("<>").startswith("http")


def test_everyone_on_the_list_gets_it_but_who_wants_no_letters(world, stuck, client):
    path = stop_url(world.lia).split("//", 1)[1].partition("/")[2]
    assert client.get(f"/{path}").status_code == 200 and not LettersStopped.objects.exists(), "a scanner that follows links stops nothing"
    assert client.post(f"/{path}").status_code == 200 and LettersStopped.objects.get().person == world.lia
    assert client.post(f"/{path[:-2]}x/").status_code == 404
    client.force_login(world.carla)
    assert "wants no letters" in client.get(LETTER, {"everyone": "1"}).content.decode()
    client.post(LETTER, form(everyone="1"))
    assert [each.payload["person"] for each in letters_queued()] == [stuck["ana"].person_id]
    client.force_login(world.lia)
    assert "You get none." in client.get("/en/my/mails/city/").content.decode()
    client.post("/en/my/mails/city/", {"letters": "yes"})
    assert not LettersStopped.objects.exists()


def test_who_moved_away_or_stopped_meanwhile_is_left_alone(world, stuck, client):
    client.force_login(world.carla)
    client.post(LETTER, form(stuck["lia"], stuck["ana"]))
    world.lia.city = world.mahdia
    world.lia.save()
    LettersStopped.objects.create(person=stuck["ana"].person, stopped_at=timezone.now())
    for each in letters_queued():
        deliver(each)
    assert mail.outbox == []


def test_what_was_typed_stays_and_too_many_letters_are_refused(world, stuck, client, monkeypatch):
    client.force_login(world.carla)
    answer = client.post(LETTER, form(stuck["lia"], subject=""))
    assert answer.status_code == 422 and "Is something in the way?" in answer.content.decode()
    assert client.post(LETTER, form()).status_code == 302, "nobody chosen"
    monkeypatch.setattr("home.views.city_letters.PER_DAY", 1)
    assert client.post(LETTER, form(stuck["lia"])).status_code == 302
    refused = client.post(LETTER, form(stuck["ana"], text="A second one"))
    assert refused.status_code == 422 and "A second one" in refused.content.decode() and len(letters_queued()) == 1


def test_only_the_citys_own_coordinators_write(world, stuck, client):
    for who in (world.mouna, world.nadia, world.stranger, world.marta):
        client.force_login(who)
        assert client.post(LETTER, form(stuck["lia"])).status_code == 404 == client.get(LIST).status_code
    client.force_login(world.carla)
    assert client.post(LIST).status_code == 405
    client.logout()
    assert client.post(LETTER, form(stuck["lia"])).status_code == 302 and client.get("/en/my/mails/city/").status_code == 302
    assert letters_queued() == [] and not CityLetter.objects.exists()
