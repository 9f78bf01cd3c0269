"""Tasks of a group: given to a member until a day; done, dropped with the reason, moved to another day or member. `at` is an aware datetime."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.digest import news
from cohorts.models.groups import GroupMembership, GroupTask, WorkingGroup
from cohorts.spaces.refusing import NotPossible


def give_task(group: WorkingGroup, *, title: str, owner, due_on: date, by, at, exchange_session=None) -> GroupTask:
    """`owner`: a member of the group that day. Whoever gives it to themselves gets no mail."""
    with transaction.atomic():
        _can_own(group, owner, at)
        made = GroupTask.objects.create(group=group, title=title, owner=owner, due_on=due_on, exchange_session=exchange_session, made_at=at)
        record(by, "gave", "group_task", made.pk, at=at, details={"group": group.slug})
        _tell(made, by, at)
    return made


def move_task(task: GroupTask, *, owner, due_on: date, by, at) -> bool:
    """To another day, another member, or both. False when it is done or dropped."""
    with transaction.atomic():
        if owner.pk != task.owner_id:
            _can_own(task.group, owner, at)
        if not GroupTask.objects.open().filter(pk=task.pk).update(owner=owner, due_on=due_on):
            return False
        record(by, "moved", "group_task", task.pk, at=at, details={"group": task.group.slug, "due_on": str(due_on)})
        if owner.pk != task.owner_id:
            task.owner = owner
            _tell(task, by, at)
    return True


def finish_task(task: GroupTask, by, at) -> bool:
    """Done today. False when it was done or dropped already."""
    return _end(task, "done", by, at, done_on=task.group.space.day_of(at))


def drop_task(task: GroupTask, why: str, by, at) -> bool:
    if not why:
        raise NotPossible(_("Say why it is dropped."), "why")
    return _end(task, "dropped", by, at, dropped_on=task.group.space.day_of(at), dropped_why=why)


def _end(task: GroupTask, verb: str, by, at, **how) -> bool:
    with transaction.atomic():
        done = GroupTask.objects.open().filter(pk=task.pk).update(**how)
        if done:
            record(by, verb, "group_task", task.pk, at=at, details={"group": task.group.slug})
    return bool(done)


def _can_own(group: WorkingGroup, owner, at) -> None:
    if group.is_closed:
        raise NotPossible(_("This group is closed."))
    if not GroupMembership.objects.current(group.space.day_of(at)).filter(group=group, person=owner).exists():
        raise NotPossible(_("Only a member of the group can do it. Name them a member first."), "owner")


def _tell(task: GroupTask, by, at) -> None:
    if by is None or by.pk != task.owner_id:
        news(f"group_task:{task.pk}:{task.owner_id}:{at.isoformat()}", "cohorts/group_task_given", task.owner_id, can_wait=True, task=task.pk)
