"""Which exchanges whom concerns, and what the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.exchange_texts import text_of
from cohorts.models import Exchange, Registration, SeatQuota
from tests.gatherings import BEGINS, make_exchange, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db


def test_a_draft_is_there_for_its_own_coordinators_alone(world):
    draft = make_exchange(world, draft=True)
    assert Exchange.objects.visible_to(world.carla).get() == draft
    assert not Exchange.objects.visible_to(world.mouna).exists()
    assert not Exchange.objects.visible_to(world.stranger).exists()


def test_a_co_host_finds_it_at_the_desk_but_does_not_keep_it(world):
    made = make_exchange(world)
    made.co_hosts.add(world.mahdia)
    assert Exchange.objects.at_desk_of(world.mouna).get() == made
    assert not Exchange.objects.kept_by(world.mouna).exists()
    assert Exchange.objects.hosted_by(world.mahdia).get() == made


def test_names_are_read_by_the_host_and_by_ones_own_city(world):
    made = make_exchange(world)
    seat(made, world.lia)
    assert Registration.objects.named_for(world.carla).count() == 1
    for other in (world.mouna, world.nadia, world.stranger):
        assert not Registration.objects.named_for(other).exists()


def test_an_exchange_spans_the_sessions_that_stand(world):
    made = make_exchange(world)
    assert made.starts_at == BEGINS
    made.sessions.filter(starts_at=BEGINS).update(cancelled_at=NOW)
    made.refresh_span()
    assert made.starts_at == BEGINS + timedelta(days=1)


def test_its_words_come_in_the_language_they_were_written_in_when_the_readers_is_missing(world):
    made = make_exchange(world, title="How neighbours run services")
    assert (text_of(made, "ar").title, text_of(made, "ar").language) == ("How neighbours run services", "en")


@pytest.mark.postgres
@pytest.mark.parametrize("values", [{"seats": 0}, {"seats_taken": 26}, {"seats_per_city": 26}, {"offer_hours": 0}, {"cancelled_at": timezone.now()}],
                         ids=["no seat", "more taken than there are", "a city's share above all", "no time to answer", "cancelled without a reason"])
def test_the_database_refuses(world, values):
    made = make_exchange(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exchange.objects.filter(pk=made.pk).update(**values)


@pytest.mark.postgres
def test_the_database_refuses_a_quota_that_is_overdrawn(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatQuota.objects.create(exchange=make_exchange(world), city=world.cascais, seats=1, taken=2)
