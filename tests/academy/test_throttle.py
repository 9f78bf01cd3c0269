"""Limits hold across processes and cache flushes, per person and per act, and are forgotten in time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from academy.models import ThrottleCount
from academy.throttle import hit, purge
from tests.outbox_work.processes import fork, wait_for

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.postgres


@pytest.mark.django_db
class TestOnePerson:
    def test_up_to_the_limit_and_no_further(self):
        assert [hit("post", "lia", 3, 60, NOW) for _try in range(5)] == [True, True, True, False, False]

    def test_the_next_window_begins_anew(self):
        for _try in range(3):
            hit("post", "lia", 3, 60, NOW)
        assert not hit("post", "lia", 3, 60, NOW + timedelta(seconds=59))
        assert hit("post", "lia", 3, 60, NOW + timedelta(seconds=60))

    def test_another_person_and_another_act_count_apart(self):
        assert hit("post", "lia", 1, 60, NOW) and hit("post", "marta", 1, 60, NOW) and hit("report", "lia", 1, 60, NOW)

    def test_a_cache_flush_resets_nothing(self):
        hit("post", "lia", 1, 60, NOW)
        cache.clear()
        assert not hit("post", "lia", 1, 60, NOW)

    def test_the_table_names_nobody(self):
        hit("sign-in", "lia@example.org", 1, 60, NOW)
        assert "lia" not in ThrottleCount.objects.get().key

    def test_a_window_longer_than_a_day_is_a_mistake_of_ours(self):
        with pytest.raises(ValueError, match="one day"):
            hit("post", "lia", 1, 86_401, NOW)

    def test_old_counts_are_forgotten_and_running_ones_kept(self):
        hit("post", "lia", 1, 86_400, NOW)
        assert purge(NOW + timedelta(hours=23)) == 0
        assert not hit("post", "lia", 1, 86_400, NOW + timedelta(hours=13))
        assert purge(NOW + timedelta(days=3)) == 1


@pytest.mark.django_db(transaction=True)
def test_four_processes_at_once_get_exactly_the_limit(tmp_path):
    def work() -> None:
        with (tmp_path / "let-through").open("ab", buffering=0) as out:
            for _try in range(20):
                if hit("post", "lia", 25, 60, NOW):
                    out.write(b".")

    wait_for([fork(work) for _worker in range(4)])
    assert len((tmp_path / "let-through").read_bytes()) == 25
