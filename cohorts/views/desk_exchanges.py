"""All exchanges of a city at its coordinator's desk, and beginning a new one."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.permissions import can, coordinated_city_ids
from cohorts.desk_list import rows_elsewhere, rows_of
from cohorts.exchange_form import NewExchangeForm
from cohorts.models import Exchange
from cohorts.opening import open_exchange
from cohorts.views.desk_page import for_city

PAST_A_PAGE = 20
MOST_ELSEWHERE = 30


@require_safe
@for_city()
def exchanges(request, city):
    now, language = timezone.now(), get_language()
    mine = Exchange.objects.at_desk_of(request.user).hosted_by(city).select_related("host_city")
    past = Paginator(mine.past(now), PAST_A_PAGE).get_page(request.GET.get("page"))
    ahead = list(mine.exclude(ends_at__lt=now).order_by("starts_at", "pk"))
    rows = {row.exchange.pk: row for row in rows_of([*ahead, *past], city, language, now)}
    coming = [rows[each.pk] for each in ahead if each.is_public]
    return render(request, "cohorts/desk/exchanges.html", {
        "city": city, "may_open": can(request.user, "exchange.open", city), "past_page": past, "past": [rows[each.pk] for each in past],
        "drafts": [rows[each.pk] for each in ahead if not each.is_public], "coming": [row for row in coming if row.hosted], "guest": [row for row in coming if not row.hosted],
        "elsewhere": rows_elsewhere(city, now, language, MOST_ELSEWHERE) if city.pk in coordinated_city_ids(request.user) else [],
        "trail": [(reverse("city_desk", args=[city.slug]), city.name)]})


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("exchange.open")
def new(request, city):
    form = NewExchangeForm(city, request.POST if request.method == "POST" else None, zone=ZoneInfo(city.time_zone))
    if request.method == "POST" and form.is_valid():
        made = open_exchange(city, form.words(), form.plans, by=request.user, at=timezone.now(), **form.fields_of_exchange())
        messages.success(request, _("Kept as a draft. Only the coordinators of your city see it."))
        return redirect("desk_publish", city=city.slug, exchange=made.slug)
    return render(request, "cohorts/desk/new.html", {
        "city": city, "form": form, "wrong": bool(form.errors),
        "trail": [(reverse("city_desk", args=[city.slug]), city.name), (reverse("desk_exchanges", args=[city.slug]), _("Exchanges"))]},
        status=422 if form.errors else 200)
