"""What the matcher says while it works: written into the run's row together with the lease it keeps alive, at most once a second."""

import time
from collections.abc import Callable
from datetime import datetime

from academy.outbox_drain import LeaseLost, lease

EVERY = 1.0  # seconds


class Progress:
    """A callback (step, done, all) for the matcher. Raises LeaseLost as soon as the row is another worker's, so that nothing is worked out twice for long."""

    def __init__(self, mine, now: Callable[[], datetime], also_renew: Callable[[datetime], None], clock: Callable[[], float] = time.monotonic) -> None:
        """`mine`: the run's row, narrowed to our lease."""
        self.mine, self.now, self.also_renew, self.clock = mine, now, also_renew, clock
        self.told_at = clock()

    def __call__(self, step: str, done: int, all: int) -> None:
        if self.clock() - self.told_at < EVERY:
            return
        self.told_at, at = self.clock(), self.now()
        most = 32_767  # of a small whole number in the database
        steps = {"steps_done": done * most // all, "steps_all": most} if all > most else {"steps_done": done, "steps_all": all}
        if not self.mine.update(lease_until=at + lease(), step=step[:20], **steps):
            raise LeaseLost("run")
        self.also_renew(at)
