"""Several workers count at once, and some are killed: each line counts once."""

import os
import signal
import time
from collections import defaultdict

import pytest
from django.db.models import F

from academy import counting_events
from academy.counting_events import count_all, count_waiting
from academy.models import PersonCell, Tally, Uncounted, record
from academy.recounting_events import recount
from tests.academy.test_count_events import COURSE
from tests.outbox_work.processes import fork, wait_for
from tests.world import NOW, make_person

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LINES = 60


@pytest.fixture
def people():
    count_all()
    people = [make_person(f"p{number}", f"P {number}") for number in range(3)]
    for number in range(LINES):
        record(people[number % 3], "completed", "lesson", number, at=NOW, details={"course": COURSE})
    return people


def held() -> tuple[int, int]:
    row = Tally.objects.get(measure="lessons", about="", period="2026")
    return row.people, row.amount


def race(limit: int = 7) -> None:
    go_at = time.time() + 0.3

    def work() -> None:
        time.sleep(max(0, go_at - time.time()))
        while Uncounted.objects.exists():
            count_waiting(limit)

    wait_for([fork(work) for _worker in range(3)])


def test_three_workers_count_each_line_once(people):
    race()
    assert held() == (3, LINES)
    assert recount(NOW, mends=False).differences == 0


def test_counting_while_everything_is_counted_again_loses_nothing(people):
    worker = fork(lambda: [count_waiting(5) for _turn in range(LINES)])
    for _night in range(3):
        recount(NOW, lines_a_slice=5)
    wait_for([worker])
    count_all()
    assert held() == (3, LINES)
    assert recount(NOW, mends=False).differences == 0


def test_a_worker_killed_before_its_end_has_counted_nothing(people):
    """Killed after the cells and sums are written, and before the lines are taken out of line: the worst moment."""
    def killed() -> None:
        kept = counting_events.add_to_tallies

        def add_and_die(changes) -> None:
            kept(changes)
            os.kill(os.getpid(), signal.SIGKILL)

        counting_events.add_to_tallies = add_and_die
        count_waiting(LINES)

    pid = fork(killed)
    _pid, status = os.waitpid(pid, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert Uncounted.objects.count() == LINES
    assert not PersonCell.objects.filter(measure="lessons").exists()
    count_all()
    assert held() == (3, LINES)


def test_reading_first_and_writing_then_counts_some_twice(people):
    """What everybody writes first, to see that the race is one."""
    def naive() -> None:
        time.sleep(max(0, go_at - time.time()))
        waiting = list(Uncounted.objects.values_list("event_id", "event__city_id"))
        time.sleep(0.2)
        sums = defaultdict(int)
        for _event, city in waiting:
            sums[city or 0] += 1
        for city, amount in sums.items():
            Tally.objects.filter(city_number=city, period="2026", measure="lessons", about="", entry_path="").update(amount=F("amount") + amount)
        Uncounted.objects.filter(pk__in=[event for event, _city in waiting]).delete()

    Tally.objects.get_or_create(city_number=0, period="2026", measure="lessons", about="", entry_path="")
    go_at = time.time() + 0.3
    wait_for([fork(naive) for _worker in range(2)])
    assert Tally.objects.get(city_number=0, period="2026", measure="lessons", about="").amount != LINES
