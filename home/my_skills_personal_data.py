"""What “my skills” holds about a person: self-assessments, goals, endorsements. Registered in academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.models import Endorsement, SelfAssessment, SkillGoal
from academy.personal_data import erases, exports, holds

ASSESSMENT, GOAL, ENDORSEMENT = "academy.SelfAssessment", "academy.SkillGoal", "academy.Endorsement"
ONLY_YOU = _("You, and nobody else. Coordinators see sums of many people, never yours.")
ACCOUNT = _("Until you erase your account.")
BOTH = _("You, and the one person you asked.")

holds(ASSESSMENT, "person", "moment", "codes", "answers", "started_at", "changed_at", "finished_at", topic="learning", label=_("What you say of your own skills"),
      why=_("So that you see where you stood and where you stand. Half filled it is kept, so that you find it again."), who=ONLY_YOU, kept=ACCOUNT)
holds(GOAL, "person", "skill", "level", "by_on", "started_on", "finished_on", "dropped_on", topic="learning", label=_("Goals for your skills"),
      why=_("So that we can suggest the next step, and say when you are there."), who=ONLY_YOU, kept=ACCOUNT)
holds(ENDORSEMENT, "person", "endorsed_as", "skill", "asked_level", "sentence", "asked_at", "declined_at", "withdrawn_at", topic="learning", label=_("Endorsements you ask for"),
      why=_("Somebody you share a mentorship or a cohort with can say that they saw you do something. They read what you write there, and nothing else of your skills."), who=BOTH,
      kept=_("Until you take it back or erase your account."))
holds(ENDORSEMENT, "endorser", "level", "words", "given_at", topic="learning", label=_("Endorsements you give"),
      why=_("What you say of somebody counts as evidence for them. A no is never told."), who=_("You, and the one who asked you."),
      kept=_("Until either of you withdraws it. If you erase your account, your words and your name go; that somebody endorsed them stays theirs."))


@exports("self_assessments", _("What you said of your own skills"), link="my_skills")
def self_assessments(person):
    for one in SelfAssessment.objects.of(person).order_by("started_at", "pk"):
        yield {"moment": one.moment, "asked": " ".join(one.codes), "answers": dict(one.answers), "started_at": one.started_at, "changed_at": one.changed_at, "finished_at": one.finished_at}


@exports("skill_goals", _("Goals for your skills"), link="my_skills")
def goals(person):
    for one in SkillGoal.objects.of(person).select_related("skill"):
        yield {"skill": one.skill.code, "level": one.level, "by": one.by_on, "since": one.started_on, "reached_on": one.finished_on, "dropped_on": one.dropped_on}


@exports("endorsements_asked", _("Endorsements you asked for"), link="my_endorsements")
def endorsements_asked(person):
    """Without who declined: that was not said to the person either."""
    for one in Endorsement.objects.filter(person=person).select_related("skill", "endorser").order_by("asked_at", "pk"):
        yield {"of": one.endorser.get_full_name(), "as": one.endorsed_as, "skill": one.skill.code, "level_asked": one.asked_level, "your_sentence": one.sentence,
               "asked_at": one.asked_at, "given_at": one.given_at, "level": one.level, "their_words": one.words, "taken_back_at": one.withdrawn_at}


@exports("endorsements_given", _("Endorsements you gave or were asked for"), link="my_endorsements")
def endorsements_given(person):
    for one in Endorsement.objects.filter(endorser=person).select_related("skill").order_by("asked_at", "pk"):
        yield {"skill": one.skill.code, "asked_at": one.asked_at, "given_at": one.given_at, "level": one.level, "your_words": one.words, "declined_at": one.declined_at,
               "taken_back_at": one.withdrawn_at}


@erases("home.skills")
def erase(person, at) -> None:
    """Everything of their own goes. What they gave others stays theirs, without words; what they were still asked for goes."""
    SelfAssessment.objects.of(person).delete()
    SkillGoal.objects.of(person).delete()
    Endorsement.objects.filter(person=person).delete()
    Endorsement.objects.filter(endorser=person, given_at__isnull=True).delete()
    Endorsement.objects.filter(endorser=person).update(words="")
