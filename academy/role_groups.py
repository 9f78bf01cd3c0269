"""Wagtail's groups follow the roles: whoever holds a role today is in its group, and nobody else is.

What each group may do is the table below; `sync_groups` lays it into the database (idempotent), `sync_person` runs
whenever a role is granted or ends, `sync_everyone` every night (roles that start or end by date). Pages are named by
content type, so that this floor needs to know nothing of the apps above.
"""

from datetime import date

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from academy.models.people import Role, RoleGrant, User

EDIT = ("add", "change", "delete", "view")
# role: (group, page rights {type: acts}, rights on images and documents, rights on models {app.model: acts}, single permissions)
GROUPS = {
    Role.TRAINER: (
        "Trainers", {"courses.courseindexpage": ("add_page", "change_page", "publish_page", "lock_page")},
        ("add", "change", "choose"),
        {"courses.question": EDIT, "courses.questionversion": EDIT, "courses.quiz": EDIT, "cohorts.cohort": ("add", "change", "view")},
        ("wagtailadmin.access_admin", "wagtail_localize.submit_translation"),
    ),
    Role.CITY_COORDINATOR: (
        "City coordinators", {}, (),
        {"academy.rolegrant": ("add", "change", "view"), "academy.organisation": EDIT},
        ("wagtailadmin.access_admin",),
    ),
    Role.NETWORK_COORDINATOR: (
        "Network coordinators", {"home.homepage": ("add_page", "change_page", "publish_page", "lock_page")},
        ("add", "change", "choose"),
        {"academy.rolegrant": ("add", "change", "view"), "academy.organisation": EDIT,
         "academy.partnercity": ("add", "change", "view"), "academy.skill": ("add", "change", "view"),
         "cohorts.cohort": EDIT},
        ("wagtailadmin.access_admin", "wagtail_localize.submit_translation"),
    ),
}


@transaction.atomic
def sync_groups() -> None:
    """Make each group, with exactly the rights of the table on what stands now (a catalogue made later: run it again)."""
    for name, pages, files, models, single in GROUPS.values():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set([*_model_permissions(models), *_single_permissions(single)])
        _set_page_rights(group, pages)
        _set_file_rights(group, files)


def _model_permissions(models: dict[str, tuple[str, ...]]) -> list[Permission]:
    wanted = [(*label.split("."), act) for label, acts in models.items() if apps.is_installed(label.split(".")[0]) for act in acts]
    return [found for app, model, act in wanted
            for found in Permission.objects.filter(content_type__app_label=app, content_type__model=model, codename=f"{act}_{model}")]


def _single_permissions(names: tuple[str, ...]) -> list[Permission]:
    return [found for name in names for found in
            Permission.objects.filter(content_type__app_label=name.split(".")[0], codename=name.split(".")[1])]


def _set_page_rights(group: Group, pages: dict[str, tuple[str, ...]]) -> None:
    wanted = {}
    for label, codenames in pages.items():
        kind = ContentType.objects.filter(app_label=label.split(".")[0], model=label.split(".")[1]).first()
        for page in Page.objects.filter(content_type=kind) if kind else []:
            for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
                wanted[page.pk, permission.pk] = None
    _set_rows(GroupPagePermission.objects.filter(group=group), wanted, ("page_id", "permission_id"), {"group": group})


def _set_file_rights(group: Group, acts: tuple[str, ...]) -> None:
    root = Collection.get_first_root_node()
    codenames = [f"{act}_{kind}" for act in acts for kind in ("image", "document")]
    permissions = Permission.objects.filter(content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=codenames)
    wanted = {(root.pk, permission.pk): None for permission in permissions}
    _set_rows(GroupCollectionPermission.objects.filter(group=group), wanted, ("collection_id", "permission_id"), {"group": group})


def _set_rows(rows, wanted: dict, names: tuple[str, str], fixed: dict) -> None:
    """Make the rows exactly the wanted pairs: what stands right stays."""
    standing = {tuple(getattr(row, name) for name in names): row for row in rows}
    for pair, row in standing.items():
        if pair not in wanted:
            row.delete()
    rows.model.objects.bulk_create(rows.model(**fixed, **dict(zip(names, pair, strict=True))) for pair in wanted if pair not in standing)


def sync_person(person: User, on: date) -> None:
    """Put the person into the groups of the roles they hold on that day, and take them out of the others."""
    person.__dict__.pop("_current_grants", None)
    held = set(RoleGrant.objects.filter(person=person).current(on).values_list("role", flat=True))
    for role, (name, *_rights) in GROUPS.items():
        group = Group.objects.filter(name=name).first()
        if group is None:
            sync_groups()
            group = Group.objects.get(name=name)
        (group.user_set.add if role in held else group.user_set.remove)(person)


def sync_everyone(on: date) -> None:
    """The groups and everybody in them, as the roles stand on that day."""
    sync_groups()
    granted = RoleGrant.objects.filter(role__in=list(GROUPS)).values("person")
    in_a_group = User.objects.filter(groups__name__in=[group[0] for group in GROUPS.values()]).values("pk")
    for person in User.objects.filter(pk__in=granted).union(User.objects.filter(pk__in=in_a_group)):
        sync_person(person, on)
