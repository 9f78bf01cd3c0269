"""The meetings of the demo's working groups: one that was, with minutes and a document, and one to come in each group that is at work."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from academy.file_reading import ReadDocument
from academy.local_times import moment_of
from cohorts import minute_taking
from cohorts.attending import mark_one
from cohorts.models import WorkingGroup
from cohorts.session_plan import SessionPlan
from cohorts.spaces.documents import add_document
from cohorts.spaces.meetings import plan_meeting

AGENDA = {
    "barcelona-procurement": ("Second reading of the clauses", "Welcome, and who is here\nThe amendment on subcontractors\nWhich contracts we begin with"),
    "barcelona-communication": ("What we tell, and to whom", "What came of the decision by consent\nThree stories for the spring"),
}
SAID = "The group read the draft clause by clause.\n\n## What we agreed\n\n- The clauses are short enough to be read aloud.\n- Small suppliers are asked before the next meeting."
NOTES = "Notes of the first reading (demo)\n\nShort clauses, plain words, and nothing that only a large bidder can prove.\n"


def lay_group_meetings(now: datetime) -> None:
    """After the groups and their members; once each."""
    for group in WorkingGroup.objects.filter(slug__in=AGENDA, exchange__isnull=True).select_related("space__city"):
        title, agenda = AGENDA[group.slug]
        organiser = group.memberships.filter(organises=True).select_related("person").order_by("pk").first().person
        first, at = _at(group, now - timedelta(days=24)), now - timedelta(days=40)
        was = plan_meeting(group, SessionPlan("First reading", first, first + timedelta(hours=2), place="Demo meeting house, room 2"), "Why we meet\nThe initial proposal", by=organiser, at=at)
        group.refresh_from_db()
        for number, registration in enumerate(group.exchange.registrations.order_by("place")):
            if number % 4 != 3:
                mark_one(was.exchange_session, registration, True, organiser, first + timedelta(minutes=10), key=f"demo-{registration.pk}")
        kept = minute_taking.keep_minutes(group.exchange, was.exchange_session, text=SAID, language="en", version=0, by=organiser, at=first + timedelta(days=1), rows=[
            minute_taking.DecisionRow(None, "Small suppliers are asked what a clause costs them", "The organisers", (first + timedelta(days=30)).date(), None)])
        minute_taking.publish(kept, organiser, first + timedelta(days=2))
        add_document(group, ReadDocument(NOTES.encode(), "txt"), title="Notes of the first reading (demo)", everyone=True, by=organiser, at=first + timedelta(days=1))
        following = _at(group, now + timedelta(days=9))
        plan = SessionPlan(title, following, following + timedelta(hours=2), place="Demo meeting house, room 2", online_url="https://meet.example.org/demo")
        plan_meeting(group, plan, agenda, by=organiser, at=now - timedelta(days=2))


def _at(group: WorkingGroup, day: datetime) -> datetime:
    """16:30 on the clocks of the space's city."""
    return moment_of(datetime.combine(group.space.day_of(day), time(16, 30)), ZoneInfo(group.space.city.time_zone), which=0)
