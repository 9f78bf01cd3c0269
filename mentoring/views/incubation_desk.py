"""Incubation at a hub: for those who do orientation there today, and nobody else (404)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.models import Hub
from academy.refusals import Refused
from mentoring.incubation import journeys
from mentoring.incubation.acts import press
from mentoring.incubation.desk_buttons import desk_buttons
from mentoring.incubation.forms import BeginForm
from mentoring.incubation.journey_page import page_of
from mentoring.incubation.lists import at_desk
from mentoring.incubation.serving import served
from mentoring.models import IncubationJourney
from mentoring.orientation.hub_names import name_of
from mentoring.views.orientation_desk import for_worker


def hub_trail(hub: Hub, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(reverse("hub_queue", args=[hub.city.slug]), name_of(hub, get_language() or "en")), *more]


@require_safe
@for_worker
def hub_journeys(request, hub: Hub, now):
    return render(request, "mentoring/incubation/journeys.html", {"hub": hub, "city": hub.city, "page_title": _("Incubation"), "trail": hub_trail(hub), **at_desk(hub)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def hub_journey_new(request, hub: Hub, now):
    form = BeginForm(request.POST or None, hub=hub, initial={"started_on": hub.city.day_of(now), "stage": "idea"})
    if request.method == "POST" and form.is_valid():
        try:
            made = journeys.begin(hub, by=request.user, at=now, **form.cleaned_data)
        except Refused as why:
            form.add_error("email", why.sentence)
        else:
            return redirect("hub_journey", slug=hub.city.slug, key=made.key)
    list_url = reverse("hub_journeys", args=[hub.city.slug])
    return render(request, "mentoring/incubation/form.html", {
        "hub": hub, "city": hub.city, "form": form, "page_title": _("Begin a journey"), "button": _("Begin it"), "back": list_url, "wrong": bool(form.errors),
        "trail": hub_trail(hub, (list_url, _("Incubation")))}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def hub_journey(request, hub: Hub, now, key):
    """POST do=... (mentoring/incubation/desk_buttons.py)."""
    found = of_hub(hub, key)
    wrong = press(request, desk_buttons(found, request.user, now)) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        return redirect("hub_journey", slug=hub.city.slug, key=found.key)
    context = page_of(found, now, works=True, by=request.user, wrong=wrong)
    return render(request, "mentoring/incubation/journey.html", {
        **context, "page_title": found.title or _("Journey %(number)d") % {"number": found.pk}, "trail": hub_trail(hub, (reverse("hub_journeys", args=[hub.city.slug]), _("Incubation")))},
        status=422 if wrong else 200)


@require_safe
@for_worker
def hub_journey_document(request, hub: Hub, now, key, pk: int):
    return served(get_object_or_404(of_hub(hub, key).documents, pk=pk))


def of_hub(hub: Hub, key) -> IncubationJourney:
    found = IncubationJourney.objects.filter(hub=hub, key=key).select_related("hub__city", "led_by", "place__entry__organisation").first()
    if found is None:
        raise Http404("journey")
    return found
