"""Circles as one of their people sees them. Before a circle has formed nobody in it has a name: a theme, how many, the languages and hours all share."""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from academy.both_times import BothTimes, both_times, moment_words
from mentoring.matching.hours import mask_of, ranges_of
from mentoring.models import Answer, Circle, CircleMeeting, CircleSeat
from mentoring.weekly_hours import utc_hours
from mentoring.words_of_hours import Reader, hours_words, language_name


@dataclass(frozen=True, slots=True)
class OwnCircle:
    circle: Circle
    seat: CircleSeat
    people: int
    theme: str
    until: str  # the moment to answer by, on the reader's clock

    @property
    def asks_me(self) -> bool:
        return self.circle.is_asking and not self.seat.answer


def own_circles(person, at: datetime) -> list[OwnCircle]:
    """Those that ask, meet, or have ended, latest first; three queries."""
    found = Circle.objects.of(person).select_related("theme", "round").prefetch_related("seats")
    return [_own(circle, person) for circle in found if circle.is_asking or circle.formed_at]


def own_circle(person, pk: int) -> OwnCircle:
    """Loaded through the person: 404 for everybody else, and for who left."""
    return _own(get_object_or_404(Circle.objects.of(person).select_related("theme", "round"), pk=pk), person)


def _own(circle: Circle, person) -> OwnCircle:
    here = [seat for seat in circle.seats.all() if seat.left_at is None]
    return OwnCircle(circle, next(seat for seat in here if seat.person_id == person.pk), len(here), circle.theme.label_in(get_language() or "en"),
                     moment_words(circle.answer_by, person.zone_name))


def blind_words(own: OwnCircle, reader_zone: str) -> dict:
    """{"languages": those all can use, "hours": when all are free, in the reader's zone}: made of everybody's entries together, so nobody's alone."""
    entries = [seat.participation for seat in own.circle.seats.filter(left_at__isnull=True).select_related("participation")]
    least = own.circle.run.rules["language_min_level"]
    shared = set.intersection(*({code for code, level in each.languages.items() if level >= least} for each in entries))
    monday = own.circle.round.reference_monday
    free = reduce(and_, (mask_of(utc_hours(each.hours, each.time_zone, monday)) for each in entries))
    return {"languages": sorted(language_name(code) for code in shared), "hours": hours_words(ranges_of(free), Reader(zone=reader_zone, monday=monday))}


@dataclass(frozen=True, slots=True)
class MeetingLine:
    meeting: CircleMeeting
    times: BothTimes
    begun: bool
    over: bool


def meeting_lines(own: OwnCircle, zone: str, at: datetime) -> list[MeetingLine]:
    return [MeetingLine(each, both_times(each.starts_at, each.ends_at, zone, None), each.starts_at <= at, each.ends_at <= at) for each in own.circle.meetings.all()]


def members(own: OwnCircle) -> list[CircleSeat]:
    """Everybody who said yes, with name and address; empty until the circle has formed."""
    if not own.circle.formed_at:
        return []
    return list(own.circle.seats.filter(left_at__isnull=True, answer=Answer.YES).select_related("person__city").order_by("-convenes", "person__name"))
