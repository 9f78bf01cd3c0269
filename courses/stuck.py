"""Who is stuck, as rows and as words.

Someone is stuck who takes part, has not finished, and either
- began (they were seen, or a lesson is done) and was not seen for SILENT_DAYS days, or
- failed the same quiz of the course FAILED_TWICE times or more and has not passed it.
Someone who never began is not stuck: they are “not begun”.
"""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from courses.models.quizzes import QuizAttempt
from courses.models.records import EnrolmentState

SILENT_DAYS = 14
FAILED_TWICE = 2


def _failing(attempts: QuerySet) -> QuerySet:
    """Attempts folded to one row per person and quiz: those failed again and again and never passed."""
    return attempts.values("person", "quiz").annotate(
        failed=Count("pk", filter=Q(passed=False)), done=Count("pk", filter=Q(passed=True))).filter(failed__gte=FAILED_TWICE, done=0)


def is_stuck(on: date) -> Q:
    """The condition of it for rows of Enrolment, on the day `on`."""
    failing = _failing(QuizAttempt.objects.filter(person=OuterRef("person"), quiz__course_key=OuterRef("course_key")).order_by())
    return Q(state=EnrolmentState.ACTIVE, finished_at=None) & (Q(last_seen_on__lte=on - timedelta(days=SILENT_DAYS)) | Q(Exists(failing)))


def stuck(enrolments: QuerySet, on: date) -> QuerySet:
    """Of these enrolments, those who are stuck on the day `on`."""
    return enrolments.filter(is_stuck(on))


def failed_quizzes(course_key, people) -> dict[int, list[str]]:
    """{person id: titles of the quizzes they keep failing}, in one query."""
    found: dict[int, list[str]] = {}
    rows = _failing(QuizAttempt.objects.filter(quiz__course_key=course_key, person__in=people).order_by()).values_list("person", "quiz__title")
    for person, title in rows:
        found.setdefault(person, []).append(title)
    return found
