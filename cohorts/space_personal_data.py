"""What participated spaces and working groups hold about a person. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from cohorts.models import GroupMembership, GroupTask, SeatDelegation, SeatHolding

KEPT = _("Until you erase your account; then it stays with a former member’s name, because others decided together with you.")
THOSE_INSIDE = _("Those who sit in the space or are in one of its groups, and the coordinators of its city. Everybody else reads bodies and offices.")

holds("cohorts.SeatHolding", "person", "seat", "started_on", "finished_on", topic="roles", label=_("Seats you hold in a participated space"),
      why=_("So that it is known who speaks and votes for a seat, and from when."), who=THOSE_INSIDE, kept=KEPT)
holds("cohorts.SeatDelegation", "to", "holding", "started_on", "finished_on", "reason", "taken_back_at", topic="roles", label=_("Who sits in for whom, from when until when, and why"),
      why=_("So that it is known who speaks and votes for a seat that day."), who=THOSE_INSIDE, kept=KEPT)
holds("cohorts.GroupMembership", "person", "group", "organisation", "organises", "asked_at", "words", "started_on", "finished_on", topic="exchanges",
      label=_("Working groups you asked to join, are in or were in"), why=_("So that a group knows who works in it, and for whom they speak."),
      who=_("The members of the group, the motor group of its space and the coordinators of its city. Everybody else reads a rounded number and the organisations."),
      kept=_("Until you erase your account; then it stays without your name and without what you wrote."))
holds("cohorts.GroupTask", "owner", "title", "due_on", "done_on", "dropped_on", "dropped_why", topic="exchanges", label=_("Tasks you do for a working group"),
      why=_("So that a group knows who does what until when."), who=_("The members of the group, the motor group of its space and the coordinators of its city."),
      kept=_("The task stays with the group; after you erase your account it has no owner."))
not_personal("cohorts.SeatHolding.given_by", "done in the role of a coordinator; after erasure it points at a former member")


@exports("space_seats", _("Seats you hold in a participated space"))
def seats(person):
    for one in SeatHolding.objects.filter(person=person).select_related("seat__space", "seat__organisation").order_by("started_on", "pk"):
        yield {"space": one.seat.space.name, "seat": str(one.seat), "from": one.started_on, "until": one.finished_on}


@exports("seat_delegations", _("Seats you let somebody sit in, or sat in for somebody"))
def delegations(person):
    """Both directions, without the other person's name."""
    given = SeatDelegation.objects.filter(holding__person=person).select_related("holding__seat__space", "holding__seat__organisation")
    taken = SeatDelegation.objects.filter(to=person).select_related("holding__seat__space", "holding__seat__organisation")
    for what, rows in (("somebody sits in for you", given), ("you sit in for somebody", taken)):
        for one in rows.order_by("started_on", "pk"):
            yield {"what": what, "space": one.holding.seat.space.name, "seat": str(one.holding.seat), "from": one.started_on, "until": one.finished_on,
                   "why": one.reason if what == "somebody sits in for you" else "", "taken_back_at": one.taken_back_at}


@exports("working_groups", _("Working groups you asked to join, are in or were in"))
def memberships(person):
    for one in GroupMembership.objects.filter(person=person).select_related("group", "organisation").order_by("asked_at", "pk"):
        yield {"group": one.group.name, "organisation": one.organisation.name if one.organisation else "", "organises": one.organises, "asked_at": one.asked_at,
               "what_you_wrote": one.words, "from": one.started_on, "until": one.finished_on}


@exports("group_tasks", _("Tasks you do for a working group"))
def tasks(person):
    for one in GroupTask.objects.filter(owner=person).select_related("group").order_by("due_on", "pk"):
        yield {"group": one.group.name, "task": one.title, "due_on": one.due_on, "done_on": one.done_on, "dropped_on": one.dropped_on, "why_dropped": one.dropped_why}


@erases("cohorts.spaces")
def erase(person, at) -> None:
    """Seats become vacant and delegations end that day; requests go; tasks have nobody. What the person wrote is forgotten."""
    from cohorts.spaces.forgetting import forget

    forget(person, at)
