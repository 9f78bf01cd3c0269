"""A measure begun, changed, put in its place, begun, done, dropped, taken up again: every step a date, and a line in the log."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from academy.models import record
from cohorts.models import CityPlan, Measure
from cohorts.plan.planning import WrittenMeanwhile
from cohorts.plan.resource_use import follow
from cohorts.refusals import Refused


def begin_measure(plan: CityPlan, *, title: str, words: str, owner: str, due_on: date, by, at: datetime, **fields) -> Measure:
    """A planned measure, last of its plan. `fields`: organisation, organised_as, begun_on, and where it came from: exchange, practice, resource, call_answer."""
    with transaction.atomic():
        last = plan.measures.aggregate(last=Max("position"))["last"] or 0
        made = Measure.objects.create(plan=plan, position=last + 1, title=title, words=words, owner=owner, due_on=due_on, made_by=by, made_at=at, changed_at=at,
                                      **{name: value for name, value in fields.items() if value is not None})
        _log(by, "began", made, at)
    return made


def change_measure(measure: Measure, *, seen: datetime, by, at: datetime, **fields) -> Measure:
    """`fields`: those of begin_measure but the origin. `seen`: when the writer's page said it was last changed; WrittenMeanwhile otherwise. A due day
    that moves is told in the log with the earlier one."""
    moved = {"due_was": measure.due_on.isoformat()} if fields.get("due_on", measure.due_on) != measure.due_on else {}
    with transaction.atomic():
        if not Measure.objects.filter(pk=measure.pk, changed_at=seen).update(changed_at=at, **fields):
            raise WrittenMeanwhile(Measure.objects.get(pk=measure.pk))
        _log(by, "changed", measure, at, **moved)
    measure.refresh_from_db()
    return measure


def start(measure: Measure, *, on: date, by, at: datetime) -> bool:
    """Under way from that day. False when it was, or is closed."""
    return _turn(measure, {"begun_on": None}, {"begun_on": on}, "started", on, by, at)


def finish(measure: Measure, *, on: date, by, at: datetime) -> bool:
    """Done on that day. One that nobody said had begun began that day, too. False when it is closed already."""
    _not_before_it_began(measure, on)
    return _turn(measure, {}, {"done_on": on, "begun_on": measure.begun_on or on}, "finished", on, by, at)


def drop(measure: Measure, *, on: date, why: str, by, at: datetime) -> bool:
    """Given up on that day, with the reason everybody reads. False when it is closed already."""
    if not why.strip():
        raise Refused("no_reason", _("Say why it was dropped."))
    return _turn(measure, {}, {"dropped_on": on, "dropped_why": why.strip()}, "dropped", on, by, at)


def take_up_again(measure: Measure, *, by, at: datetime) -> bool:
    """Open once more, done or dropped by mistake or too early. The log keeps what was said. False when it is open; Refused when its resource went elsewhere."""
    said = {"was": "dropped" if measure.dropped_on else "done", "on": (measure.dropped_on or measure.done_on or at.date()).isoformat()}
    with transaction.atomic():
        turned = Measure.objects.filter(pk=measure.pk).closed().update(done_on=None, dropped_on=None, dropped_why="", changed_at=at)
        if turned:
            measure.refresh_from_db()
            follow(measure, by=by, at=at)
            _log(by, "reopened", measure, at, **said)
    return bool(turned)


def put_in_place(plan: CityPlan, measure: Measure, way: str, *, by, at: datetime) -> bool:
    """One place up or down in the order of the plan. False at its end."""
    with transaction.atomic():
        CityPlan.objects.filter(pk=plan.pk).update(changed_at=at)  # takes the row, so that two who move at once go one after the other
        rows = list(plan.measures.order_by("position", "pk"))
        place = next(number for number, each in enumerate(rows) if each.pk == measure.pk)
        other = place + (-1 if way == "up" else 1)
        if not 0 <= other < len(rows):
            return False
        rows[place], rows[other] = rows[other], rows[place]
        for number, each in enumerate(rows, 1):
            each.position = number
        Measure.objects.bulk_update(rows, ["position"])
        _log(by, "moved", measure, at)
    return True


def _not_before_it_began(measure: Measure, on: date) -> None:
    if measure.begun_on and on < measure.begun_on:
        raise Refused("before_begun", _("A measure cannot be done before it began."))


def _turn(measure: Measure, only: dict, becomes: dict, verb: str, on: date, by, at: datetime) -> bool:
    held = {f"{name}__isnull": value is None for name, value in only.items()}
    with transaction.atomic():
        turned = Measure.objects.filter(pk=measure.pk, **held).open().update(changed_at=at, **becomes)
        if turned:
            measure.refresh_from_db()
            follow(measure, by=by, at=at)
            _log(by, verb, measure, at, on=on.isoformat())
    return bool(turned)


def _log(by, verb: str, measure: Measure, at: datetime, **details) -> None:
    record(by, verb, "measure", measure.pk, at=at, details={"plan": measure.plan_id, **details})
