"""Projects that a hub makes together with others: written by its workers, with partners and steps; published, and taken back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from academy.models import Hub, record
from academy.refusals import Refused
from mentoring.models import CoProject, ProjectPartner, ProjectStep

MOST_PARTNERS, MOST_STEPS = 30, 60


@transaction.atomic
def write(hub: Hub, project: CoProject | None, *, by, at: datetime, **fields) -> CoProject:
    """`project` None: a new draft. `fields`: title, summary, language, started_on, finished_on."""
    if project is None:
        made = CoProject.objects.create(hub=hub, changed_at=at, **fields)
    else:
        made = project
        for name, value in {**fields, "changed_at": at}.items():
            setattr(made, name, value)
        made.save(update_fields=[*fields, "changed_at"])
    record(by, "wrote" if project is None else "changed", "co_project", made.key, at=at)
    return made


@transaction.atomic
def publish(project: CoProject, *, by, at: datetime) -> None:
    _turn(project, at, at)
    record(by, "published", "co_project", project.key, at=at)


@transaction.atomic
def take_back(project: CoProject, *, by, at: datetime) -> None:
    _turn(project, None, at)
    record(by, "took_back", "co_project", project.key, at=at)


@transaction.atomic
def add_partner(project: CoProject, *, organisation, name: str, part: str, by, at: datetime) -> ProjectPartner:
    if project.partners.count() >= MOST_PARTNERS:
        raise Refused("too_many", _("That is enough for one project."))
    if organisation is not None and project.partners.filter(organisation=organisation).exists():
        raise Refused("twice", _("This partner stands there already."))
    made = project.partners.create(organisation=organisation, name="" if organisation else name, part=part)
    _touched(project, by, at)
    return made


@transaction.atomic
def drop(row: ProjectPartner | ProjectStep, *, by, at: datetime) -> None:
    project = row.project
    row.delete()
    _touched(project, by, at)


@transaction.atomic
def add_step(project: CoProject, *, title: str, owner: str, due_on: date, by, at: datetime) -> ProjectStep:
    if project.steps.count() >= MOST_STEPS:
        raise Refused("too_many", _("That is enough for one project."))
    made = project.steps.create(title=title, owner=owner, due_on=due_on)
    _touched(project, by, at)
    return made


@transaction.atomic
def do_step(step: ProjectStep, *, on: date | None, result: str, by, at: datetime) -> None:
    """`on` None: it is open again."""
    if on is not None and on > step.project.hub.city.day_of(at):
        raise Refused("not_yet", _("Write this day down when it has come."))
    ProjectStep.objects.filter(pk=step.pk).update(done_on=on, result=result)
    _touched(step.project, by, at)


def _turn(project: CoProject, published_at: datetime | None, at: datetime) -> None:
    CoProject.objects.filter(pk=project.pk).update(published_at=published_at, changed_at=at)


def _touched(project: CoProject, by, at: datetime) -> None:
    CoProject.objects.filter(pk=project.pk).update(changed_at=at)
    record(by, "changed", "co_project", project.key, at=at)
