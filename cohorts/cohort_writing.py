"""A message to the members of a cohort: who gets it, and the mails it becomes."""

from datetime import date, datetime

from django.db import transaction

from academy.emails import queue_mail
from academy.models import record
from cohorts.models import Audience, Cohort, CohortMembership, CohortMessage
from courses.models import Enrolment
from courses.stuck import stuck


def readers(cohort: Cohort, audience: str, city_id: int | None, on: date):
    """The memberships a message goes to."""
    members = CohortMembership.objects.members().filter(cohort=cohort)
    if audience == Audience.CITY:
        return members.filter(city_id=city_id)
    if audience == Audience.STUCK:
        return members.filter(person__in=stuck(Enrolment.objects.for_course(cohort.course_key), on).values("person_id"))
    return members


def write(cohort: Cohort, by, at: datetime, form_key, *, subject: str, text: str, audience: str, city=None) -> CohortMessage:
    """Keep the message and queue a mail for each reader; the same form sent twice is the message that is there already."""
    with transaction.atomic():
        people = [each.person for each in readers(cohort, audience, city.pk if city else None, cohort.day_of(at)).select_related("person")]
        message, made = CohortMessage.objects.get_or_create(form_key=form_key, defaults={
            "cohort": cohort, "subject": subject, "text": text, "audience": audience, "city": city, "written_by": by, "written_at": at, "sent_to": len(people)})
        if made:
            for person in people:
                queue_mail("cohorts/cohort_message", person, f"cohort_message:{message.pk}:{person.pk}", message=str(message.pk))
            record(by, "wrote", "cohort", cohort.slug, at=at, details={"message": str(message.pk), "people": len(people)})
    return message
