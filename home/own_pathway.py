"""A person's own pathway: begun, changed, put aside, taken up again. No step and no pathway is ever lost by any of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from academy.models import OwnPathway, OwnStep, Pathway, SkillGoal, StepKind, User, record

MOST_STEPS = 60


class NotThere(Exception):
    """There is no open pathway, or it has no such step."""


class TooLong(Exception):
    """A pathway has at most MOST_STEPS steps, those left out too."""


class AlreadyThere(Exception):
    """The same thing is a step already (perhaps left out: `step`)."""

    def __init__(self, step: OwnStep) -> None:
        super().__init__(step.pk)
        self.step = step


def _alone(person) -> OwnPathway | None:
    """The open pathway, with nobody else (a second tab, a double click) at it until the transaction ends: writing first takes the lock."""
    User.objects.filter(pk=person.pk).update(is_active=F("is_active"))
    return OwnPathway.objects.of(person).open().first()


def begin(person, pathway: Pathway | None, steps: list[OwnStep], at: datetime) -> OwnPathway:
    """On a pathway of the academy (`steps`: from `copied`), or with None on one from one's goals. The one that is open is put aside."""
    with transaction.atomic():
        current = _alone(person)
        if current is not None:
            OwnPathway.objects.filter(pk=current.pk).update(finished_at=max(at, current.started_at))
        made = OwnPathway.objects.create(person=person, pathway=pathway, started_at=at)
        for position, step in enumerate(steps, 1):
            step.own_pathway, step.position = made, position
        OwnStep.objects.bulk_create(steps[:MOST_STEPS])
        record(person, "began", "pathway", pathway.slug if pathway else "goals", at=at)
    return made


def copied(pathway: Pathway) -> list[OwnStep]:
    """Steps for a new copy, unsaved."""
    return [OwnStep(origin=step, kind=step.kind, object_key=step.object_key, skill_id=step.skill_id) for step in pathway.steps.all()]


def take_up(person, own_pathway: OwnPathway, at: datetime) -> bool:
    """Go on with one that was put aside, in its place of the open one. False when it is open already."""
    with transaction.atomic():
        current = _alone(person)
        if current is not None and current.pk == own_pathway.pk:
            return False
        if current is not None:
            OwnPathway.objects.filter(pk=current.pk).update(finished_at=max(at, current.started_at))
        return bool(OwnPathway.objects.of(person).filter(pk=own_pathway.pk).update(finished_at=None))


def add(person, kind: str, object_key: str = "", *, at: datetime, words: str = "", skill: int | None = None, level: int | None = None) -> OwnStep:
    """A step at the end. Of one's own words several may be the same; of what the academy offers each once (AlreadyThere)."""
    with transaction.atomic():
        own = _alone(person)
        if own is None:
            raise NotThere
        if own.steps.count() >= MOST_STEPS:
            raise TooLong
        same = own.steps.filter(kind=kind, object_key=object_key).first() if kind != StepKind.OWN else None
        if same is not None:
            raise AlreadyThere(same)
        last = own.steps.aggregate(last=Max("position"))["last"] or 0
        return OwnStep.objects.create(own_pathway=own, kind=kind, object_key=object_key, words=words, skill_id=skill, level=level, position=last + 1, added_at=at)


def _step(person, pk: int) -> OwnStep:
    own = _alone(person)
    found = own.steps.filter(pk=pk).first() if own else None
    if found is None:
        raise NotThere
    return found


def leave_out(person, pk: int, at: datetime) -> None:
    with transaction.atomic():
        OwnStep.objects.filter(pk=_step(person, pk).pk, left_out_at__isnull=True).update(left_out_at=at)


def bring_back(person, pk: int) -> None:
    """To the place it had."""
    with transaction.atomic():
        OwnStep.objects.filter(pk=_step(person, pk).pk).update(left_out_at=None)


def move(person, pk: int, up: bool) -> bool:
    """One place up or down among the steps that are not left out; False at either end."""
    with transaction.atomic():
        step = _step(person, pk)
        order = list(OwnStep.objects.filter(own_pathway=step.own_pathway_id).order_by("position", "pk"))
        standing = [each for each in order if each.left_out_at is None]
        if step not in standing:
            return False
        other = standing.index(step) + (-1 if up else 1)
        if not 0 <= other < len(standing):
            return False
        here, there = order.index(step), order.index(standing[other])
        order.insert(there, order.pop(here))
        for position, each in enumerate(order, 1):
            each.position = position
        OwnStep.objects.bulk_update(order, ["position"])
    return True


def tick(person, pk: int, done: bool, at: datetime) -> bool:
    """Say that a step of one's own words is done, or not after all. False for a step the academy itself sees."""
    with transaction.atomic():
        step = _step(person, pk)
        if step.kind != StepKind.OWN:
            return False
        OwnStep.objects.filter(pk=step.pk).update(done_on=timezone.localdate(at) if done else None)
    return True


def open_goals(person) -> list[SkillGoal]:
    return list(SkillGoal.objects.of(person).open().select_related("skill").order_by("started_on", "pk"))
