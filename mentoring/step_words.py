"""What the matcher is doing, for whoever waits."""

from django.utils.translation import gettext as _

from mentoring.models import MatchingRun


def progress_words(run: MatchingRun) -> str:
    """One sentence; the same for a run that nobody has begun."""
    if run.started_at is None:
        return _("Waiting for its turn.")
    if run.step.startswith("tier"):
        return _("Making pairs fair: as few weak ones as possible.")
    return {
        "scoring": _("Looking at every possible pair."), "solidarity": _("Finding out how many people can get a mentor."), "load": _("Sharing the load between mentors."),
        "city": _("Balancing the cities."), "draw": _("Drawing lots where it is even."), "mutual": _("Bringing together people who give and receive."),
        "score": _("Choosing the pairs that fit best."), "lot": _("Settling the last ties."),
    }.get(run.step, _("The matcher is at work."))
