"""The nightly recount: what each enrolment says is done, against the append-only ledger, which is the truth."""

import structlog
from django.db.models import F

from academy.models import LedgerSubject
from courses.models import Enrolment, LessonCompletion
from courses.progress import fold

log = structlog.get_logger(__name__)


def recount_enrolments(chunk: int = 500) -> int:
    """Mend every enrolment whose done lessons differ from the ledger, and say so in the log. Answers how many were mended."""
    mended = 0
    subjects = dict(LedgerSubject.objects.values_list("user_id", "subject"))
    for enrolment in Enrolment.objects.order_by("pk").iterator(chunk):
        subject = subjects.get(enrolment.person_id)
        if subject is None:  # erased: the ledger no longer knows whose rows these are
            continue
        rows = LessonCompletion.objects.filter(subject=subject, course_key=enrolment.course_key).values_list("lesson_key", "verb", "at", "sequence")
        records = [(str(key), verb, at, sequence) for key, verb, at, sequence in rows]
        done = fold(records)
        if done != frozenset(enrolment.done) or len(records) != enrolment.records:
            log.error("enrolment_differed_from_ledger", enrolment=enrolment.pk, cached=len(enrolment.done), ledger=len(done))
            kept = {key: enrolment.done.get(key, [1, 0]) for key in sorted(done)}
            Enrolment.objects.filter(pk=enrolment.pk).update(done=kept, records=len(records), version=F("version") + 1)
            mended += 1
    return mended
