"""The lists of a city's desk that lead to an action: who is on them, why, and who of them gets a letter."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from academy.models import PartnerCity, User
from courses.models import Enrolment
from home.city_figures_now import listed
from home.city_letters import LetterReason as Reason
from home.city_letters import LettersStopped

MOST_READERS = 500
# For each list: its heading, why one is on it, what to do, and the words a letter begins with.
WORDS = {
    Reason.STUCK: (_("People who are stuck"), _("They began a course, and have not been seen in it for 14 days or failed the same quiz twice. A few kind words help more than a reminder."),
                   _("How is the course going?"), _("Good day,\n\nyou began a course with us and have not been back for a while. Is something in the way? "
                                                   "Answer this mail: often a word, a quiet hour in our rooms or somebody to learn with is enough.")),
    Reason.NOT_BEGUN: (_("People who have not begun"), _("They joined a course at least 14 days ago and have never opened it."),
                       _("Your course waits for you"), _("Good day,\n\nyou joined a course with us and have not opened it yet. The first lesson takes a few minutes. "
                                                        "If it is not the right one, answer this mail and we look for another.")),
    Reason.WAITING: (_("People who wait for a place"), _("They asked to join a course, or wait until a place is free."),
                     _("You are waiting for a place"), _("Good day,\n\nyou wait for a place in a course. We have not forgotten you. Until there is one, this may be worth your time:\n\n")),
    Reason.FINISHED: (_("People who finished a course"), _("They finished a course in the last six months and have begun nothing since. Suggest what could come next."),
                      _("You finished a course: what could come next"), _("Good day,\n\nwell done: you finished a course with us. Perhaps one of these is your next step: "
                                                                         "an exchange with another city, a mentor, or another course.\n\n")),
}


@dataclass(frozen=True)
class Line:
    """One person in one course. `days`: since they were seen (stuck) or joined (not begun, waiting); None where it says nothing."""

    enrolment: Enrolment
    days: int | None

    @property
    def person(self) -> User:
        return self.enrolment.person


def on_list(city: PartnerCity, reason: str, today: date) -> QuerySet:
    """The enrolments of a list, longest in it first; people loaded with them."""
    order = {Reason.STUCK: "last_seen_on", Reason.FINISHED: "-finished_at"}.get(reason, "enrolled_at")
    return listed(city, reason, today).select_related("person").order_by(order, "pk")


def lines(enrolments, reason: str, today: date) -> list[Line]:
    return [Line(each, _days(each, reason, today)) for each in enrolments]


def _days(enrolment: Enrolment, reason: str, today: date) -> int | None:
    since = {Reason.STUCK: enrolment.last_seen_on, Reason.FINISHED: enrolment.finished_at and enrolment.finished_at.date()}.get(reason, enrolment.enrolled_at.date())
    return (today - since).days if since else None


def chosen_people(city: PartnerCity, reason: str, today: date, chosen: list[str], everyone: bool) -> tuple[list[User], int]:
    """(those of the list who get a letter, how many of the chosen want none). Numbers of enrolments that are not on the list are passed over."""
    rows = on_list(city, reason, today)
    if not everyone:
        rows = rows.filter(pk__in=[int(each) for each in chosen if each.isascii() and each.isdigit() and len(each) < 15])
    people = {each.person_id: each.person for each in rows[:4 * MOST_READERS]}
    stopped = set(LettersStopped.objects.filter(person__in=list(people)).values_list("person_id", flat=True))
    return [person for pk, person in people.items() if pk not in stopped], len(stopped)
