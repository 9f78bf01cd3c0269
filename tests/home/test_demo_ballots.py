"""The demo's two ballots: one by consent with an objection that was met, one in secret; one decision is done, one late, and both recount."""

from datetime import timedelta

import pytest

from cohorts.decisions.recounting_ballots import recount
from cohorts.models import Ballot, Decided, FollowUp, GroupMembership, Objection, WorkingGroup
from home.demo.ballots import lay_ballots
from home.demo.proposals import lay_proposals
from tests.cohorts.ballot_world import make_hall
from tests.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_they_are_laid_once_and_say_what_they_should(world):
    world.cascais.slug = "barcelona"
    world.cascais.save()
    for slug in ("barcelona-communication", "barcelona-procurement"):
        hall = make_hall(world.cascais, 5, slug=slug)
        WorkingGroup.objects.filter(pk=hall.group.pk).update(slug=slug)
    GroupMembership.objects.update(started_on=NOW.date() - timedelta(days=150))
    lay_proposals(NOW)
    for _time in range(2):
        lay_ballots(NOW)
    assert sorted(Ballot.objects.values_list("method", "result__outcome", "result__cast")) == [("consent", "adopted", 5), ("secret", "adopted", 5)]
    assert [recount(ballot) for ballot in Ballot.objects.all()] == [[], []] and Objection.objects.get().stands is False
    assert sorted(each.follow_up(NOW.date()) for each in Decided.objects.all()) == [FollowUp.DONE, FollowUp.LATE]
