"""Inviting people into a cohort by their addresses: the same for known and unknown ones."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from academy.models import Intention
from academy.outbox_drain import drain
from academy.personal_data import all_exports
from cohorts import cohort_inviting
from cohorts.models import CohortInvitation, CohortMembership, JoinWay
from tests.cohort_world import make_cohort, make_facilitator, put_in
from tests.world import NOW

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "lia@people.example", "nobody-yet@people.example"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cohort(world):
    return make_cohort(world, join_way=JoinWay.INVITATION)


@pytest.fixture
def desk(world, cohort, client):
    client.force_login(make_facilitator(world, cohort))
    return client


def invite(desk, addresses: str):
    return desk.post(reverse("lead_invitations", args=["winter"]), {"addresses": addresses, "language": "en"})


def invited(cohort, world, email=KNOWN) -> CohortInvitation:
    cohort_inviting.invite(cohort, [email], world.carla, NOW, "en")
    return CohortInvitation.objects.get(email=email)


def link(invitation) -> str:
    return reverse("cohort_invitation", args=[invitation.token])


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(desk, cohort, mailoutbox):
    told = []
    for email in (KNOWN, UNKNOWN):
        html = desk.post(reverse("lead_invitations", args=["winter"]), {"addresses": email, "language": "en"}, follow=True).content.decode()
        html = re.sub(r"<h2>Not answered yet.*?</ul>", "", html, flags=re.S)  # the second page lists both, as they were typed
        told.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html))
    assert told[0] == told[1]
    drain()
    bodies = [re.sub(r"invitation/[^/]+/", "invitation/…/", mail.body) for mail in mailoutbox]
    assert len(bodies) == 2
    assert bodies[0] == bodies[1]


def test_neither_the_outbox_nor_the_table_opens_the_door(desk, cohort):
    invite(desk, UNKNOWN)
    made = CohortInvitation.objects.get()
    kept = f"{list(Intention.objects.values_list('payload', flat=True))} {list(CohortInvitation.objects.values())}"
    assert made.token not in kept
    assert UNKNOWN not in f"{list(Intention.objects.values_list('payload', flat=True))}"


def test_a_list_with_a_broken_address_invites_nobody(desk, cohort):
    answer = invite(desk, f"{KNOWN}, not an address\n{UNKNOWN}")
    assert answer.status_code == 422
    assert "not an address" in answer.content.decode()
    assert UNKNOWN in answer.content.decode()
    assert not CohortInvitation.objects.exists()


def test_an_address_is_invited_once_while_it_waits(desk, cohort):
    invite(desk, f"{KNOWN}; {KNOWN.upper()}")
    invite(desk, KNOWN)
    assert CohortInvitation.objects.count() == 1


def test_who_has_an_account_finds_it_on_the_page_and_accepts(world, cohort, client):
    made = invited(cohort, world)
    client.force_login(world.lia)
    assert link(made) in client.get(reverse("cohort", args=["winter"])).content.decode()
    answer = client.post(link(made), {"answer": "accept", "name_hidden": "on"})
    assert answer.url == reverse("cohort", args=["winter"])
    mine = CohortMembership.objects.get()
    assert (mine.is_member, mine.name_hidden) == (True, True)
    made.refresh_from_db()
    assert (made.accepted_at, made.email) == (NOW, "")


def test_who_has_none_signs_up_on_the_way(world, cohort, client):
    made = invited(cohort, world, UNKNOWN)
    html = client.get(link(made)).content.decode()
    assert f"{reverse('account_signup')}?next={link(made)}" in html
    assert "/account/login/" in client.post(link(made), {"answer": "accept"}).url
    made.refresh_from_db()
    assert made.accepted_at is None
    client.force_login(world.stranger)  # the new account
    client.post(link(made), {"answer": "accept"})
    assert CohortMembership.objects.get().person == world.stranger


def test_a_link_works_once(world, cohort, client):
    made = invited(cohort, world)
    client.force_login(world.lia)
    client.post(link(made), {"answer": "accept"})
    client.force_login(world.marta)
    client.post(link(made), {"answer": "accept"})
    assert CohortMembership.objects.count() == 1
    assert "answered or taken back" in client.get(link(made)).content.decode()


def test_declining_forgets_the_address(world, cohort, client):
    made = invited(cohort, world, UNKNOWN)
    client.post(link(made), {"answer": "decline"})
    made.refresh_from_db()
    assert (made.declined_at, made.email) == (NOW, "")


def test_a_full_cohort_puts_the_invited_in_line(world, client):
    cohort = make_cohort(world, join_way=JoinWay.INVITATION, seats=1)
    put_in(cohort, world.marta)
    made = invited(cohort, world)
    client.force_login(world.lia)
    assert "number 1 in line" in client.post(link(made), {"answer": "accept"}, follow=True).content.decode()


def test_after_the_last_day_to_join_it_goes_on_waiting(world, cohort, client):
    made = invited(cohort, world)
    cohort.joining_closes_on = NOW.date() - timedelta(days=1)
    cohort.save()
    client.force_login(world.lia)
    answer = client.post(link(made), {"answer": "accept"})
    assert answer.status_code == 422
    assert "Joining has closed" in answer.content.decode()
    made.refresh_from_db()
    assert made.accepted_at is None


def test_one_taken_back_or_expired_or_made_up_opens_nothing(world, cohort, desk, client):
    made = invited(cohort, world)
    desk.post(reverse("lead_invitation_withdrawal", args=["winter", made.pk]))
    client.force_login(world.lia)
    client.post(link(made), {"answer": "accept"})
    assert not CohortMembership.objects.exists()
    assert client.get(reverse("cohort_invitation", args=["made-up"])).status_code == 404
    again = invited(cohort, world, UNKNOWN)
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        client.force_login(world.lia)
        client.post(link(again), {"answer": "accept"})
    assert not CohortMembership.objects.exists()


def test_one_taken_back_before_it_was_sent_is_not_sent(world, cohort, mailoutbox):
    cohort_inviting.withdraw(invited(cohort, world), world.carla, NOW)
    drain()
    assert mailoutbox == []


def test_addresses_are_forgotten_ninety_days_after_it_expires(world, cohort):
    invited(cohort, world)
    assert CohortInvitation.objects.all().forget_addresses(NOW + timedelta(days=119)) == 0
    assert CohortInvitation.objects.all().forget_addresses(NOW + timedelta(days=121)) == 1
    assert CohortInvitation.objects.get().email == ""


def test_there_is_a_limit_a_day(world, cohort, desk, monkeypatch):
    monkeypatch.setattr(cohort_inviting, "MOST_A_DAY", 2)
    assert invite(desk, "a@people.example b@people.example".replace(" ", "\n")).status_code == 302
    answer = invite(desk, "c@people.example")
    assert answer.status_code == 422
    assert "c@people.example" in answer.content.decode()


def test_somebody_gets_the_invitations_that_wait_for_them_and_nobody_elses(world, cohort):
    cohort_inviting.invite(cohort, [KNOWN, UNKNOWN], world.carla, NOW, "en")
    rows = [row for one in all_exports() if one.name == "cohort_invitations" for row in one.rows(world.lia)]
    assert [(row["cohort"], row["address"], row["sent_at"]) for row in rows] == [("Winter", KNOWN, NOW)]
