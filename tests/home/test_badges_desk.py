"""Where badges are written: a city's coordinators theirs, the network's those of the network; and what changes nothing for those who hold one."""

import uuid

import pytest
from django.utils import timezone

from academy.models import Event, Skill
from courses.models import Badge, BadgeAward, IssuerKey
from home.badge_desk import held_words
from tests.courses.badge_world import earn, make_badge

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CITY, NETWORK = "/en/city/cascais/badges/", "/en/network/badges/"


def written(world, **fields) -> dict:
    return {"key": str(uuid.uuid4()), "kind": "learning", "course": str(world.key), "title_en": "Co-producer", "description_en": "Makes services together.",
            "criteria_en": "Finish the course.", "tradition": "azulejo", "seed": "3", **fields}


def body(answer) -> str:
    return answer.content.decode()


def test_only_those_who_issue_it_may_write_it(world, client):
    badge, own = make_badge(world.cascais, "of-cascais"), make_badge(None, "of-the-network")
    city, network = [f"{CITY}{badge.slug}/", f"{CITY}new/"], [f"{NETWORK}{own.slug}/", f"{NETWORK}new/"]
    posts = [f"{CITY}key/", f"{CITY}{badge.slug}/retirement/"], [f"{NETWORK}key/", f"{NETWORK}{own.slug}/retirement/"]
    everything = [CITY, NETWORK, *city, *network]
    assert all("/account/login/" in client.get(address).url for address in everything)
    assert all("/account/login/" in client.post(address, written(world)).url for address in [*city, *network, *posts[0], *posts[1]])
    for who in ("mouna", "stranger", "lia", "teo"):
        client.force_login(getattr(world, who))
        assert {client.get(address).status_code for address in everything} == {404}, who
        assert {client.post(address, written(world)).status_code for address in [*city, *network, *posts[0], *posts[1]]} == {404}, who
    client.force_login(world.carla)
    assert {client.get(address).status_code for address in network} == {client.post(address, written(world)).status_code for address in [*network, *posts[1]]} == {404}
    assert {client.get(address).status_code for address in [CITY, *city]} == {200} and {client.get(address).status_code for address in posts[0]} == {405}
    client.force_login(world.nadia)  # reads the city's desk, writes nothing there
    assert [client.get(address).status_code for address in [CITY, *city, NETWORK, *network]] == [200, 200, 404, 200, 200, 200]
    assert {client.post(address, written(world)).status_code for address in [*city, *posts[0]]} == {404}
    assert client.get(f"{NETWORK}{badge.slug}/").status_code == 404
    assert Badge.objects.count() == 2 and not IssuerKey.objects.exists() and not Event.objects.filter(object_kind="badge_template").exists()


def test_a_badge_is_written_in_languages_with_skills_and_a_picture(world, client):
    skill = Skill.objects.create(code="vision", labels={"en": "Vision"})
    client.force_login(world.carla)
    given = written(world, title_pt="Coprodutora", skill_1=str(skill.pk), level_1="3")
    looked = client.post(f"{CITY}new/", {**given, "look": "1"})
    assert "It is not kept yet." in body(looked) and "badge-emblem" in body(looked) and not Badge.objects.exists()
    assert client.post(f"{CITY}new/", given).status_code == 302
    assert client.post(f"{CITY}new/", given).status_code == 302  # sent twice
    made = Badge.objects.get()
    assert (made.slug, made.city, made.titles, made.rule, made.version) == ("co-producer", world.cascais, {"en": "Co-producer", "pt": "Coprodutora"}, {"course": str(world.key)}, 1)
    assert list(made.skill_levels.values_list("skill__code", "level")) == [("vision", 3)] and str(made.key) == given["key"]
    assert "Co-producer" in body(client.get(CITY)) and "Vision" in body(client.get(CITY))


def test_what_is_wrong_is_said_and_what_was_typed_stays(world, client):
    client.force_login(world.nadia)
    for wrong, words in (
            ({"title_en": ""}, "This field is required"), ({"course": ""}, "Choose either a course"), ({"visits": "2"}, "Choose either a course"),
            ({"kind": "mentoring"}, "Say how many hours."), ({"kind": "hosting"}, "Say how many visits."), ({"kind": "flattery"}, "Select a valid choice"),
            ({"criteria_pt": "Faz."}, "Write the title in this language"), ({"title_en": "a\u202eb"}, "hidden characters")):
        answer = client.post(f"{NETWORK}new/", {**written(world, description_en="Stays as typed."), **wrong})
        assert answer.status_code == 422 and words in body(answer) and "Stays as typed." in body(answer) and not Badge.objects.exists(), wrong


def test_a_changed_badge_is_a_new_version_and_what_was_issued_stays(world, client):
    badge = make_badge(world.cascais, "of-cascais", rule={"course": str(world.key)})
    award = earn(world, badge=badge, at=timezone.now())
    client.force_login(world.carla)
    address = f"{CITY}{badge.slug}/"
    assert "Lia Learns" in body(client.get(address)) and "1 person holds it." in body(client.get(address))
    answer = client.post(address, written(world, title_en="Grand co-producer", kind="mentoring", hours="3"), follow=True)
    assert "Badges that were issued before stay as they are." in body(answer)
    badge.refresh_from_db()
    assert (badge.version, badge.kind, badge.title_in("en")) == (2, "learning", "Grand co-producer")
    said = body(client.get(f"/en/verify/{award.pk}/"))
    assert "genuine and valid" in said and "Grand" not in said
    client.post(f"{address}retirement/", {"offered": "no"})
    client.post(f"{address}retirement/", {"offered": "no"})
    badge.refresh_from_db()
    assert badge.retired_on and Event.objects.filter(verb="retired", object_kind="badge_template").count() == 1
    assert "genuine and valid" in body(client.get(f"/en/verify/{award.pk}/")) and "no longer offered" in body(client.get(CITY))


def test_a_new_key_leaves_what_the_old_one_signed_valid(world, client):
    badge = make_badge(None, "of-the-network")
    award = earn(world, badge=badge, at=timezone.now())
    client.force_login(world.nadia)
    assert award.key.kid in body(client.get(NETWORK))
    client.post(f"{NETWORK}key/")
    now = IssuerKey.objects.current().get()
    assert now.kid != award.key.kid and now.kid in body(client.get(NETWORK)) and "genuine and valid" in body(client.get(f"/en/verify/{award.pk}/"))


def test_the_network_reads_no_name_and_no_small_count(world, client):
    badge, own = make_badge(world.cascais, "of-cascais"), make_badge(None, "of-the-network")
    earn(world, badge=badge, at=timezone.now())
    earn(world, badge=own, at=timezone.now())
    client.force_login(world.nadia)
    for address in (CITY, f"{CITY}{badge.slug}/", NETWORK, f"{NETWORK}{own.slug}/"):
        said = body(client.get(address))
        assert "Lia" not in said and str(BadgeAward.objects.first().pk) not in said and "hold it" not in said and "holds it." not in said, address
    # Not even rounded: a number that moves the moment somebody earns one tells who it was.
    assert [held_words(n, False) for n in (0, 4, 5, 120)] == [""] * 4


def test_a_coordinator_reads_names_of_their_own_people_only(world, client):
    badge = make_badge(world.cascais, "of-cascais")
    earn(world, person=world.lia, badge=badge, at=timezone.now())
    earn(world, person=world.mouna, badge=badge, at=timezone.now())  # moved since
    client.force_login(world.carla)
    said = body(client.get(f"{CITY}{badge.slug}/"))
    assert "Lia Learns" in said and "Mouna" not in said and "2 people hold it." in said
