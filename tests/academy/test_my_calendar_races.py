"""Two windows that make the address of a calendar at once: one address works afterwards, and nobody meets an error."""

import time

import pytest

from academy.feed_addresses import give_calendar_address
from academy.models import FeedToken
from tests.outbox_work.processes import fork, wait_for
from tests.world import NOW, make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PRESSES = 6


def test_presses_at_once_leave_one_address():
    lia = make_world().lia
    go_at = time.time() + 0.4

    def press() -> None:
        time.sleep(max(0, go_at - time.time()))
        give_calendar_address(lia, NOW)

    wait_for([fork(press) for _press in range(PRESSES)])
    assert (FeedToken.objects.count(), FeedToken.objects.live().count()) == (PRESSES, 1)
