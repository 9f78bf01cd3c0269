"""The roster of a cohort: one line per member, in the same few queries for 5 people and for 50."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from cohorts.models import Cohort, CohortMeeting, CohortMembership, MeetingAttendance
from courses.models import Enrolment
from courses.outline import Outline
from courses.stuck import SILENT_DAYS, failed_quizzes, stuck

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One member. `share` is 0 to 100, None without an enrolment; `stuck`: [(code, value)], ("silent", days) or ("quiz", title)."""

    membership: CohortMembership
    enrolment: Enrolment | None
    share: int | None
    done: int
    there: int
    held: int
    stuck: tuple[tuple[str, object], ...]

    @property
    def person(self):
        return self.membership.person


def narrowed(members, cohort: Cohort, on: date, *, city: str = "", who: str = "", words: str = ""):
    """The members a filter asks for. `city`: a slug, or "none"; `who`: "", "stuck", "not_begun" or "finished"."""
    if city:
        members = members.filter(city__isnull=True) if city == "none" else members.filter(city__slug=city)
    enrolled = Enrolment.objects.for_course(cohort.course_key)
    if who == "stuck":
        members = members.filter(person__in=stuck(enrolled, on).values("person_id"))
    elif who == "not_begun":
        members = members.exclude(person__in=enrolled.exclude(last_seen_on=None, records=0).values("person_id"))
    elif who == "finished":
        members = members.filter(person__in=enrolled.filter(finished_at__isnull=False).values("person_id"))
    for word in words.split()[:5]:
        members = members.filter(Q(person__name__icontains=word) | Q(person__email__icontains=word))
    return members.order_by("person__name", "person__email", "pk")


def roster_rows(cohort: Cohort, memberships: list[CohortMembership], outline: Outline | None, at: datetime) -> list[RosterRow]:
    """The lines for these members (person and city loaded): four queries whatever their number."""
    people, on = [each.person_id for each in memberships], cohort.day_of(at)
    enrolments = {each.person_id: each for each in Enrolment.objects.for_course(cohort.course_key).filter(person__in=people)} if cohort.course_key else {}
    failing = failed_quizzes(cohort.course_key, people) if cohort.course_key else {}
    held = list(CohortMeeting.objects.filter(cohort=cohort, cancelled_at=None, starts_at__lte=at).values_list("pk", "starts_at"))
    there = dict(MeetingAttendance.objects.filter(membership__in=memberships).order_by().values("membership").annotate(count=Count("pk")).values_list("membership", "count"))
    return [_row(each, enrolments.get(each.person_id), outline, on, failing.get(each.person_id, ()), there.get(each.pk, 0),
                 sum(1 for _pk, starts_at in held if starts_at >= each.joined_at)) for each in memberships]


def _row(membership, enrolment, outline, on, quizzes, there, held) -> RosterRow:
    share = round(enrolment.progress_in(outline).share * 100) if enrolment is not None and outline is not None else None
    return RosterRow(membership, enrolment, share, len(enrolment.done) if enrolment else 0, there, max(held, there), tuple(_why_stuck(enrolment, on, quizzes)))


def _why_stuck(enrolment, on: date, quizzes):
    """The rule of courses/stuck.py, in words for one loaded row."""
    if enrolment is None or not enrolment.is_active or enrolment.finished_at:
        return
    if enrolment.last_seen_on and (on - enrolment.last_seen_on).days >= SILENT_DAYS:
        yield "silent", (on - enrolment.last_seen_on).days
    for title in quizzes:
        yield "quiz", title
