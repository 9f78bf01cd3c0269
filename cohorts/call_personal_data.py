"""What calls of interest and inventories hold about a person. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from cohorts.models import CallAnswer

holds("cohorts.CallAnswer", "contact_name", "email", "person", "language", topic="exchanges", label=_("Whom the city writes to about an answer to its call"),
      why=_("So that the city can ask back, and tells you its answer with the reason."), who=_("The coordinators of the city whose call it is; nobody else, and never the published results."),
      kept=_("Until a year after the call has closed, or until you take the answer back or erase your account."))
holds("cohorts.CallAnswer", "body", "idea", "answers", "model", "needs", "uses", "near", "shows_name", "result", "reason", "token_sha256", topic="exchanges",
      label=_("What you answered to a city’s call, and what the city decided"), why=_("The city chooses by the criteria of its call, and looks for an idle place that fits."),
      who=_("The coordinators of the city. With the results everybody reads which answers were taken up and why; the name of the organisation only if you agreed."),
      kept=_("With the call, as part of the city’s plan; what you take back before it closes is emptied."))
for _model, _field in (("CallOfInterest", "made_by"), ("CallAnswer", "decided_by"), ("AnswerScore", "by"), ("Resource", "made_by"), ("ResourcePhoto", "added_by"),
                       ("CivilCapacity", "made_by"), ("ResourceMatch", "decided_by")):
    not_personal(f"cohorts.{_model}.{_field}", "done in the role of a coordinator; after erasure it points at a former member")
not_personal("cohorts.Resource.address", "where a building or a field lies that its city counts as idle; its owner is told in words, a body rather than a person")


@exports("call_answers", _("Your answers to calls of interest"))
def answers(person):
    for one in CallAnswer.objects.filter(person=person).select_related("call__plan__city").order_by("sent_at"):
        yield {"call": one.call.title, "city": one.call.plan.city.name, "organisation": one.body, "contact_name": one.contact_name, "email": one.email, "idea": one.idea,
               "answers": one.answers, "organised_as": one.model, "needs": one.needs, "least_area": one.least_area, "uses": one.uses, "near": one.near,
               "needed_from": one.needed_from, "name_shown": one.shows_name, "sent_at": one.sent_at, "taken_back_at": one.withdrawn_at, "result": one.result, "reason": one.reason}


@erases("call_answers")
def erase(person, at) -> None:
    """The contact goes; what a body answered stays with the call, without anybody to write to."""
    CallAnswer.objects.filter(person=person).update(person=None, contact_name="", email="")
