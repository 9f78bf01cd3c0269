"""A trainer's exception to an opening rule, for one person or one cohort, kept in the log.

The exceptions in force are copied to `Enrolment.overrides`, where the lesson page finds them without another query.
"""

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.models import record


class ReleaseOverrides(models.QuerySet):
    def in_force(self) -> "ReleaseOverrides":
        return self.filter(lifted_at=None)

    def for_course(self, course_key) -> "ReleaseOverrides":
        return self.filter(course_key=course_key)

    def concerning(self, enrolment) -> "ReleaseOverrides":
        """Those of the person, and of the cohort the enrolment is in."""
        whose = Q(person=enrolment.person_id)
        if enrolment.cohort_slug:
            whose |= Q(cohort_slug=enrolment.cohort_slug)
        return self.for_course(enrolment.course_key).filter(whose)


class ReleaseOverride(models.Model):
    """`opens_at`: open from then (past: at once). `closed_until`: closed until then, whatever the rule says."""

    course_key = models.UUIDField()
    lesson_key = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    cohort_slug = models.SlugField(blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closed_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)

    objects = ReleaseOverrides.as_manager()

    class Meta:
        verbose_name = _("opening exception")
        verbose_name_plural = _("opening exceptions")
        constraints = [
            models.CheckConstraint(name="override_for_one_person_or_one_cohort", condition=(Q(person__isnull=False) & Q(cohort_slug="")) | (Q(person__isnull=True) & ~Q(cohort_slug="")),
                                   violation_error_message=_("Choose one person or one cohort.")),
            models.CheckConstraint(name="override_opens_or_closes", condition=Q(opens_at__isnull=False) ^ Q(closed_until__isnull=False),
                                   violation_error_message=_("Say from when it opens, or until when it is closed.")),
        ]

    def __str__(self) -> str:
        return self.reason

    @transaction.atomic
    def lay(self, by, at: datetime) -> "ReleaseOverride":
        """Put the exception in force: it takes the place of an earlier one for the same lesson and the same people."""
        self.made_by, self.made_at = by, at
        self.save(force_insert=True)
        self._same_place().exclude(pk=self.pk).in_force().update(lifted_at=at)
        self._hand_out()
        record(by, "overrode", "lesson", self.lesson_key, at=at, details=self._for_the_log())
        return self

    @transaction.atomic
    def lift(self, by, at: datetime) -> bool:
        """The opening rule decides again. False when it was lifted before (a double click)."""
        if not type(self).objects.filter(pk=self.pk, lifted_at=None).update(lifted_at=at):
            return False
        self.lifted_at = at
        self._hand_out()
        record(by, "lifted override", "lesson", self.lesson_key, at=at, details=self._for_the_log())
        return True

    @classmethod
    @transaction.atomic
    def exchange_all(cls, course_key, cohort_slug: str, lifted, laid: list["ReleaseOverride"], by, at: datetime) -> None:
        """Lift some exceptions of a cohort (`lifted`: their ids) and lay others at once: a whole timetable, handed out in one go."""
        cls.objects.for_course(course_key).filter(cohort_slug=cohort_slug, pk__in=lifted).in_force().update(lifted_at=at)
        for one in laid:
            one.course_key, one.cohort_slug, one.made_by, one.made_at = course_key, cohort_slug, by, at
            one._same_place().in_force().update(lifted_at=at)
            one.save(force_insert=True)
        if lifted or laid:
            cls(course_key=course_key, cohort_slug=cohort_slug)._hand_out()
            record(by, "timetabled", "cohort", cohort_slug, at=at, details={"course": str(course_key), "lessons": len(laid), "lifted": len(lifted)})

    @classmethod
    def copies_for(cls, enrolment) -> dict:
        """{lesson key: {"opens_at" | "closed_until": iso}}: what Enrolment.overrides keeps. A person's own goes before the cohort's."""
        found = cls.objects.in_force().concerning(enrolment)
        return cls._folded(found, enrolment)

    @classmethod
    def _folded(cls, overrides, enrolment) -> dict:
        copies = {}
        for each in sorted(overrides, key=lambda one: (one.person_id is not None, one.made_at, one.pk)):
            if each.person_id == enrolment.person_id or (each.cohort_slug and each.cohort_slug == enrolment.cohort_slug):
                copies[str(each.lesson_key)] = each.as_copy()
        return copies

    def as_copy(self) -> dict:
        if self.opens_at:
            return {"opens_at": self.opens_at.isoformat()}
        return {"closed_until": self.closed_until.isoformat()}

    def _same_place(self) -> ReleaseOverrides:
        return type(self).objects.for_course(self.course_key).filter(lesson_key=self.lesson_key, person=self.person, cohort_slug=self.cohort_slug)

    def _hand_out(self) -> None:
        """Write the copies anew for everyone concerned. The write comes first, so that it holds the rows' lock."""
        from courses.models.records import Enrolment

        concerned = Enrolment.objects.for_course(self.course_key).filter(
            Q(person=self.person_id) if self.person_id else Q(cohort_slug=self.cohort_slug))
        concerned.update(version=F("version") + 1)
        enrolments = list(concerned)
        in_force = list(type(self).objects.for_course(self.course_key).in_force())
        for enrolment in enrolments:
            enrolment.overrides = self._folded(in_force, enrolment)
        Enrolment.objects.bulk_update(enrolments, ["overrides"], batch_size=500)

    def _for_the_log(self) -> dict:
        # Subjects, not names: the log outlives the person.
        whom = {"subject": str(self.person.subject)} if self.person_id else {"cohort": self.cohort_slug}
        return {"course": str(self.course_key), **whom, **self.as_copy()}
