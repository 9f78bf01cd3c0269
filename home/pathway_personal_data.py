"""What a person's own pathway holds about them. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.models import OwnPathway, OwnStep
from academy.personal_data import erases, exports, holds

holds("academy.OwnPathway", "person", "pathway", "started_at", "finished_at", topic="learning", label=_("The pathway you are on, and those you put aside"),
      why=_("So that the academy suggests a next step, and you find your way again."), who=_("You."), kept=_("Until you erase your account."))
holds("academy.OwnStep", "own_pathway", "kind", "object_key", "skill", "level", "words", "position", "added_at", "left_out_at", "done_on", topic="learning",
      label=_("The steps of your pathway, in your order and words"), why=_("So that the pathway is yours: you add, leave out and move its steps."), who=_("You."),
      kept=_("Until you erase your account."))


@exports("pathways", _("Your pathways and their steps"), link="my_pathway")
def pathways(person):
    steps = OwnStep.objects.filter(own_pathway__person=person).select_related("own_pathway__pathway", "skill").order_by("own_pathway__started_at", "own_pathway", "position")
    for one in steps:
        own = one.own_pathway
        yield {"pathway": own.pathway.slug if own.pathway else "", "begun_at": own.started_at, "put_aside_at": own.finished_at, "position": one.position, "kind": one.kind,
               "what": one.object_key, "skill": one.skill.code if one.skill else "", "level": one.level, "words": one.words, "added_at": one.added_at, "left_out_at": one.left_out_at,
               "done_on": one.done_on}


@erases("pathways")
def erase(person, at) -> None:
    OwnPathway.objects.filter(person=person).delete()
