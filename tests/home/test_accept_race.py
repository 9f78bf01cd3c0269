"""Many clicks at once on one invitation, and one list confirmed many times at once: each happens once."""

import threading

import pytest
from django.db import connections
from django.utils import timezone

from academy.invitation_run import carry_out, plan
from academy.inviting import Refused, accept, invite
from academy.models import Event, Intention, Invitation, RoleGrant, User
from academy.models.people import Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def all_at_once(work, times: int = 8) -> None:
    def one() -> None:
        try:
            work()
        finally:
            connections.close_all()
    threads = [threading.Thread(target=one) for _n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def test_an_invitation_is_accepted_once(world):
    made, outcomes, at = invite(world.cascais, world.stranger.email, Role.MENTOR, by=world.carla, at=timezone.now(), language="en"), [], timezone.now()

    def click() -> None:
        try:
            accept(Invitation.objects.get(pk=made.pk), User.objects.get(pk=world.stranger.pk), at=at)
            outcomes.append("in")
        except Refused as refused:
            outcomes.append(str(refused))

    all_at_once(click)
    assert sorted(outcomes) == ["in"] + ["over"] * 7
    assert RoleGrant.objects.filter(person=world.stranger).count() == Event.objects.filter(verb="accepted").count() == 1


def test_a_list_confirmed_many_times_is_sent_once(world):
    text, at, outcomes = "".join(f"p{n}@people.example\n" for n in range(20)), timezone.now(), []
    seal = plan(text, world.cascais, world.carla, at, "en").seal
    all_at_once(lambda: outcomes.append(carry_out(text, seal, world.cascais, User.objects.get(pk=world.carla.pk), at, "en")[1]))
    assert sorted(outcomes) == [0] * 7 + [20]
    assert Invitation.objects.count() == Intention.objects.filter(kind="academy.invitation").count() == 20
