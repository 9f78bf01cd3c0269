"""Mails about proposals, the list on a group's page, and what the motor group sees is late."""


import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from academy.emails import context_of, subject_of
from academy.mail_message import render_text
from academy.models import Intention
from cohorts.decisions import proposal_mails  # noqa: F401  registers its mails
from cohorts.decisions.amending import accept, reject, revise
from cohorts.decisions.proposal_list import proposals_of, proposals_of_space
from cohorts.decisions.proposing import begin, put_forward
from cohorts.digest import tell_or_keep
from cohorts.models import DigestLine, GroupMembership, MailChoice
from tests.cohorts.test_propose import asked, proposed
from tests.space_world import hold_seat, make_seat
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOW, tick=False)


def written(template: str, person, **ids) -> str | None:
    context = context_of(f"cohorts/{template}", person, ids)
    return context and subject_of(f"cohorts/{template}", context) + "\n" + render_text(f"emails/cohorts/{template}/body.txt", context)


def test_every_mail_can_be_written_and_who_has_left_is_left_alone(world):
    made = proposed(world)
    one, two, three = asked(made, world.marta), asked(made, world.marta, 2, "The city buys it all."), asked(made, world.marta, 4, "We look at it each week.")
    put = written("proposal_put_forward", world.marta, proposal=str(made.pk))
    assert "Lia Learns has put a proposal forward" in put and f"/en/proposals/{made.pk}/" in put
    assert "Four is possible." in written("amendment_asked", world.lia, amendment=one.pk)
    accept(one, by=world.lia, at=NOW)
    reject(two, words="It does not buy all.", by=world.lia, at=NOW)
    revise(made, seen=2, text="Another text.", words="New", by=world.lia, at=NOW)
    assert written("amendment_asked", world.lia, amendment=one.pk) is None
    letters = [written("amendment_answered", world.marta, amendment=each.pk) for each in (one, two, three)]
    assert "was accepted" in letters[0] and "It does not buy all." in letters[1] and "write it anew" in letters[2]
    with translation.override("ar"):
        assert written("amendment_answered", world.marta, amendment=one.pk)
    GroupMembership.objects.filter(person=world.marta).update(finished_on=NOW.date())
    assert written("amendment_answered", world.marta, amendment=one.pk) is None


def test_who_chose_one_mail_a_day_gets_a_line_of_it(world):
    made = proposed(world)
    MailChoice.objects.create(person=world.marta, daily_digest=True)
    for each in Intention.objects.filter(kind="cohorts.news", payload__template="cohorts/proposal_put_forward"):
        tell_or_keep(each.key, each.payload, NOW)
    assert DigestLine.objects.get().person == world.marta
    assert Intention.objects.get(kind="mail").payload["person"] == world.carla.pk
    assert made.pk


def test_the_lists_of_a_group_and_of_a_space(world, django_assert_num_queries):
    made = proposed(world)
    group = made.group
    begin(group.space, group, title="A draft", text="Mine.", language="en", by=world.marta, at=NOW)
    hold_seat(make_seat(group.space, title="The mayor"), world.teo)
    whole = begin(group.space, None, title="For all", text="All.", language="en", by=world.teo, at=NOW)
    put_forward(whole, by=world.teo, at=NOW)
    asked(made, world.marta)
    asked(made, world.carla, 2, "Other words.")
    assert [(line.proposal.title, line.waiting, line.names) for line in proposals_of(group, world.marta, NOW)] == [("A draft", 0, True), ("Buying well", 2, True)]
    with django_assert_num_queries(1):
        assert [(line.proposal.title, line.names) for line in proposals_of(group, AnonymousUser(), NOW)] == [("Buying well", False)]
    assert [line.proposal for line in proposals_of_space(group.space, world.teo, NOW)] == [whole]
    assert Intention.objects.filter(payload__template="cohorts/proposal_put_forward", payload__person=world.teo.pk).count() == 0
