"""A co-created project as it is read: by everybody once it is published, and by the hub's workers with what they can do."""

from dataclasses import dataclass
from datetime import datetime

from mentoring.incubation.acts import prefix
from mentoring.incubation.project_forms import DoneForm, PartnerForm, ProjectForm, StepForm
from mentoring.models import CoProject, ProjectStep


@dataclass(frozen=True, slots=True)
class StepRow:
    step: ProjectStep
    late: bool
    form: object | None = None


def read_of(project: CoProject, at: datetime) -> dict:
    """Two queries. `entry`: of a partner that stands in the directory."""
    today = project.hub.city.day_of(at)
    return {"project": project, "hub": project.hub, "city": project.hub.city, "steps": [StepRow(each, _late(each, today)) for each in project.steps.all()],
            "partners": [{"partner": each, "entry": _entry(each)} for each in project.partners.select_related("organisation__city", "organisation__entry")]}


def written_of(project: CoProject, at: datetime, wrong: tuple | None = None) -> dict:
    """`wrong`: (prefix, form) as it was filled in."""
    today = project.hub.city.day_of(at)
    made = {"change": ProjectForm(prefix="change", initial={name: getattr(project, name) for name in ProjectForm.base_fields}), "partner": PartnerForm(prefix="partner"),
            "step": StepForm(prefix="step")}
    if wrong and wrong[0] in made:
        made[wrong[0]] = wrong[1]
    steps = [StepRow(each, _late(each, today), _done_form(each, today, wrong) if each.done_on is None else None) for each in project.steps.all()]
    return {**read_of(project, at), "steps": steps, "forms": made, "wrong_form": wrong[1] if wrong else None, "wrong": bool(wrong)}


def _done_form(step: ProjectStep, today, wrong: tuple | None):
    name = prefix("done", step.pk)
    return wrong[1] if wrong and wrong[0] == name else DoneForm(prefix=name, initial={"on": today})


def _late(step: ProjectStep, today) -> bool:
    return step.done_on is None and step.due_on < today


def _entry(partner):
    entry = getattr(partner.organisation, "entry", None) if partner.organisation else None
    return entry if entry is not None and entry.listed_at is not None else None
