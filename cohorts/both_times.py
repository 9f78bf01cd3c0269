"""Times in words on two clocks: the academy's (academy/both_times.py), under the name they have here."""

from academy.both_times import BothTimes, Span, both_times, day_words, days_words, moment_words, offset_of, place_of, same_clock, span, written_as

__all__ = ["BothTimes", "Span", "both_times", "day_words", "days_words", "moment_words", "offset_of", "place_of", "same_clock", "span", "written_as"]
