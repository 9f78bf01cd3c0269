"""Awards and changes of key that really come at once, from several processes: one award each, no two keys, no key that signs after its end."""

import itertools
import time

import pytest

from academy.models import Event
from courses.issuer_keys import issuer_of, rotate
from courses.models import BadgeAward, Issuer, IssuerKey
from courses.verifying import standing
from tests.courses.badge_world import earn, make_badge
from tests.outbox_work.processes import fork, wait_for
from tests.world import NOW, make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_all_at_once_there_is_one_award_each_and_one_key_at_a_time(transactional_db):
    world = make_world()
    badge = make_badge(world.cascais)
    earn(world, world.nadia, make_badge(None, "of-the-network"))  # so that each process has read all the code it needs
    go_at = time.time() + 0.5
    acts = [lambda: earn(world, world.lia, badge), lambda: earn(world, world.marta, badge), lambda: earn(world, world.teo, badge),
            lambda: rotate(issuer_of(world.cascais), NOW)]

    def at_once(act):
        time.sleep(max(0, go_at - time.time()))
        act()

    wait_for([fork(lambda act=act: at_once(act)) for act in itertools.chain(acts, acts)])
    awards = BadgeAward.objects.select_related("key").filter(badge=badge).order_by("status_index")
    assert sorted(award.holder_id for award in awards) == sorted(person.pk for person in (world.lia, world.marta, world.teo))
    assert Event.objects.filter(verb="earned", object_kind="badge").count() == 4 and len({award.status_index for award in awards}) == 3
    assert Issuer.objects.count() == 2 and IssuerKey.objects.current().count() == 2 and 3 <= IssuerKey.objects.count() <= 4
    assert all(standing(award, NOW).ok for award in awards), "no key signs after its end"
    assert badge.versions.count() == 1 and awards[0].status_list.given == 3
