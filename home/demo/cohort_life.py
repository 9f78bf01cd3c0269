"""The life of the demo's cohorts: one under way, with a timetable, meetings and a message; one in spring that people can ask to join."""

import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from academy.local_times import moment_of
from academy.models import PartnerCity, RoleGrant, User
from academy.models.people import Role
from cohorts import cohort_writing, meeting_changes, timetable
from cohorts.cohort_changes import set_facilitators
from cohorts.cohort_course import course_outline
from cohorts.joining import bring_in
from cohorts.models import Audience, Cohort, CohortMembership, JoinWay
from courses.models import CoursePage

ABOUT = """One lesson every five days, and four evenings online in which we compare notes between Cascais and Mahdia.

You need no experience, only about an hour a week. Who falls behind is called, not scolded."""
SPRING = """For people who begin: one short lesson a week, and a meeting every other Tuesday. In English, with Arabic and Portuguese where you like."""
# title, days from the start of the cohort, hour in Lisbon
EVENINGS = [("First evening: who we are", 3, 18), ("Second evening: your street", 24, 18), ("Third evening: what is idle here", 47, 18), ("Last evening: one page each", 82, 18)]


def lay_cohort_life(cohort: Cohort, course: CoursePage, beginners: CoursePage | None) -> None:
    """Once: a cohort that has a timetable is left as it is."""
    now = timezone.now()
    if hasattr(cohort, "timetable") or cohort.meetings.exists():
        return
    cascais, mahdia = (PartnerCity.objects.get(slug=slug) for slug in ("cascais", "mahdia"))
    facilitator = _facilitator(cascais, now)
    cohort.city, cohort.description, cohort.published_on, cohort.join_way = cascais, ABOUT, cohort.starts_on, JoinWay.INVITATION
    cohort.save()
    set_facilitators(cohort, [facilitator], None, now)
    bring_in(User.objects.get(email="mentor@demo.example"), cohort, None, now, told=False)
    outline = course_outline(cohort, "en")
    timetable.lay(cohort, outline, 5, facilitator, now)
    members = list(CohortMembership.objects.members().filter(cohort=cohort).order_by("place"))
    for number, (title, days, hour) in enumerate(EVENINGS):
        starts_at = moment_of(datetime.combine(cohort.starts_on + timedelta(days=days), datetime.min.time().replace(hour=hour)), cohort.zone, which=0)
        meeting = meeting_changes.call(cohort, facilitator, min(now, starts_at - timedelta(days=7)), title=title, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1),
                                       online_url="https://meet.demo.example/autumn", place="", note="Bring your notes; cameras are optional.")
        if starts_at < now:
            meeting_changes.mark_present(meeting, {each.pk for place, each in enumerate(members) if (place + number) % 3}, facilitator, starts_at)
    cohort_writing.write(cohort, facilitator, now - timedelta(days=3), uuid.UUID("5ad0c0de-0000-4000-8000-000000000001"), audience=Audience.ALL,
                         subject="Before the third evening", text="Please walk down your street once before we meet, and count what stands empty.\n\nSee you online!")
    if beginners is not None:
        spring, made = Cohort.objects.get_or_create(slug="spring-2027", defaults={
            "name": "Spring 2027: first steps together", "course_key": beginners.translation_key, "city": mahdia, "description": SPRING, "join_way": JoinWay.REQUEST,
            "starts_on": (now + timedelta(days=70)).date(), "ends_on": (now + timedelta(days=140)).date(), "published_on": now.date(), "seats": 20, "seats_per_city": 5})
        if made:
            set_facilitators(spring, [_facilitator(mahdia, now)], None, now)


def _facilitator(city: PartnerCity, now) -> User:
    """An invented person who holds the role there."""
    names = {"cascais": "Fernanda Inventada", "mahdia": "Fares Takhayyul"}
    person, made = User.objects.get_or_create(email=f"facilitator-{city.slug}@demo.example", defaults={
        "name": names[city.slug], "city": city, "language": "en", "languages": city.languages, "time_zone": city.time_zone})
    if made:
        person.set_unusable_password()
        person.save()
    RoleGrant.objects.grant(person, Role.FACILITATOR, city, by=None, at=now)
    return person
