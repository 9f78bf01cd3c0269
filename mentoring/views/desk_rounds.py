"""The rounds of a city, or of the network, at the desk; and beginning a new one."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.permissions import can
from mentoring.desk_rows import rows_of
from mentoring.models import MentoringRound
from mentoring.opening import DRAFT_FIELDS, begin_round
from mentoring.round_form import RoundForm
from mentoring.views.desk_page import at, for_city, for_network, home_of


@require_safe
@for_city()
def of_city(request, city):
    mine = MentoringRound.objects.at_desk_of(request.user).select_related("city")
    may_open = can(request.user, "round.open", city)
    return render(request, "mentoring/desk/rounds.html", {
        "city": city, "may_open": may_open, "page_title": _("Mentoring rounds of %(city)s") % {"city": city.name}, "trail": home_of(request.user, city)[:1],
        **rows_of(mine.filter(city=city), timezone.now()),
        # A city's coordinators read here how their people take up the network's rounds.
        "network": rows_of(mine.filter(city__isnull=True, archived_at__isnull=True), timezone.now())["going"] if may_open else []})


@require_safe
@for_network
def of_network(request):
    mine = MentoringRound.objects.at_desk_of(request.user).select_related("city")
    return render(request, "mentoring/desk/rounds.html", {
        "city": None, "may_open": True, "page_title": _("Mentoring rounds of the network"), "trail": [], **rows_of(mine.filter(city__isnull=True), timezone.now()),
        "cities": rows_of(mine.filter(city__isnull=False, opened_at__isnull=False, archived_at__isnull=True), timezone.now())["going"]})


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("round.open")
def new_in_city(request, city):
    return _new(request, city)


@require_http_methods(["GET", "HEAD", "POST"])
@for_network
def new_in_network(request):
    return _new(request, None)


def _new(request, city):
    zone = ZoneInfo(city.time_zone if city else settings.TIME_ZONE)
    form = RoundForm(zone, DRAFT_FIELDS, request.POST if request.method == "POST" else None, initial={"call_opens_time": "09:00", "call_closes_time": "18:00"})
    if request.method == "POST" and form.is_valid():
        made = begin_round(city, form.fields_of_round(), by=request.user, at=timezone.now())
        messages.success(request, _("Kept as a draft. Look at its rules next; nobody else sees it until you open the call."))
        return redirect(at(made, "round_rules"))
    return render(request, "mentoring/desk/new.html", {
        "city": city, "form": form, "page_title": _("New mentoring round"), "trail": home_of(request.user, city), "wrong": bool(form.errors)}, status=422 if form.errors else 200)
