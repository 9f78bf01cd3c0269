"""The board of the motor group: the state of every group at a glance, what is late first. Counts only, so that it reads the same for all who follow."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Ballot, ExchangeSession, Proposal
from cohorts.models.groups import GroupMembership, GroupTask, WorkingGroup
from cohorts.models.spaces import ParticipatedSpace

QUIET_DAYS = 60  # without a meeting, and none called: then a group is asked how it is going


@dataclass(slots=True)
class BoardRow:
    """One group. `late`: sentences, the worst first; empty when all is well. `next_at`: an aware datetime."""

    group: WorkingGroup
    people: int = 0
    asking: int = 0
    last_on: date | None = None
    quiet_days: int | None = None
    next_at: datetime | None = None
    open_tasks: int = 0
    late_tasks: int = 0
    oldest_due: date | None = None
    proposals: int = 0
    ballots: int = 0
    late: list[str] = field(default_factory=list)


def board_of(space: ParticipatedSpace, at) -> list[BoardRow]:
    """Every group that is not closed; seven queries, however many there are."""
    on = space.day_of(at)
    groups = list(WorkingGroup.objects.filter(space=space, closed_on__isnull=True))
    ids = [each.pk for each in groups]
    people = _by_group(GroupMembership.objects.current(on).filter(group__in=ids), n=Count("pk"))
    asking = _by_group(GroupMembership.objects.filter(group__in=ids, started_on__isnull=True, finished_on__isnull=True), n=Count("pk"))
    tasks = _by_group(GroupTask.objects.open().filter(group__in=ids), n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)), oldest=Min("due_on"))
    met = {row["exchange__working_group"]: row for row in ExchangeSession.objects.standing().filter(exchange__working_group__in=ids).order_by().values("exchange__working_group").annotate(
        last=Max("starts_at", filter=Q(starts_at__lte=at)), next=Min("starts_at", filter=Q(starts_at__gt=at)))}
    proposals = _by_group(Proposal.objects.in_discussion().filter(group__in=ids), n=Count("pk"))
    ballots = _by_group(Ballot.objects.taking_votes(at).filter(group__in=ids), n=Count("pk"))
    rows = []
    for group in groups:
        task, meeting = tasks.get(group.pk, {}), met.get(group.pk, {})
        last_on = space.day_of(meeting["last"]) if meeting.get("last") else None
        row = BoardRow(group, people.get(group.pk, {}).get("n", 0), asking.get(group.pk, {}).get("n", 0), last_on, (on - last_on).days if last_on else None, meeting.get("next"),
                       task.get("n", 0), task.get("late", 0), task.get("oldest"), proposals.get(group.pk, {}).get("n", 0), ballots.get(group.pk, {}).get("n", 0))
        row.late = _what_is_late(row, on)
        rows.append(row)
    return sorted(rows, key=lambda row: (not row.late, -len(row.late), -row.late_tasks, row.group.ends_on, row.group.name))


def _by_group(rows, **counts) -> dict[int, dict]:
    return {row["group"]: row for row in rows.order_by().values("group").annotate(**counts)}


def _what_is_late(row: BoardRow, on: date) -> list[str]:
    said = []
    if row.group.ends_on < on:
        days = (on - row.group.ends_on).days
        said.append(ngettext("It was to end %(days)d day ago.", "It was to end %(days)d days ago.", days) % {"days": days})
    if row.late_tasks:
        said.append(ngettext("%(count)d task is late.", "%(count)d tasks are late.", row.late_tasks) % {"count": row.late_tasks})
    since = row.quiet_days if row.quiet_days is not None else (on - row.group.starts_on).days
    if row.next_at is None and since > QUIET_DAYS:
        said.append(_("No meeting for %(days)d days, and none is called.") % {"days": since} if row.last_on else _("It has not met yet, and no meeting is called."))
    if not row.people:
        said.append(_("Nobody is in it."))
    return said
