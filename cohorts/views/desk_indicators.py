"""The indicators of a plan at the desk: from a baseline to a target, their values, and corrections that keep what was."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.models import Indicator, IndicatorValue
from cohorts.plan.indicator_form import IndicatorForm, ValueForm
from cohorts.plan.indicator_writing import begin_indicator, change_indicator, correct_value, write_value
from cohorts.plan.plan_words import amount
from cohorts.refusals import Refused
from cohorts.views.desk_page import for_city
from cohorts.views.desk_plan import at_plan, must_have_plan, page, trail


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def new(request, city):
    plan = must_have_plan(request, city)
    form = IndicatorForm(plan, request.POST if request.method == "POST" else None, initial={"measure": request.GET.get("measure", "")})
    if request.method == "POST" and form.is_valid():
        made = begin_indicator(plan, by=request.user, at=timezone.now(), **form.said())
        messages.success(request, _("The indicator is there. Write a value whenever you count."))
        return redirect("desk_indicator", city.slug, made.pk)
    return page(request, "desk_form", _("A new indicator"), plan, form=form, status=422 if form.errors else 200)


def _indicator(city, pk: int) -> Indicator:
    return get_object_or_404(Indicator.objects.filter(plan__city=city).select_related("plan__city", "measure"), pk=pk)


def _page(request, found: Indicator, *, form=None, value_form=None, earlier: IndicatorValue | None = None, status: int = 200):
    today = found.plan.city.day_of(timezone.now())
    rows = list(found.values.select_related("corrects").order_by("on", "pk"))
    return page(request, "indicator_desk", found.name, found.plan, status=status, indicator=found, form=form or IndicatorForm(found.plan, indicator=found), earlier=earlier,
                value_form=value_form or ValueForm(today=today, initial={"on": today}, auto_id="value-%s"), values=[(each, amount(each.value)) for each in rows if each.replaced_at is None],
                corrected=[(each, amount(each.value)) for each in rows if each.replaced_at is not None], baseline=amount(found.baseline), target=amount(found.target),
                trail=trail(found.plan.city, (at_plan(found.plan, "#indicators"), _("Indicators"))))


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def indicator(request, city, pk: int):
    found = _indicator(city, pk)
    form = IndicatorForm(found.plan, request.POST if request.method == "POST" else None, indicator=found)
    if request.method == "POST" and form.is_valid():
        change_indicator(found, by=request.user, at=timezone.now(), **form.said())
        messages.success(request, _("Kept."))
        return redirect(_here(found))
    return _page(request, found, form=form, status=422 if form.errors else 200)


@require_POST
@for_city("plan.write")
def values(request, city, pk: int):
    """A value, counted on a day."""
    found, now = _indicator(city, pk), timezone.now()
    form = ValueForm(request.POST, today=found.plan.city.day_of(now), auto_id="value-%s")
    if form.is_valid():
        try:
            write_value(found, by=request.user, at=now, **form.cleaned_data)
        except Refused as refused:
            form.add_error("on", refused.sentence)
        else:
            messages.success(request, _("Kept."))
            return redirect(f"{_here(found)}#values")
    return _page(request, found, value_form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def correction(request, city, pk: int, value: int):
    """The earlier value stays to be read."""
    found, now = _indicator(city, pk), timezone.now()
    earlier = get_object_or_404(found.values.standing().select_related("indicator"), pk=value)
    form = ValueForm(request.POST if request.method == "POST" else None, today=found.plan.city.day_of(now), earlier=earlier, auto_id="value-%s")
    if request.method == "POST" and form.is_valid():
        try:
            correct_value(earlier, by=request.user, at=now, **form.cleaned_data)
        except Refused as refused:
            form.add_error("on", refused.sentence)
        else:
            messages.success(request, _("Corrected. The earlier value stays to be read."))
            return redirect(f"{_here(found)}#values")
    return _page(request, found, value_form=form, earlier=earlier, status=422 if form.errors else 200)


def _here(found: Indicator) -> str:
    return reverse("desk_indicator", args=[found.plan.city.slug, found.pk])
