"""What the hub's workers do on the page of a project."""

from datetime import datetime

from django.utils.translation import gettext as _

from mentoring.incubation import projects
from mentoring.incubation.acts import Button
from mentoring.incubation.project_forms import DoneForm, PartnerForm, ProjectForm, StepForm
from mentoring.models import CoProject


def project_buttons(project: CoProject, by, at: datetime) -> dict[str, Button]:
    def change(_row, given) -> str:
        projects.write(project.hub, project, by=by, at=at, **given)
        return _("Changed.")

    def publish(_row, _given) -> str:
        projects.publish(project, by=by, at=at)
        return _("Everybody can read it now.")

    def take_back(_row, _given) -> str:
        projects.take_back(project, by=by, at=at)
        return _("Only the hub’s workers read it now.")

    def partner(_row, given) -> str:
        return _("%(name)s stands among the partners.") % {"name": projects.add_partner(project, by=by, at=at, **given)}

    def step(_row, given) -> str:
        projects.add_step(project, by=by, at=at, **given)
        return _("The step is written down.")

    def done(row, given) -> str:
        projects.do_step(row, on=given["on"], result=given["result"], by=by, at=at)
        return _("Done.")

    def reopen(row, _given) -> str:
        projects.do_step(row, on=None, result="", by=by, at=at)
        return _("It is open again.")

    def drop(row, _given) -> str:
        projects.drop(row, by=by, at=at)
        return _("Taken away.")

    partners, steps = project.partners.select_related("project__hub__city"), project.steps.select_related("project__hub__city")
    return {"change": Button(change, ProjectForm), "publish": Button(publish), "take_back": Button(take_back), "partner": Button(partner, PartnerForm),
            "step": Button(step, StepForm), "done": Button(done, DoneForm, steps), "reopen": Button(reopen, None, steps), "drop_step": Button(drop, None, steps),
            "drop_partner": Button(drop, None, partners)}
