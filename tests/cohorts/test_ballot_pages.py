"""The pages of a ballot: who meets which, what is said before and after a vote, and what a stranger can recount."""

import json
import re
import subprocess
import sys
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.decisions.amending import amend, reject
from cohorts.decisions.ballot_published import SCRIPT
from cohorts.decisions.closing_ballots import close
from cohorts.models import AmendmentWay, Ballot, BallotRoll, Objection, OpenVote, ParticipatedSpace, SecretVote
from tests.cohorts.ballot_world import WEEK, make_ballot, make_hall, make_proposal, vote

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def hall(world):
    return make_hall(world.cascais)


def running(hall, **rule) -> Ballot:
    """Open by the real clock, which the pages ask."""
    now = timezone.now()
    return make_ballot(hall, at=now - timedelta(hours=1), closes_at=now + WEEK, **{"opens_at": now - timedelta(hours=1), **rule})


def ends(ballot: Ballot) -> None:
    """Counted after its end, whichever day it is."""
    close(ballot, by=None, at=ballot.closes_at + timedelta(seconds=1))


def hidden(page: str, name: str) -> str:
    return re.search(f'name="{name}" value="([^"]+)"', page)[1]


def test_a_secret_vote_from_its_page(client, hall):
    ballot = running(hall)
    client.force_login(hall.people[2])
    page = client.get(reverse("ballot", args=[ballot.pk]))
    text = page.content.decode()
    number, voice = hidden(text, "number"), hidden(text, "voice")
    assert uuid.UUID(number).version == 4 and text.count(number) == 2  # in the form, and said before voting
    assert "This is a secret ballot." in text and "What it cannot promise" in text and "no-store" in page["Cache-Control"]
    missing = client.post(page.request["PATH_INFO"], {"number": number, "voice": voice})
    assert missing.status_code == 422 and number in missing.content.decode() and not SecretVote.objects.exists()
    said = client.post(page.request["PATH_INFO"], {"number": number, "voice": voice, "choice": "against"})
    assert said.status_code == 200 and "Your vote is in." in said.content.decode() and number in said.content.decode()  # no redirect: no number in an address
    assert number not in json.dumps(dict(client.session)) and number not in str(said.cookies)
    again = client.post(page.request["PATH_INFO"], {"number": number, "voice": voice, "choice": "for"}).content.decode()
    assert "This second press changed nothing" in again
    other_tab = client.post(page.request["PATH_INFO"], {"number": str(uuid.uuid4()), "voice": voice, "choice": "for"})
    assert other_tab.status_code == 422 and "You have voted already" in other_tab.content.decode()
    assert [SecretVote.objects.get().choice, "You have voted." in client.get(page.request["PATH_INFO"]).content.decode()] == ["against", True]
    for wrong in ({"number": "7", "voice": voice, "choice": "for"}, {"number": str(uuid.uuid1()), "voice": voice, "choice": "for"}, {"choice": "for"}):
        assert client.post(page.request["PATH_INFO"], wrong).status_code == 422


def test_late_or_not_on_the_roll_is_said_in_words(client, hall, world):
    ballot = running(hall)
    voice = BallotRoll.objects.filter(ballot=ballot, person=hall.people[1]).get().pk
    given = {"number": str(uuid.uuid4()), "voice": str(voice), "choice": "for"}
    assert client.post(reverse("ballot", args=[ballot.pk]), given).status_code == 302  # to sign in
    client.force_login(world.stranger)
    assert "You are not on the roll" in client.get(reverse("ballot", args=[ballot.pk])).content.decode()
    refused = client.post(reverse("ballot", args=[ballot.pk]), given)
    assert refused.status_code == 422 and "You are not on the roll" in refused.content.decode()
    Ballot.objects.filter(pk=ballot.pk).update(opened_at=timezone.now() - 2 * WEEK, opens_at=timezone.now() - 2 * WEEK, closes_at=timezone.now() - WEEK)
    client.force_login(hall.people[1])
    late = client.post(reverse("ballot", args=[ballot.pk]), given)
    assert late.status_code == 422 and "Your vote came later and does not count" in late.content.decode()
    assert not SecretVote.objects.exists()


