"""What adapted practices hold about a person. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from cohorts.models import PracticeAdaptation

holds("cohorts.PracticeAdaptation", "person", "city", "place", "changed", "started_on", "shows_name", "told_at", "withdrawn_at", topic="exchanges",
      label=_("Practices you adapted, where, and what you changed"), why=_("So that the city it came from, and those who think of doing it too, learn from you. It counts as evidence of your skills."),
      who=_("Everybody reads the place and what you changed; your name only if you tick that it may be shown."),
      kept=_("Until you take it back or erase your account; then it stays as a number without name, place or words."))
not_personal("cohorts.Practice.created_by", "done in the role of a coordinator; after erasure it points at a former member")


@exports("adapted_practices", _("Practices you adapted"))
def adaptations(person):
    for one in PracticeAdaptation.objects.filter(person=person).select_related("practice", "city").order_by("told_at"):
        yield {"practice": one.practice.title, "city": one.city.name if one.city else "", "place": one.place, "changed": one.changed, "since": one.started_on, "shows_name": one.shows_name,
               "told_at": one.told_at, "taken_back_at": one.withdrawn_at}


@erases("adapted_practices")
def erase(person, at) -> None:
    PracticeAdaptation.objects.filter(person=person).update(person=None, place="", changed="", shows_name=False)
