"""Why nobody was found for me, what would help, and why not this mentor: from the round's own run, and no word of who excluded whom."""

import pytest
from django.core.cache import cache

from mentoring.exclusions import digest_of
from mentoring.models import ExcludedPerson, Participation, ShortlistEntry
from mentoring.publishing import publish
from mentoring.running import ask_for_run, play, take
from mentoring.views import round_reasons
from tests.rounds import make_round, take_part
from tests.world import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
PATH, FURTHER = "/en/my/mentoring/rounds/autumn/reasons/", "/en/my/mentoring/rounds/autumn/further/"
MONDAY_MORNING = [8, 9, 10]


@pytest.fixture
def november(time_machine):
    time_machine.move_to(NOW, tick=False)


def played(mentoring_round, world):
    """Simulated with the matcher, and published."""
    run = ask_for_run(mentoring_round, rules=mentoring_round.rules, by=world.nadia, at=NOW)
    assert play(take(run.pk, NOW), now=lambda: NOW)
    run.refresh_from_db()
    assert publish(mentoring_round, run, by=world.nadia, at=NOW)
    mentoring_round.refresh_from_db()
    return mentoring_round


@pytest.fixture
def left_over(world):
    """Marta has one place on Tuesday evenings; Teo gets it. Lia can on Monday mornings only."""
    mentoring_round = make_round(world, closed=True)
    take_part(mentoring_round, world.marta, offers={"bookkeeping": 4}, capacity=2)
    take_part(mentoring_round, world.teo, wants={"bookkeeping": (0, 3)})
    take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)}, hours=MONDAY_MORNING)
    return played(mentoring_round, world)


def text(answer) -> str:
    return answer.content.decode()


def test_who_is_left_over_reads_why_and_what_would_help(world, client, left_over):
    client.force_login(world.lia)
    page = text(client.get(PATH))
    assert "Nobody is found for you yet" in page and "No mentor on Monday mornings." in page
    assert "nobody would have lost their only one" in page and "Tuesday 18:00–19:00" in page
    assert "Marta" not in page and "Cascais" not in page


def test_who_has_somebody_reads_that(world, client, left_over):
    client.force_login(world.teo)
    page = text(client.get(PATH))
    assert "You are asked in a proposal, or in a mentorship already." in page and "Why there is no mentor" not in page


def test_a_mentor_whom_nobody_needs_reads_how_it_stands(world, client):
    mentoring_round = make_round(world, closed=True)
    take_part(mentoring_round, world.marta, offers={"bookkeeping": 4})
    take_part(mentoring_round, world.teo, offers={"bookkeeping": 4})
    take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)}, hours=MONDAY_MORNING)
    played(mentoring_round, world)
    client.force_login(world.marta)
    assert "Nobody asks, in your languages and at your hours, for what you offer." in text(client.get(PATH))


def test_the_other_way_of_being_left_over_is_a_full_house(world, client):
    mentoring_round = make_round(world, closed=True)
    take_part(mentoring_round, world.marta, offers={"bookkeeping": 4})
    people = {take_part(mentoring_round, person, wants={"bookkeeping": (1, 3)}).pk: person for person in (world.lia, world.teo)}
    played(mentoring_round, world)
    (lost,) = [person for entry, person in people.items() if not Participation.objects.get(pk=entry).request.proposals.exists()]
    client.force_login(lost)
    page = text(client.get(PATH))
    assert "One mentor would fit you, and every place they have is taken." in page and "Why not this one?" in page
    key = page.split("?mentor=")[1].split("#")[0]
    asked = text(client.get(f"{PATH}?mentor={key}"))
    assert "Every place of this mentor is used." in asked and "Marta" not in asked
    assert client.get(f"{PATH}?mentor=made-up").status_code == 404


def test_an_exclusion_is_never_said(world, client):
    mentoring_round = make_round(world, closed=True)
    marta = take_part(mentoring_round, world.marta, offers={"bookkeeping": 4})
    lia = take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)})
    ExcludedPerson.objects.create(participation=marta, address_digest=digest_of(world.lia.email))
    ShortlistEntry.objects.create(participation=lia, wished=marta, as_mentor=False, place=1)
    played(mentoring_round, world)
    client.force_login(world.lia)
    page = text(client.get(PATH))
    key = page.split("?mentor=")[1].split("#")[0]
    asked = text(client.get(f"{PATH}?mentor={key}"))
    for words in ("exclu", "refus", "conflict", "does not want"):
        assert words not in page.casefold() and words not in asked.casefold()
    assert "A rule of this round or a private wish stands between" in page and "Which, nobody is told." in asked


