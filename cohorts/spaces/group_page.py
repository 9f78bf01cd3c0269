"""The page of a working group: one address, with more on it for those who are in it."""

from django.db.models import Q

from academy.models import Organisation
from academy.small_counts import in_words, told
from cohorts.models.groups import GroupDoor, GroupMembership, WorkingGroup
from cohorts.spaces import sitting
from cohorts.spaces.task_rows import task_rows


def group_context(group: WorkingGroup, user, at) -> dict:
    """In a fixed number of queries, however many people, organisations and tasks there are."""
    on = group.space.day_of(at)
    inside = sitting.may_see_inside(user, group, on)
    here = GroupMembership.objects.current(on).filter(group=group)
    mine = GroupMembership.objects.filter(group=group, person=user, finished_on__isnull=True).select_related("organisation").first() if user.is_authenticated else None
    organises = bool(mine and mine.organises and mine.started_on is not None and mine.started_on <= on)
    context = {
        "group": group, "space": group.space, "on": on, "inside": inside, "mine": mine, "organises": organises and not group.is_closed, "is_member": bool(mine and mine.started_on),
        "overran": not group.is_closed and group.ends_on < on, "coming": group.starts_on > on,
        "organisations": list(Organisation.objects.filter(pk__in=here.filter(organisation__isnull=False).values("organisation_id")).select_related("city").order_by("name")),
        "may_join": mine is None and not group.is_closed and group.door != GroupDoor.NAMED}
    if not inside:
        return {**context, "people": in_words(told(here.count()))}
    members = list(here.select_related("person", "organisation").order_by("-organises", "started_on", "pk"))
    still, over = task_rows(group, user, on, organises=context["organises"])
    return {
        **context, "people": str(len(members)), "members": members, "tasks": still, "tasks_over": over, "late_count": sum(each.is_late for each in still),
        "asking": _asking(group) if context["organises"] else [], "leaderless": not any(each.organises for each in members) and not group.is_closed,
        "follows": sitting.follows_groups(user, group.space, on)}


def _asking(group: WorkingGroup) -> list[GroupMembership]:
    return list(GroupMembership.objects.filter(Q(group=group), started_on__isnull=True, finished_on__isnull=True).select_related("person", "organisation").order_by("asked_at", "pk"))
