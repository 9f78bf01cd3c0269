"""What each number of a dashboard or a report means, said once: the city's figures, the network's page, the files and the printed report use these words."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Unit(StrEnum):
    PEOPLE = "people"
    TIMES = "times"
    MINUTES = "minutes"  # kept as minutes, shown as hours
    LEVEL = "level"


@dataclass(frozen=True)
class Definition:
    """`key`: a word of academy/measures.py, or one of this list's own; in files, too. `label` and `sentence` are lazy."""

    key: str
    label: str
    sentence: str
    unit: Unit


_ALL = (
    Definition("active", _("People active"), _("People who did at least one thing that counts here: joined a course, did a lesson, was at an exchange, gave or received "
               "mentoring, said where they stand. Who only looked around is not counted."), Unit.PEOPLE),
    Definition("joined", _("Courses joined"), _("How often somebody joined a course. One person who joins two courses counts twice."), Unit.TIMES),
    Definition("lessons", _("Lessons done"), _("How often somebody completed a lesson; one that is opened again is taken off."), Unit.TIMES),
    Definition("finished", _("Courses finished"), _("How often somebody did everything a course asks for. One person who finishes two courses counts twice."), Unit.TIMES),
    Definition("stuck", _("Stuck now"), _("People who began a course and have not been seen in it for 14 days, or failed the same quiz twice and have not passed it. "
               "As of today, whatever the period."), Unit.PEOPLE),
    Definition("not_begun", _("Not begun"), _("People who joined a course at least 14 days ago and have never opened it. As of today, whatever the period."), Unit.PEOPLE),
    Definition("waiting", _("Waiting for a place"), _("People who asked to join a course, or wait until a place is free. As of today, whatever the period."), Unit.PEOPLE),
    Definition("hosted", _("Exchanges hosted"), _("Published exchanges the city hosts or co-hosts that ended in the period and were not cancelled."), Unit.TIMES),
    Definition("visited", _("Visits made"), _("How often people of the city were at a meeting of an exchange that another city hosts, as marked on its list."), Unit.TIMES),
    Definition("welcomed", _("Visits received"), _("How often people of other partner cities were at a meeting of an exchange hosted here. Guests without an account are not counted."), Unit.TIMES),
    Definition("met", _("Meetings of exchanges attended"), _("How often people of the city were at a meeting of an exchange, their own city’s included."), Unit.TIMES),
    Definition("gave", _("Hours of mentoring given"), _("Time that people of the city mentored somebody, once both sides confirmed it."), Unit.MINUTES),
    Definition("received", _("Hours of mentoring received"), _("Time that people of the city were mentored, once both sides confirmed it."), Unit.MINUTES),
    Definition("badges", _("Badges earned"), _("How many badges people of the city earned."), Unit.TIMES),
    Definition("skill_before", pgettext_lazy("levels of skills", "Before"), _("The average level, from 0 to 8, to half a level, that people gave themselves before, of those who also said "
               "where they stand after, in one calendar year. Shown from five people on, even to the city’s own team: what one person says of "
               "themselves is theirs."), Unit.LEVEL),
    Definition("skill_after", pgettext_lazy("levels of skills", "After"), _("The average level, from 0 to 8, to half a level, that the same people gave themselves after."), Unit.LEVEL),
)
DEFINITIONS: dict[str, Definition] = {each.key: each for each in _ALL}
EXACT = _("Numbers for the city’s own team are exact. What leaves the city is rounded to five, and left out where fewer than five people stand behind it.")
BELONGING = _("Somebody counts for the city and the public they belonged to on the day it happened.")


def hours(minutes: float) -> float:
    """Hours with one decimal."""
    return round(minutes / 60, 1)
