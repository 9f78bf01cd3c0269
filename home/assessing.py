"""Looking at one's own skills: begin, answer one skill at a time, finish. Half filled it stays; only what is finished stands in the log."""

from datetime import datetime

from django.db import IntegrityError, transaction

from academy.models import Moment, SelfAssessment, Skill, record
from academy.models.skills import HIGHEST


def begin(person, moment: str, codes: list[str], at: datetime) -> SelfAssessment:
    """A new one about these skills (codes, in order); the one already begun, if there is one: it is finished or taken away first."""
    if moment not in Moment.values or not codes:
        raise ValueError("a self-assessment needs a moment and skills")
    try:
        with transaction.atomic():
            return SelfAssessment.objects.create(person=person, moment=moment, codes=codes, started_at=at, changed_at=at)
    except IntegrityError:
        return SelfAssessment.objects.unfinished().get(person=person)


def answer(assessment: SelfAssessment, code: str, level: int, at: datetime) -> bool:
    """Keep one answer (0..8). False when it was finished meanwhile, in another tab: then nothing changes any more."""
    if code not in assessment.codes or not 0 <= level <= HIGHEST:
        raise ValueError(f"no level {level} of {code} is asked")
    with transaction.atomic():
        if not _hold(assessment, at):
            return False
        assessment.answers[code] = level
        assessment.save(update_fields=["answers"])
    return True


def finish(assessment: SelfAssessment, at: datetime) -> bool:
    """Done, with what is answered; the rest was left out. False when there is no answer, or it was finished before."""
    with transaction.atomic():
        if not _hold(assessment, at) or not assessment.answers:
            return False
        assessment.finished_at = at
        assessment.save(update_fields=["finished_at"])
        details = {"moment": assessment.moment, "levels": assessment.answers}
        if assessment.moment == Moment.AFTER:
            first, _now = levels_said(list(SelfAssessment.objects.of(assessment.person).finished().exclude(pk=assessment.pk)))
            details["before"] = {code: first[code] for code in assessment.answers if code in first}
        record(assessment.person, "assessed", "skills", assessment.pk, at=at, details=details)
    return True


def take_away(assessment: SelfAssessment) -> bool:
    """Throw away what is half filled. What is finished stays."""
    return bool(SelfAssessment.objects.unfinished().filter(pk=assessment.pk).delete()[0])


def levels_said(finished: list[SelfAssessment]) -> tuple[dict[str, int], dict[str, int]]:
    """(before, now), {code: level} each, of finished ones, oldest first: the first time they said where they stood before, and what they said last."""
    before: dict[str, int] = {}
    now: dict[str, int] = {}
    for one in finished:
        for code, level in one.answers.items():
            if one.moment == Moment.BEFORE and code not in before and code not in now:
                before[code] = level
            else:
                now[code] = level
    return before, now


def following_code(assessment: SelfAssessment, code: str) -> str | None:
    """The next skill without an answer after this one, in order; None at the end."""
    rest = assessment.codes[assessment.codes.index(code) + 1:] if code in assessment.codes else assessment.codes
    return next((each for each in rest if each not in assessment.answers), None)


def in_order(assessment: SelfAssessment) -> list[Skill]:
    """The skills asked about, as they are asked. One that is gone from the list is left out."""
    found = {skill.code: skill for skill in Skill.objects.filter(code__in=assessment.codes).select_related("parent")}
    return [found[code] for code in assessment.codes if code in found]


def _hold(assessment: SelfAssessment, at: datetime) -> bool:
    # Writing first takes the lock on either database; then the row is read fresh: two tabs do not lose each other's answers.
    if not SelfAssessment.objects.unfinished().filter(pk=assessment.pk).update(changed_at=at):
        return False
    assessment.refresh_from_db(fields=["answers", "changed_at", "finished_at"])
    return True
