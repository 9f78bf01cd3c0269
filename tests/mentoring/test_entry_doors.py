"""Who may open and send the pages around an entry: anonymous, strangers, other cities, whoever only reads, wrong methods."""

from datetime import timedelta

import pytest
import time_machine

from mentoring.models import Participation
from tests.mentoring.entry_posts import entry_of, typed
from tests.rounds import make_round, take_part
from tests.world import NOW

pytestmark = pytest.mark.django_db
MY = "/en/my/mentoring/"
FORM = f"{MY}rounds/autumn/"
PAGES = [FORM, f"{FORM}sent/", f"{FORM}taking-back/", f"{FORM}shortlist/"]
WRITING = [FORM, f"{FORM}taking-back/", f"{FORM}shortlist/", f"{FORM}reach/"]
JOINED = [f"{FORM}sent/", f"{FORM}taking-back/", f"{FORM}shortlist/"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("address", [MY, *PAGES])
def test_who_is_signed_out_signs_in_first(world, client, address):
    make_round(world)
    answer = client.get(address)
    assert answer.status_code == 302 and "/account/login/" in answer.url


@pytest.mark.parametrize("address", WRITING)
def test_what_somebody_signed_out_typed_is_given_back(world, client, address):
    make_round(world)
    answer = client.post(address, typed("send", hope="A sentence worth keeping"))
    assert answer.status_code == 403 and "A sentence worth keeping" in answer.content.decode()
    assert not Participation.objects.exists()


@pytest.mark.parametrize("address", JOINED)
@pytest.mark.parametrize("who", ["carla", "nadia", "mouna", "stranger"])
def test_somebody_elses_entry_is_not_there(world, client, address, who):
    """Not even for those who keep the round, or the person's city: these pages are one's own."""
    entry = take_part(make_round(world), world.lia, wants={"bookkeeping": (1, 3)})
    client.force_login(getattr(world, who))
    assert client.get(address).status_code == 404
    assert client.post(address, typed("send")).status_code == (405 if address.endswith("sent/") else 404)
    entry.refresh_from_db()
    assert entry.left_at is None


@pytest.mark.parametrize("who", ["mouna", "nadia", "stranger"])
@pytest.mark.parametrize("address", [FORM, f"{FORM}reach/"])
def test_a_round_of_another_city_is_not_there(world, client, who, address):
    """Nor for the network's coordinators, who find it at their desk: they do not belong to the city."""
    make_round(world, city=world.cascais)
    client.force_login(getattr(world, who))
    assert client.post(address, typed("save")).status_code == 404
    assert not Participation.objects.exists()


@pytest.mark.parametrize("who", ["lia", "nadia"])
def test_a_draft_round_is_not_there_not_even_for_who_keeps_it(world, client, who):
    make_round(world, draft=True)
    client.force_login(getattr(world, who))
    assert client.get(FORM).status_code == client.post(FORM, typed("save")).status_code == 404


def test_a_person_without_a_city_is_told_to_choose_one(world, client):
    make_round(world)
    client.force_login(world.stranger)
    for answer in (client.get(FORM), client.post(FORM, typed("send", hope="A sentence worth keeping"))):
        assert "/en/my/profile/#id_city" in answer.content.decode()
    assert answer.status_code == 409 and "A sentence worth keeping" in answer.content.decode()
    assert "/en/my/profile/#id_city" in client.get(MY).content.decode()
    assert not Participation.objects.exists()


@pytest.mark.parametrize(("address", "method"), [(MY, "post"), (FORM, "put"), (FORM, "delete"), (f"{FORM}sent/", "post"), (f"{FORM}reach/", "get"), (f"{FORM}taking-back/", "put"),
                                                 (f"{FORM}shortlist/", "delete")])
def test_other_methods_are_refused(world, client, address, method):
    take_part(make_round(world), world.lia, wants={"bookkeeping": (1, 3)})
    client.force_login(world.lia)
    assert getattr(client, method)(address).status_code == 405


# Closed calls ------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("fields", "words"), [
    ({"closed": True}, "The call closed on 21 November 2026, 10:00"),
    ({"call_opens_at": NOW + timedelta(days=2)}, "The call opens on 24 November 2026"),
    ({"call_closed_at": NOW - timedelta(hours=1)}, "earlier than announced"),
    ({"closed_at": NOW, "closing_reason": "The hall burned down."}, "The hall burned down."),
])
def test_a_closed_call_says_when_and_why_and_nothing_is_lost(world, client, fields, words):
    entry = take_part(make_round(world, **fields), world.lia, wants={"bookkeeping": (1, 3)}, draft=True)
    client.force_login(world.lia)
    assert client.get(FORM).status_code == 200
    answer = client.post(FORM, typed("send", hope="A sentence worth keeping"))
    page = answer.content.decode()
    assert answer.status_code == 409 and words in page and "A sentence worth keeping" in page
    entry.refresh_from_db()
    assert entry.submitted_at is None
    assert client.post(f"{FORM}taking-back/").status_code == client.post(f"{FORM}shortlist/", {"act": "add"}).status_code == client.post(f"{FORM}reach/", typed()).status_code == 409
    assert Participation.objects.filter(pk=entry.pk).exists()


def test_a_call_that_closes_while_somebody_types_says_so(world, client):
    """The page was open, the last second passed: the database decides, not the page."""
    take_part(make_round(world), world.lia, wants={"bookkeeping": (1, 3)}, draft=True)
    client.force_login(world.lia)
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        answer = client.post(FORM, typed("send", wants=[("bookkeeping", 1, 3)]))
    assert answer.status_code == 409 and entry_of(world.lia).submitted_at is None


# Taking back -------------------------------------------------------------------------------------------

def test_an_entry_is_taken_back_and_sent_in_again(world, client):
    entry = take_part(make_round(world), world.lia, wants={"bookkeeping": (1, 3)})
    client.force_login(world.lia)
    assert "Nobody is told" in client.get(f"{FORM}taking-back/").content.decode()
    assert client.post(f"{FORM}taking-back/").url == MY
    entry.refresh_from_db()
    assert entry.left_at == NOW and entry.request.skills.exists()
    assert "Taken back" in client.get(MY).content.decode()
    assert client.get(f"{FORM}sent/").url == FORM
    assert client.post(FORM, typed("send", wants=[("bookkeeping", 1, 3)])).url == f"{FORM}sent/"
    entry.refresh_from_db()
    assert entry.left_at is None


def test_a_draft_is_thrown_away(world, client):
    take_part(make_round(world), world.lia, wants={"bookkeeping": (1, 3)}, draft=True)
    client.force_login(world.lia)
    assert client.post(f"{FORM}taking-back/").url == MY
    assert not Participation.objects.exists()


# The live hint -----------------------------------------------------------------------------------------

def test_the_live_hint_counts_what_is_typed_and_keeps_nothing(world, client):
    take_part(make_round(world), world.marta, offers={"bookkeeping": 4})
    client.force_login(world.lia)
    said = client.post(f"{FORM}reach/", typed("", wants=[("bookkeeping", 1, 3)])).content.decode()
    assert "1 mentor is within reach" in said and "Marta" not in said and "<html" not in said
    assert Participation.objects.count() == 1


def test_the_live_hint_is_not_to_be_asked_all_day(world, client, monkeypatch):
    monkeypatch.setattr("mentoring.views.entries.REACH_PER_WINDOW", 2)
    make_round(world)
    client.force_login(world.lia)
    assert [client.post(f"{FORM}reach/", typed()).status_code for _try in range(3)] == [200, 200, 429]