def test_organisers_write_it_down_and_others_do_not_find_the_form(client, hall, world):
    proposal = make_proposal(hall)
    address = reverse("ballot_new", args=[proposal.pk])
    assert client.get(address).status_code == 302
    for person in (world.stranger, world.mouna, world.carla, hall.people[3]):
        client.force_login(person)
        assert client.get(address).status_code == client.post(address, {}).status_code == 404
    client.force_login(hall.people[0])
    asked = amend(proposal, seen=1, way=AmendmentWay.CHANGE, paragraph=1, text="Open it on Tuesdays.", reason="Mondays are for rest.", form_key=uuid.uuid4(),
                  by=hall.people[3], at=timezone.now())
    assert "An amendment waits" in client.get(address).content.decode(), "said before the long form is filled in, not after"
    reject(asked, words="Mondays it is.", by=hall.people[0], at=timezone.now())
    assert "An amendment waits" not in client.get(address).content.decode()
    form, end = client.get(address).context["form"], timezone.localdate() + timedelta(days=9)
    given = {**{name: str(value) for name, value in form.initial.items()}, "method": "secret", "closes_day": end.isoformat(), "closes_time": "18:00"}
    for wrong, said in (({"quorum": "101"}, "More than 100 percent"), ({"quorum": ""}, "Say how many"), ({"closes_day": "2020-01-01"}, "not in the past"), ({"opens": "later"}, "Say when it opens"),
                        ({"majority": "most_votes"}, "give the options"), ({"quorum_kind": "number", "quorum": "8"}, "only 7 may vote"), ({"method": "consent", "options": "a\nb"}, "about one text"),
                        ({"question": ""}, "required")):
        answer = client.post(address, {**given, **wrong})
        assert answer.status_code == 422 and said in answer.content.decode()
    assert not Ballot.objects.exists()
    made = client.post(address, given)
    ballot = Ballot.objects.get()
    assert made.url == reverse("ballot", args=[ballot.pk]) and ballot.quorum_percent == 50 and ballot.roll.count() == 7
    assert client.get(address).url == made.url  # one at a time
    assert b"Who may vote" in client.get(made.url).content and b"Decide it" in client.get(reverse("proposal", args=[proposal.pk])).content


def test_only_organisers_close_and_cancel(client, hall, world):
    ballot = running(hall)
    doors = [reverse(name, args=[ballot.pk]) for name in ("ballot_closing", "ballot_cancellation")]
    for door in doors:
        assert client.post(door).status_code == 302
    for person in (world.stranger, world.carla, hall.people[3]):
        client.force_login(person)
        assert [client.post(door, {"words": "x"}).status_code for door in doors] == [404, 404]
    client.force_login(hall.people[0])
    assert [client.get(door).status_code for door in doors] == [405, 405]
    early = client.post(doors[0])
    assert early.status_code == 422 and "Not everybody has voted yet" in early.content.decode()
    assert client.post(doors[1], {"words": " "}).status_code == 422 and client.post(doors[1], {"words": "A mistake"}).status_code == 302
    assert "A mistake" in client.get(reverse("ballot", args=[ballot.pk])).content.decode()


def test_a_stranger_reads_the_result_and_recounts_it_with_the_small_program(client, hall, tmp_path):
    cases = [({"quorum_percent": 50}, ["for", "for", "against", "abstain"]), ({"quorum_number": 5}, ["for"]), ({"majority": "two_thirds"}, ["for", "against"]),
             ({"majority": "half_entitled"}, ["for"] * 4), ({"tie": "second_ballot"}, ["for", "against"]), ({"majority": "most_votes", "options": ["a", "b", "c"]}, ["2", "2", "3"]),
             ({"method": "open"}, ["for", "for"])]
    outcomes = []
    for number, (rule, choices) in enumerate(cases):
        ballot = running(hall, proposal=make_proposal(hall, f"Number {number}"), **rule)
        for person, choice in zip(hall.people, choices, strict=False):
            vote(ballot, person, choice, at=timezone.now())
        assert client.get(reverse("ballot_result_json", args=[ballot.pk])).status_code == 404
        ends(ballot)
        file = tmp_path / "result.json"
        file.write_bytes(client.get(reverse("ballot_result_json", args=[ballot.pk])).content)
        said = json.loads(file.read_text())
        outcomes.append(said["result"]["outcome"])
        assert not [person for person in hall.people if person.name in file.read_text()]
        if number in (0, 5):  # a process each is dear
            run = subprocess.run([sys.executable, "-S", "-E", str(SCRIPT), str(file)], capture_output=True, text=True, check=False)
            assert run.returncode == 0 and "The same as published." in run.stdout
            said["votes"][0]["choice"] = next(choice for choice in said["rule"]["choices"] if choice != said["votes"][0]["choice"])
            file.write_text(json.dumps(said))
            assert subprocess.run([sys.executable, "-S", "-E", str(SCRIPT), str(file)], capture_output=True, check=False).returncode == 1
    assert outcomes == ["adopted", "no_quorum", "not_adopted", "adopted", "second_ballot", "adopted", "adopted"]
    page = client.get(reverse("ballot_result", args=[Ballot.objects.get(quorum_percent=50).pk])).content.decode()
    assert all(str(each) in page for each in SecretVote.objects.filter(ballot__quorum_percent=50).values_list("pk", flat=True)) and "4 of 7 voted" in page
    assert "Fewer" not in page and "were needed" in client.get(reverse("ballot_result", args=[Ballot.objects.get(quorum_number=5).pk])).content.decode()
    assert len(SCRIPT.read_text().splitlines()) < 35


