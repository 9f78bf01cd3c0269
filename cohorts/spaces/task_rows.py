"""Tasks of a group as a page shows them: what is late first, then by day, then what is over."""

from dataclasses import dataclass

from cohorts.models.groups import GroupTask, WorkingGroup

OVER_SHOWN = 20


@dataclass(frozen=True, slots=True)
class TaskRow:
    """`may_change`: this reader owns it or organises the group."""

    task: GroupTask
    is_late: bool
    may_change: bool


def task_rows(group: WorkingGroup, user, on, *, organises: bool) -> tuple[list[TaskRow], list[GroupTask]]:
    """(open ones with what is late first, the latest of those that are over). Two queries."""
    tasks = GroupTask.objects.filter(group=group).select_related("owner")
    still = [TaskRow(each, each.is_late(on), not group.is_closed and (organises or each.owner_id == user.pk)) for each in tasks.open().order_by("due_on", "pk")]
    over = list(tasks.exclude(done_on__isnull=True, dropped_on__isnull=True).order_by("-due_on", "-pk")[:OVER_SHOWN])
    return still, over
