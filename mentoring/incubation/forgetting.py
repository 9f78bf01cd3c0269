"""What happens to incubation when somebody erases their account: journeys they led end, without words and documents; advice stays as minutes."""

from django.db.models import F
from django.db.models.functions import Greatest

from mentoring.incubation.documents import drop
from mentoring.models import AdviceGiven, IncubationJourney, JourneyAdviser, JourneyDocument, JourneyEnd, Milestone


def forget(person, at) -> None:
    today = at.date()
    led = IncubationJourney.objects.filter(led_by=person)
    for document in JourneyDocument.objects.filter(journey__in=led):
        drop(document)
    Milestone.objects.filter(journey__in=led).update(title="")
    AdviceGiven.objects.filter(adviser__journey__in=led).update(about="")
    led.filter(finished_on__isnull=True).update(finished_on=Greatest(F("started_on"), today), ended_as=JourneyEnd.STOPPED)
    led.update(title="", words="", ending_words="", led_by=None, place=None)
    AdviceGiven.objects.filter(adviser__person=person).update(about="")
    JourneyAdviser.objects.filter(person=person, finished_on__isnull=True).update(finished_on=Greatest(F("started_on"), today))
    JourneyDocument.objects.filter(added_by=person).update(added_by=None)
