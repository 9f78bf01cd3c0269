"""Niches of a territory, and what a hub trains supporters by: for its workers. Everybody reads them on the hub's page."""

from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from academy.models import Hub
from mentoring.incubation.acts import prefix, press
from mentoring.incubation.niches import NicheForm, calls_for, niche_buttons
from mentoring.incubation.offers import OfferForm, offer_buttons, offer_rows
from mentoring.views.incubation_desk import hub_trail
from mentoring.views.orientation_desk import for_worker


@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def hub_niches(request, hub: Hub, now):
    wrong = press(request, niche_buttons(hub, request.user, now)) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        return redirect("hub_niches", slug=hub.city.slug)
    calls, rows = calls_for(hub, now), []
    for each in hub.niches.order_by("closed_on", "-noted_on", "-pk"):
        name = prefix("change", each.pk)
        now_there = {field: getattr(each, field) for field in ("title", "why", "language", "call")}
        form = wrong[1] if wrong and wrong[0] == name else NicheForm(prefix=name, calls=calls, initial=now_there)
        rows.append({"niche": each, "call": calls.get(each.call), "form": form if each.closed_on is None else None})
    return render(request, "mentoring/incubation/niches.html", {
        "hub": hub, "city": hub.city, "page_title": _("Niches"), "trail": hub_trail(hub), "rows": rows, "wrong_form": wrong[1] if wrong else None, "wrong": bool(wrong),
        "form": wrong[1] if wrong and wrong[0] == "add" else NicheForm(prefix="add", calls=calls, initial={"language": get_language()})}, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def hub_capacity(request, hub: Hub, now):
    wrong = press(request, offer_buttons(hub, request.user, now)) if request.method == "POST" else None
    if request.method == "POST" and wrong is None:
        return redirect("hub_capacity", slug=hub.city.slug)
    return render(request, "mentoring/incubation/capacity.html", {
        "hub": hub, "city": hub.city, "page_title": _("Training those who support others"), "trail": hub_trail(hub), "rows": offer_rows(hub, get_language() or "en", now),
        "form": wrong[1] if wrong else OfferForm(prefix="add", hub=hub, at=now), "wrong_form": wrong[1] if wrong else None, "wrong": bool(wrong)}, status=422 if wrong else 200)