def test_what_takes_a_run_of_the_matcher_is_worked_out_once_and_counted(world, client, monkeypatch):
    mentoring_round = make_round(world, closed=True)
    for number in range(2):
        take_part(mentoring_round, make_person(f"mentor-{number}", f"Mentor {number}", world.mahdia), offers={"bookkeeping": 4})
    people = [make_person(f"mentee-{number}", f"Mentee {number}", world.mahdia) for number in range(3)]
    for person in people:
        take_part(mentoring_round, person, wants={"bookkeeping": (1, 3)})
    played(mentoring_round, world)
    (lost,) = [person for person in people if not Participation.objects.get(person=person).request.proposals.exists()]
    client.force_login(lost)
    keys = [part.split("#")[0] for part in text(client.get(PATH)).split("?mentor=")[1:]]
    monkeypatch.setattr(round_reasons, "ASKED_AN_HOUR", 2)  # the advice on the page before took one
    again = [text(client.get(f"{PATH}?mentor={key}")) for key in (keys[0], keys[0], keys[1])]
    assert ["Many have been asked about" in each for each in again] == [False, False, True]
    cache.clear()


def test_nobody_keeps_the_matcher_busy_by_loading_the_page(world, client, monkeypatch, left_over):
    monkeypatch.setattr(round_reasons, "OF_A_ROUND", 0)
    client.force_login(world.lia)
    page = text(client.get(PATH))
    assert "No mentor on Monday mornings." in page and "nobody would have lost their only one" not in page
    monkeypatch.setattr(round_reasons, "OF_A_ROUND", 1)
    pages = [text(client.get(PATH)) for _load in range(2)]
    assert all("nobody would have lost their only one" in each for each in pages), "worked out once, and kept"
    cache.clear()


def test_before_publication_there_is_nothing_to_read(world, client):
    take_part(make_round(world), world.lia, wants={"bookkeeping": (1, 3)})
    client.force_login(world.lia)
    assert client.get(PATH).status_code == 404 and client.post(FURTHER, {"want": "none"}).status_code == 404


# Further proposals -------------------------------------------------------------------------------------

def test_no_further_proposals_and_again(world, client, left_over):
    client.force_login(world.lia)
    assert "You get none in this round." in text(client.post(FURTHER, {"want": "none"}, follow=True))
    assert Participation.objects.get(person=world.lia).stopped_at == NOW
    assert "You stand in the pool again." in text(client.post(FURTHER, {"want": "more"}, follow=True))
    assert Participation.objects.get(person=world.lia).stopped_at is None
    assert client.post(FURTHER, {"want": "cake"}).url == PATH


def test_strangers_find_neither_page_and_whoever_is_signed_out_signs_in(world, client, left_over):
    assert client.get(PATH).url == client.post(FURTHER, {"want": "none"}).url == f"/en/account/login/?next={PATH}"
    for person in (world.stranger, world.carla, world.mouna, world.nadia):
        client.force_login(person)
        assert (client.get(PATH).status_code, client.post(FURTHER, {"want": "none"}).status_code) == (404, 404)
    assert not Participation.objects.filter(stopped_at__isnull=False).exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method(world, client, left_over, method):
    client.force_login(world.lia)
    assert (getattr(client, method)(PATH).status_code, getattr(client, method)(FURTHER).status_code, client.post(PATH).status_code, client.get(FURTHER).status_code) == (405,) * 4


def test_it_takes_the_same_queries_however_many_take_part(world, client, django_assert_max_num_queries):
    counts = []
    for size in (2, 8):
        mentoring_round = make_round(world, f"size-{size}", closed=True)
        for number in range(size):
            take_part(mentoring_round, make_person(f"m{size}-{number}", f"Mentor {number}", world.mahdia), offers={"bookkeeping": 4}, other_city_only=False)
        take_part(mentoring_round, world.lia, wants={"bookkeeping": (1, 3)}, hours=MONDAY_MORNING, other_city_only=True)
        take_part(mentoring_round, world.marta, wants={"bookkeeping": (1, 3)})
        played(mentoring_round, world)
        client.force_login(world.lia)
        client.get(PATH.replace("autumn", f"size-{size}"))
        with django_assert_max_num_queries(60) as made:
            client.get(PATH.replace("autumn", f"size-{size}"))
        counts.append(len(made))
    assert counts[0] == counts[1]
