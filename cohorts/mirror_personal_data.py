"""What shared surveys, studies and contrasts hold about a person. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds, not_personal
from cohorts.models import ContrastAnswer, MemberAnswer, SharedStudy

SPOKE = _("So that it is known who spoke for a seat.")
INSIDE = _("Those who sit in the space or are in one of its groups, and the coordinators of its city. Everybody else reads sums.")
STAYS = _("What was said stays the seat’s; after you erase your account nobody is said to have spoken for it.")

holds("cohorts.MemberAnswer", "answered_by", "answers", "answered_at", topic="exchanges", label=_("Surveys you answered for a seat"), why=SPOKE, who=INSIDE, kept=STAYS)
holds("cohorts.ContrastAnswer", "answered_by", "stance", "words", "answered_at", topic="exchanges", label=_("What you said to a policy text for a seat"), why=SPOKE, who=INSIDE, kept=STAYS)
for _model in ("MemberSurvey.made_by", "Contrast.made_by", "SharedStudy.added_by"):
    not_personal(f"cohorts.{_model}", "done for a space, and shown nowhere; after erasure it points at a former member")


@exports("member_surveys", _("Surveys you answered for a seat"))
def surveys(person):
    for one in MemberAnswer.objects.filter(answered_by=person).select_related("survey", "seat__organisation").order_by("answered_at", "pk"):
        words = {str(each.pk): each.text for each in one.survey.questions.all()}
        for key, value in one.answers.items():
            yield {"survey": one.survey.title, "seat": str(one.seat), "question": words.get(key, key), "answer": value, "answered_at": one.answered_at}


@exports("policy_contrasts", _("What you said to a policy text for a seat"))
def contrasts(person):
    for one in ContrastAnswer.objects.filter(answered_by=person).select_related("paragraph__contrast", "seat__organisation").order_by("answered_at", "pk"):
        yield {"text": one.paragraph.contrast.title, "paragraph": one.paragraph.position, "seat": str(one.seat), "stance": one.stance, "words": one.words, "answered_at": one.answered_at}


@erases("cohorts.mirrors")
def erase(person, at) -> None:
    MemberAnswer.objects.filter(answered_by=person).update(answered_by=None)
    ContrastAnswer.objects.filter(answered_by=person).update(answered_by=None)
    SharedStudy.objects.filter(added_by=person).update(added_by=None)
