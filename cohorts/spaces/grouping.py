"""A working group begins, changes its words and closes with what came of it. `at` is an aware datetime."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.models import record
from academy.short_names import free_slug
from cohorts.models.groups import GroupDoor, GroupKind, GroupMembership, WorkingGroup
from cohorts.models.spaces import ParticipatedSpace
from cohorts.spaces.refusing import NotPossible
from cohorts.spaces.seating import LONGEST_SLUG, TAKEN


def begin_group(space: ParticipatedSpace, organiser, *, by, at, kind: str = GroupKind.WORKING, slug: str = "", **words) -> WorkingGroup:
    """With its first organiser in it. `words`: name, theme, initial_proposal, language, door, starts_on, ends_on. The motor group's members are named."""
    if kind == GroupKind.MOTOR:
        words["door"] = GroupDoor.NAMED
    try:
        with transaction.atomic():
            slug = slug or free_slug(words["name"], f"{space.slug}-group", beside=[WorkingGroup], taken=TAKEN, longest=LONGEST_SLUG)
            made = WorkingGroup.objects.create(space=space, kind=kind, slug=slug, created_at=at, **words)
            GroupMembership.objects.create(group=made, person=organiser, organises=True, asked_at=at, started_on=space.day_of(at), organisation_id=organiser.organisation_id)
            record(by, "began", "group", made.slug, at=at, details={"space": space.slug})
    except IntegrityError as wrong:
        if kind == GroupKind.MOTOR and WorkingGroup.objects.filter(space=space, kind=kind, closed_on__isnull=True).exists():
            raise NotPossible(_("This space has a motor group already."), "kind") from wrong
        raise
    return made


def change_group(group: WorkingGroup, *, by, at, **words) -> None:
    """`words` as for `begin_group`. The motor group's door stays as it is."""
    if group.is_motor:
        words.pop("door", None)
    with transaction.atomic():
        if not WorkingGroup.objects.filter(pk=group.pk, closed_on__isnull=True).update(**words):
            raise NotPossible(_("This group is closed."))
        record(by, "changed", "group", group.slug, at=at)


def close_group(group: WorkingGroup, closing_words: str, by, at) -> bool:
    """It ends today; its members read on. Who only asked is let go. False when it was closed."""
    with transaction.atomic():
        done = WorkingGroup.objects.filter(pk=group.pk, closed_on__isnull=True).update(closed_on=group.space.day_of(at), closing_words=closing_words)
        if done:
            GroupMembership.objects.filter(group=group, started_on__isnull=True, finished_on__isnull=True).update(finished_on=group.space.day_of(at))
            record(by, "closed", "group", group.slug, at=at)
    return bool(done)
