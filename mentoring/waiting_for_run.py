"""A short wait for a run that somebody has just asked for: a small round is played before the next page would be read."""

import time

from mentoring.models import MatchingRun

LOOK_EVERY = 0.05  # seconds


def wait_for(run: MatchingRun, seconds: float) -> None:
    """Returns as soon as the run is finished or has failed, after `seconds` at the latest. One small query a look, outside any transaction."""
    ends = time.monotonic() + seconds
    while MatchingRun.objects.filter(pk=run.pk).unplayed().exists() and time.monotonic() < ends:
        time.sleep(LOOK_EVERY)
