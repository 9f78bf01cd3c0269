"""Coming into a working group by its door, being named into it, leaving it, organising it. The group's row is written first: the lock."""

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.digest import news
from cohorts.models.groups import GroupDoor, GroupMembership, WorkingGroup
from cohorts.spaces.meeting_seats import came_in, went_out
from cohorts.spaces.refusing import NotPossible


def join(person, group: WorkingGroup, at, *, organisation=None, words: str = "") -> GroupMembership:
    """Through the door: in at once, or asked. A second click finds what the first made."""
    with transaction.atomic():
        group = _locked(group)
        found = _open(group).filter(person=person).first()
        if found is not None:
            return found
        _still_runs(group)
        if group.door == GroupDoor.NAMED:
            raise NotPossible(_("The organisers name the members of this group."))
        started_on = group.space.day_of(at) if group.door == GroupDoor.ANYBODY else None
        made = GroupMembership.objects.create(group=group, person=person, organisation=organisation, words=words, asked_at=at, started_on=started_on)
        record(person, "joined" if started_on else "asked", "group", group.slug, at=at)
        if started_on:
            came_in(group, person, at)
        if started_on is None:
            for organiser in GroupMembership.objects.current(group.space.day_of(at)).filter(group=group, organises=True).values_list("person_id", flat=True):
                news(f"group_asked:{made.pk}:{organiser}", "cohorts/group_asked", organiser, can_wait=True, membership=made.pk)
    return made


def admit(membership: GroupMembership, by, at) -> bool:
    """Whoever asked is in from today. False when they were answered or took it back."""
    with transaction.atomic():
        group = _locked(membership.group)
        _still_runs(group)
        done = GroupMembership.objects.filter(pk=membership.pk, started_on__isnull=True, finished_on__isnull=True).update(started_on=group.space.day_of(at))
        if done:
            record(by, "admitted", "group_membership", membership.pk, at=at, details={"group": group.slug})
            came_in(group, membership.person, at)
            news(f"group_admitted:{membership.pk}", "cohorts/group_admitted", membership.person_id, can_wait=False, membership=membership.pk)
    return bool(done)


def refuse(membership: GroupMembership, by, at) -> bool:
    with transaction.atomic():
        group = _locked(membership.group)
        done = GroupMembership.objects.filter(pk=membership.pk, started_on__isnull=True, finished_on__isnull=True).update(finished_on=group.space.day_of(at))
        if done:
            record(by, "refused", "group_membership", membership.pk, at=at, details={"group": group.slug})
            news(f"group_refused:{membership.pk}", "cohorts/group_refused", membership.person_id, can_wait=False, membership=membership.pk)
    return bool(done)


def name_member(person, group: WorkingGroup, by, at, *, organises: bool = False, organisation=None) -> GroupMembership:
    """The organisers put somebody in, by whatever door; who had asked is admitted, who is in may become an organiser."""
    with transaction.atomic():
        group = _locked(group)
        _still_runs(group)
        today, found = group.space.day_of(at), _open(group).filter(person=person).first()
        if found is None:
            found = GroupMembership.objects.create(group=group, person=person, organisation=organisation, organises=organises, asked_at=at, started_on=today)
        elif found.started_on is None or (organises and not found.organises):
            GroupMembership.objects.filter(pk=found.pk).update(started_on=found.started_on or today, organises=organises or found.organises)
        else:
            raise NotPossible(_("This person is in the group already."), "email")
        record(by, "named", "group_membership", found.pk, at=at, details={"group": group.slug, "organises": organises})
        came_in(group, person, at)
        news(f"group_named:{found.pk}:{int(organises)}", "cohorts/group_admitted", person.pk, can_wait=False, membership=found.pk)
    return found


def name_organiser(membership: GroupMembership, by, at) -> bool:
    """A member organises the group, too. False when they do, or are no longer in it."""
    with transaction.atomic():
        group = _locked(membership.group)
        _still_runs(group)
        done = _open(group).filter(pk=membership.pk, started_on__isnull=False, organises=False).update(organises=True)
        if done:
            record(by, "named_organiser", "group_membership", membership.pk, at=at, details={"group": group.slug})
    return bool(done)


def leave(membership: GroupMembership, at) -> bool:
    """Out from today, or the request taken back. The last organiser of a group that runs names another one first. False when they were out."""
    with transaction.atomic():
        group = _locked(membership.group)
        mine, today = _open(group).filter(pk=membership.pk).first(), group.space.day_of(at)
        if mine is None:
            return False
        others = GroupMembership.objects.current(today).filter(group=group, organises=True).exclude(pk=mine.pk)
        if mine.organises and not group.is_closed and not others.exists():
            raise NotPossible(_("You are the last who organises this group. Name another organiser first, or close the group."))
        until = today if mine.started_on is None else max(today, mine.started_on)
        GroupMembership.objects.filter(pk=mine.pk).update(finished_on=until)
        record(mine.person, "left" if mine.started_on else "took_back", "group", group.slug, at=at)
        went_out(group, mine.person, at)
    return True


def has_organiser(group: WorkingGroup, on) -> bool:
    return GroupMembership.objects.current(on).filter(group=group, organises=True).exists()


def _open(group: WorkingGroup):
    return GroupMembership.objects.filter(Q(group=group), finished_on__isnull=True)


def _locked(group: WorkingGroup) -> WorkingGroup:
    WorkingGroup.objects.filter(pk=group.pk).update(slug=F("slug"))
    return WorkingGroup.objects.select_related("space__city", "exchange").get(pk=group.pk)


def _still_runs(group: WorkingGroup) -> None:
    if group.is_closed:
        raise NotPossible(_("This group is closed."))
