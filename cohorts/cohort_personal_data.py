"""What cohorts hold about a person: what and why, how they get it, how it goes. Registered in academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from cohorts.models import CohortFacilitator, CohortInvitation, CohortMembership, CohortMessage, MeetingAttendance

ACCOUNT = _("Until you erase your account.")
YOU_AND_THOSE_WHO_LEAD = _("You, its facilitators, the trainers of its course, and the coordinators of your city and of the city that runs it. Other members see "
                           "your name and city, unless you hide your name.")

holds("cohorts.CohortMembership", "person", "city", "state", "place", "asked_at", "joined_at", "ended_at", "reason", "message", "name_hidden", topic="learning",
      label=_("Cohorts you are in, asked to join or were in"), why=_("So that seats are given in order, and the people of a cohort know one another."),
      who=YOU_AND_THOSE_WHO_LEAD, kept=_("Until you erase your account; then it stays as a number without a name."))
holds("cohorts.MeetingAttendance", "membership", "meeting", "marked_at", topic="learning", label=_("Meetings of your cohorts you were at"),
      why=_("So that facilitators see who is with them, and who they have not seen for a while."), who=YOU_AND_THOSE_WHO_LEAD, kept=ACCOUNT)
holds("cohorts.CohortInvitation", "email", topic="learning", label=_("Invitations into a cohort, by your address"),
      why=_("A facilitator typed your address to invite you."), who=_("The facilitators of that cohort."),
      kept=_("Until you answer; unanswered, 90 days after the invitation expires."))
holds("cohorts.CohortFacilitator", "person", "cohort", "started_on", "finished_on", topic="roles", label=_("Cohorts you lead"),
      why=_("So that members know whom to turn to, and you find its desk."), who=_("Everybody who sees the page of the cohort."), kept=ACCOUNT)
holds("cohorts.CohortMessage", "written_by", "subject", "text", "audience", "written_at", "sent_to", topic="editing", label=_("Messages you wrote to the members of a cohort"),
      why=_("So that members can read them again."), who=_("The members, and those who lead the cohort."), kept=_("The text stays, as a former member's."))
for field in ("MeetingAttendance.marked_by", "CohortInvitation.invited_by"):
    not_personal(f"cohorts.{field}", "done in the role of a facilitator; after erasure it points at a former member")
for field in ("CohortMembership.cohort", "CohortInvitation.cohort", "CohortMessage.cohort", "CohortMessage.city"):
    not_personal(f"cohorts.{field}", "names a cohort or a city, not a person")


@exports("cohorts", _("Cohorts you are in or were in"), link="cohorts")
def cohorts(person):
    for one in CohortMembership.objects.of(person).select_related("cohort", "city").order_by("asked_at", "pk"):
        yield {"cohort": one.cohort.name, "state": one.state, "city": one.city.name if one.city else "", "asked_at": one.asked_at, "joined_at": one.joined_at,
               "ended_at": one.ended_at, "reason": one.reason, "what_you_wrote": one.message, "name_hidden": one.name_hidden}


@exports("cohort_meetings", _("Meetings of your cohorts you were at"))
def meetings(person):
    for one in MeetingAttendance.objects.filter(membership__person=person).select_related("meeting", "meeting__cohort").order_by("meeting__starts_at"):
        yield {"cohort": one.meeting.cohort.name, "meeting": one.meeting.title, "on": one.meeting.starts_at, "marked_at": one.marked_at}


@exports("cohort_invitations", _("Invitations into a cohort, by your address"))
def invitations(person):
    for one in CohortInvitation.objects.for_person(person).select_related("cohort").order_by("made_at", "pk"):
        yield {"cohort": one.cohort.name, "address": one.email, "language": one.language, "sent_at": one.made_at, "until": one.expires_at, "taken_back_at": one.withdrawn_at}


@exports("cohorts_led", _("Cohorts you lead"))
def led(person):
    for one in CohortFacilitator.objects.filter(person=person).select_related("cohort").order_by("started_on"):
        yield {"cohort": one.cohort.name, "from": one.started_on, "until": one.finished_on}


@exports("cohort_messages", _("Messages you wrote to the members of a cohort"))
def messages(person):
    for one in CohortMessage.objects.filter(written_by=person).select_related("cohort").order_by("written_at"):
        yield {"cohort": one.cohort.name, "subject": one.subject, "text": one.text, "written_at": one.written_at, "sent_to": one.sent_to}


@erases("cohorts.memberships")
def erase(person, at) -> None:
    """Seats go to those who wait; what was written beside a request, and where the person was seen, is forgotten."""
    from cohorts.joining import leave

    for membership in CohortMembership.objects.of(person).open():
        leave(membership, at)
    MeetingAttendance.objects.filter(membership__person=person).delete()
    CohortMembership.objects.of(person).update(message="", city=None)
    CohortMembership.objects.of(person).exclude(state="refused").update(reason="")
    CohortMembership.objects.of(person).filter(state="refused").update(reason="—")
    CohortInvitation.objects.for_person(person).update(email="")
    CohortFacilitator.objects.filter(person=person).delete()
