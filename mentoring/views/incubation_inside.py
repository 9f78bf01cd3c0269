"""Incubation for who leads a journey, and for its advisers while they are. For all others it is not there."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mentoring.incubation.acts import press
from mentoring.incubation.inside_buttons import inside_buttons
from mentoring.incubation.journey_page import page_of
from mentoring.incubation.lists import own
from mentoring.incubation.serving import served
from mentoring.models import IncubationJourney


def inside(view):
    """View(request, journey, adviser or None, now, ...), on the clocks of the hub's city."""
    @wraps(view)
    @never_cache
    @login_required
    def loaded(request, key, **more):
        now = timezone.now()
        found = get_object_or_404(IncubationJourney.objects.select_related("hub__city", "led_by", "place__entry__organisation"), key=key)
        on = found.hub.city.day_of(now)
        get_object_or_404(IncubationJourney.objects.of(request.user, on), pk=found.pk)
        adviser = found.advisers.current(on).filter(person=request.user).select_related("journey__hub__city", "person").first()
        return view(request, found, adviser, now, **more)
    return loaded


@login_required
@never_cache
@require_safe
def my_incubation(request):
    return render(request, "mentoring/incubation/own.html", {"page_title": _("Incubation"), **own(request.user, timezone.now())})


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def my_journey(request, journey: IncubationJourney, adviser, now):
    """POST do=... (mentoring/incubation/inside_buttons.py)."""
    wrong = press(request, inside_buttons(journey, adviser, request.user, now)) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        return redirect("my_journey", key=journey.key)
    return render(request, "mentoring/incubation/journey.html", {
        **page_of(journey, now, works=False, adviser=adviser, by=request.user, wrong=wrong), "page_title": journey.title or _("Journey %(number)d") % {"number": journey.pk},
        "trail": [(reverse("my_incubation"), _("Incubation"))]}, status=422 if wrong else 200)


@require_safe
@inside
def journey_document(request, journey: IncubationJourney, adviser, now, pk: int):
    return served(get_object_or_404(journey.documents, pk=pk))
