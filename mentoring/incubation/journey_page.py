"""What everybody inside a journey finds on its page: the hub's workers, who leads it, and its advisers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from academy.mosaic import TRADITIONS, course_mosaic_svg
from mentoring.incubation.acts import prefix
from mentoring.incubation.advising import may_correct
from mentoring.incubation.forms import AdviserForm, DocumentForm, FinishForm, JourneyForm, MilestoneForm, ReachedForm, TimeForm
from mentoring.models import AdviceGiven, IncubationJourney, JourneyAdviser, Milestone
from mentoring.orientation.hub_names import name_of

FEWEST_TILES = 4
LATEST_TIMES = 60


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    milestone: Milestone
    late: bool
    form: object | None


@dataclass(frozen=True, slots=True)
class AdviserRow:
    adviser: JourneyAdviser
    hours: str


@dataclass(frozen=True, slots=True)
class TimeRow:
    """`form`: while the reader may still correct it."""

    advice: AdviceGiven
    form: object | None


def hours_words(minutes: int) -> str:
    """90 -> “1:30”, to be read as hours and minutes."""
    return f"{minutes // 60}:{minutes % 60:02}"


def page_of(journey: IncubationJourney, at: datetime, *, works: bool, adviser: JourneyAdviser | None = None, by=None, wrong: tuple | None = None) -> dict:
    """`works`: the reader is of the hub; `adviser`: as which they read, if so. `wrong`: (prefix, form) as it was filled in. Six queries, however much there is."""
    today, hub, steps = journey.hub.city.day_of(at), journey.hub, list(journey.milestones.all())
    running = journey.is_running
    given = dict(AdviceGiven.objects.filter(adviser__journey=journey).order_by().values_list("adviser").annotate(all=Sum("minutes")))
    times = list(AdviceGiven.objects.filter(adviser__journey=journey).select_related("adviser__person")[:LATEST_TIMES])
    made = _forms(journey, today, works=works, advises=adviser is not None) if running else {}
    if wrong and wrong[0] in made:
        made[wrong[0]] = wrong[1]

    def own(name: str, form):
        return wrong[1] if wrong and wrong[0] == name else form(prefix=name)
    return {
        "journey": journey, "hub": hub, "city": hub.city, "hub_name": name_of(hub, get_language() or "en"), "running": running, "works": works, "forms": made,
        "mosaic": mosaic_of(journey, steps), "reached_words": reached_words(steps),
        "milestones": [MilestoneRow(each, running and each.reached_on is None and each.due_on < today,
                                    own(prefix("reached", each.pk), lambda prefix: ReachedForm(prefix=prefix, initial={"on": today})) if works and running and each.reached_on is None else None)
                       for each in steps],
        "advisers": [AdviserRow(each, hours_words(given.get(each.pk, 0))) for each in journey.advisers.select_related("person").order_by("finished_on", "started_on", "pk")],
        "hours": hours_words(sum(given.values())), "advised": bool(given),
        "times": [TimeRow(each, own(prefix("correct", each.pk), lambda prefix, each=each: TimeForm(prefix=prefix, initial={"on": each.on, "minutes": each.minutes, "about": each.about}))
                          if running and adviser is not None and each.adviser_id == adviser.pk and may_correct(each, at) else None) for each in times],
        "documents": [(each, document_url(journey, each, works=works), works or each.added_by_id == getattr(by, "pk", None)) for each in journey.documents.select_related("added_by")],
        "adviser": adviser, "wrong_form": wrong[1] if wrong else None, "wrong": bool(wrong)}


def _forms(journey: IncubationJourney, today, *, works: bool, advises: bool) -> dict:
    made: dict = {"document": DocumentForm(prefix="document")}
    if works:
        now = {name: getattr(journey, name) for name in ("title", "words", "stage", "started_on", "place")}
        made |= {"change": JourneyForm(prefix="change", hub=journey.hub, initial=now), "milestone": MilestoneForm(prefix="milestone"), "adviser": AdviserForm(prefix="adviser"),
                 "finish": FinishForm(prefix="finish", initial={"on": today})}
    if advises:
        made["time"] = TimeForm(prefix="time", initial={"on": today, "minutes": 60})
    return made


def document_url(journey: IncubationJourney, document, *, works: bool) -> str:
    """A worker's way stands below the city's desk, where a second factor is asked for."""
    return reverse("hub_journey_document", args=[journey.hub.city.slug, journey.key, document.pk]) if works else reverse("journey_document", args=[journey.key, document.pk])


def reached_words(steps: list[Milestone]) -> str:
    """The text twin of the mosaic."""
    if not steps:
        return _("No milestone is set yet.")
    reached = sum(each.reached_on is not None for each in steps)
    return ngettext("%(reached)d of %(all)d milestone reached", "%(reached)d of %(all)d milestones reached", len(steps)) % {"reached": reached, "all": len(steps)}


def mosaic_of(journey: IncubationJourney, steps: list[Milestone]) -> str:
    """A tile for each milestone, in the way of the hub's city; silent for those who listen: the list beside it says the same."""
    tradition = journey.hub.city.tradition
    done = frozenset(number for number, each in enumerate(steps, start=1) if each.reached_on is not None)
    current = next((number for number, each in enumerate(steps, start=1) if each.reached_on is None), None) if journey.is_running else None
    return course_mosaic_svg(max(FEWEST_TILES, len(steps)), done, tradition if tradition in TRADITIONS else "opus", current, key="journey")
