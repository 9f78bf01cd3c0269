"""What somebody does in working groups, for their own space: the groups they are in, their open tasks, seats they speak for."""

from dataclasses import dataclass

from cohorts.models.groups import GroupMembership, GroupTask
from cohorts.models.spaces import ParticipatedSpace


@dataclass(frozen=True, slots=True)
class OwnTask:
    task: GroupTask
    is_late: bool


@dataclass(frozen=True, slots=True)
class OwnGroups:
    """`groups`: memberships of groups that run, `asking` counts requests to those the person organises; `tasks`: their open ones there, what is late first; `spaces`: where they sit."""

    groups: list[GroupMembership]
    tasks: list[OwnTask]
    spaces: list[ParticipatedSpace]
    asking: int

    def __bool__(self) -> bool:
        return bool(self.groups or self.tasks or self.spaces)


def own_groups_and_tasks(person, on) -> OwnGroups:
    """Four queries, however much there is. `on`: a date."""
    groups = list(GroupMembership.objects.current(on).filter(person=person, group__closed_on__isnull=True).select_related("group__space", "organisation").order_by("group__ends_on", "group__name"))
    tasks = [OwnTask(each, each.is_late(on)) for each in GroupTask.objects.open().filter(owner=person, group__in=[each.group_id for each in groups]).select_related("group").order_by("due_on", "pk")]
    asking = GroupMembership.objects.filter(group__in=[each.group_id for each in groups if each.organises], started_on__isnull=True, finished_on__isnull=True).count()
    return OwnGroups(groups, tasks, list(ParticipatedSpace.objects.sat_in_by(person, on)), asking)
