"""Journeys in rows: a hub's, for its workers, and one's own. Few queries, however many there are."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from academy.models import Hub
from mentoring.incubation.journey_page import hours_words
from mentoring.models import AdviceGiven, IncubationJourney, JourneyAdviser


def rows_of(journeys: QuerySet[IncubationJourney]) -> list[dict]:
    """{"journey", "reached", "milestones", "hours"} of each; two queries."""
    found = list(journeys.select_related("hub__city", "led_by", "place").annotate(all=Count("milestones"), reached=Count("milestones", filter=Q(milestones__reached_on__isnull=False))))
    minutes = dict(AdviceGiven.objects.filter(adviser__journey__in=found).order_by().values_list("adviser__journey").annotate(sum=Sum("minutes")))
    return [{"journey": each, "reached": each.reached, "milestones": each.all, "hours": hours_words(minutes.get(each.pk, 0))} for each in found]


def at_desk(hub: Hub) -> dict:
    rows = rows_of(IncubationJourney.objects.filter(hub=hub))
    return {"running": [row for row in rows if row["journey"].is_running], "over": [row for row in rows if not row["journey"].is_running]}


def own(person, at: datetime) -> dict:
    """{"rows", "fields": {journey id: what the person advises on}}."""
    on = at.date()
    rows = rows_of(IncubationJourney.objects.of(person, on))
    fields = {each.journey_id: each.get_field_display() for each in JourneyAdviser.objects.current(on).filter(person=person)}
    for row in rows:
        row["field"] = fields.get(row["journey"].pk, "")
    return {"rows": rows}