def test_names_of_an_open_vote_are_for_members_only(client, hall, world):
    ballot = running(hall, method="open")
    vote(ballot, hall.people[4], "against", reason="It is too early for me.", at=timezone.now())
    for closed in (False, True):
        if closed:
            ends(ballot)
        address = reverse("ballot_result" if closed else "ballot", args=[ballot.pk])
        shown = {}
        for who in (None, world.stranger, world.mouna, world.nadia, hall.people[1], world.carla):
            client.logout()
            if who is not None:
                client.force_login(who)
            text = client.get(address).content.decode()
            shown[who] = (hall.people[4].name in text, closed and "It is too early" in text)
        members = {hall.people[1], world.carla}
        assert shown == {who: (who in members, closed and who in members) for who in shown}


def test_a_ballot_of_a_space_that_is_not_open_is_not_there_for_strangers(client, hall, world):
    ballot = running(hall)
    ParticipatedSpace.objects.update(opened_on=None)
    for who, status in ((None, 404), (world.stranger, 404), (world.mouna, 404), (hall.people[1], 200), (world.carla, 200)):
        client.logout()
        if who is not None:
            client.force_login(who)
        assert client.get(reverse("ballot", args=[ballot.pk])).status_code == status


def test_a_round_of_consent_from_its_pages(client, hall, world):
    ballot = running(hall, method="consent")
    address = reverse("ballot", args=[ballot.pk])
    client.force_login(hall.people[1])
    text = client.get(address).content.decode()
    given = {"number": hidden(text, "number"), "voice": hidden(text, "voice"), "choice": "object"}
    kept = client.post(address, given)
    assert kept.status_code == 422 and "Say why you object" in kept.content.decode() and hidden(kept.content.decode(), "number") == given["number"]
    assert client.post(address, {**given, "reason": "<b>Mondays</b> are for washing."}).status_code == 200
    objection = Objection.objects.get()
    answer, word = (reverse(name, args=[ballot.pk, objection.pk]) for name in ("objection_answer", "objection_word"))
    for person, door in ((world.stranger, answer), (hall.people[3], answer), (hall.people[3], word), (world.mouna, word)):
        client.force_login(person)
        assert client.post(door, {"words": "x"}).status_code == 404
    client.force_login(hall.people[1])
    assert client.post(word, {"stands": "no"}).status_code == 422  # nobody has answered yet
    client.force_login(hall.people[0])
    assert client.post(answer, {"words": ""}).status_code == 422 and client.post(answer, {"words": "Then from noon."}).status_code == 302
    client.force_login(hall.people[1])
    assert "Then from noon." in client.get(address).content.decode() and client.post(word, {"stands": "no", "words": "Noon is fine."}).status_code == 302
    objection.refresh_from_db()
    assert (objection.stands, OpenVote.objects.get().reason) == (False, "<b>Mondays</b> are for washing.")
    assert "<b>Mondays" not in client.get(address).content.decode()


def test_the_page_asks_as_often_for_seven_as_for_thirty(client, world):
    asked = []
    for people in (7, 30):
        hall = make_hall(world.cascais, people, slug=f"hall-{people}")
        ballot = running(hall, method="open")
        for person in hall.people[1:people - 1]:
            vote(ballot, person, at=timezone.now())
        client.force_login(hall.people[0])
        client.get(reverse("ballot", args=[ballot.pk]))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("ballot", args=[ballot.pk]))
        ends(ballot)
        with CaptureQueriesContext(connection) as more:
            client.get(reverse("ballot_result", args=[ballot.pk]))
        asked.append((len(queries), len(more)))
    assert asked[0] == asked[1]
