"""Wall-clock times and their moments: the academy's (academy/local_times.py), under the name they have here."""

from academy.local_times import NoSuchTime, TwiceThatTime, days_later, moment_of, moments_of, wall_of

__all__ = ["NoSuchTime", "TwiceThatTime", "days_later", "moment_of", "moments_of", "wall_of"]
