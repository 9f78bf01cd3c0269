"""What incubation journeys hold about a person. See academy/personal_data.py."""

from django.utils.translation import gettext_lazy as _

from academy.personal_data import erases, exports, holds
from mentoring.models import AdviceGiven, IncubationJourney, JourneyAdviser, JourneyDocument

INSIDE = _("You, who leads the journey, its advisers, and those who do orientation at the hub.")

holds("mentoring.IncubationJourney", "led_by", "title", "words", "stage", "started_on", "finished_on", "ended_as", "ending_words", topic="mentoring", label=_("Incubation journeys you lead"),
      why=_("So that a hub can go along with your undertaking."), who=INSIDE, kept=_("Until you erase your account; then the journey ends, and stays as a number."))
holds("mentoring.JourneyAdviser", "person", "field", "started_on", "finished_on", topic="mentoring", label=_("Incubation journeys you advise"),
      why=_("So that an undertaking knows who advises it on what."), who=INSIDE, kept=_("Until you erase your account; then the hours stay without your name."))
holds("mentoring.JourneyDocument", "added_by", "title", "file", topic="mentoring", label=_("Documents you gave to an incubation journey"), why=_("So that you can take away what you put there."),
      who=INSIDE, kept=_("The document stays with the journey; after you erase your account nobody is said to have put it there."))


@exports("incubation_journeys", _("Incubation journeys you lead or advise"))
def journeys(person):
    for one in IncubationJourney.objects.filter(led_by=person).prefetch_related("milestones").order_by("started_on", "pk"):
        yield {"title": one.title, "you": "lead it", "from": one.started_on, "until": one.finished_on, "words": one.words, "stage": one.stage, "ended_as": one.ended_as,
               "in_a_sentence": one.ending_words, "milestones": " · ".join(f"{each.title} ({each.reached_on or each.due_on})" for each in one.milestones.all())}
    for one in JourneyAdviser.objects.filter(person=person).select_related("journey").order_by("started_on", "pk"):
        yield {"title": one.journey.title, "you": "advise it", "from": one.started_on, "until": one.finished_on, "words": "", "stage": "", "ended_as": "", "in_a_sentence": "", "milestones": ""}


@exports("advice_given", _("Advice you gave in incubation"))
def advice(person):
    for one in AdviceGiven.objects.filter(adviser__person=person).select_related("adviser__journey").order_by("on", "pk"):
        yield {"journey": one.adviser.journey.title, "on": one.on, "minutes": one.minutes, "about": one.about}


@exports("journey_documents", _("Documents you gave to an incubation journey"))
def documents(person):
    for one in JourneyDocument.objects.filter(added_by=person).select_related("journey").order_by("added_at", "pk"):
        yield {"journey": one.journey.title, "title": one.title, "added_at": one.added_at}


@erases("mentoring.incubation")
def erase(person, at) -> None:
    from mentoring.incubation.forgetting import forget

    forget(person, at)
