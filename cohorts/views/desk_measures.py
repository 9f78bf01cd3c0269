"""The measures of a plan at the desk: written, in their order, step by step, with what supports them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.models import Exchange, Measure
from cohorts.plan import measuring
from cohorts.plan.measure_form import MeasureForm, StepForm
from cohorts.plan.measure_origin import filled_from, origin_of
from cohorts.plan.measure_state import state_on
from cohorts.plan.plan_words import amount, state_words
from cohorts.plan.planning import WrittenMeanwhile
from cohorts.plan.supports import attach, detach, offered
from cohorts.refusals import Refused
from cohorts.views.desk_page import for_city, seen_by
from cohorts.views.desk_plan import at_plan, must_have_plan, page, trail, written_meanwhile

STEPS = {"start": measuring.start, "finish": measuring.finish, "drop": measuring.drop}


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def new(request, city):
    return _new(request, must_have_plan(request, city), {}, {})


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def measure_from(request, city, origin: str, key: str):
    """What came home from an exchange or a practice: the form is filled already. Without a plan: to where one begins it."""
    found = origin_of(request.user, origin, key)
    plan = must_have_plan(request, city)
    return _new(request, plan, filled_from(found, plan, get_language() or "en"), {"exchange" if isinstance(found, Exchange) else "practice": found})


def _new(request, plan, filled: dict, origin: dict):
    form = MeasureForm(plan, request.POST if request.method == "POST" else None, initial=filled)
    if request.method == "POST" and form.is_valid():
        measuring.begin_measure(plan, by=request.user, at=timezone.now(), **origin, **form.said())
        messages.success(request, _("The measure is in the plan."))
        return redirect(at_plan(plan, "#measures"))
    return page(request, "measure_new", _("A new measure"), plan, form=form, came_from=filled.get("title", ""), status=422 if form.errors else 200)


def _measure(city, pk: int) -> Measure:
    return get_object_or_404(Measure.objects.filter(plan__city=city).select_related("plan__city", "exchange", "practice"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def measure(request, city, pk: int):
    found, status = _measure(city, pk), 422
    form = MeasureForm(found.plan, request.POST if request.method == "POST" else None, measure=found)
    if request.method == "POST" and form.is_valid():
        try:
            measuring.change_measure(found, seen=seen_by(request), by=request.user, at=timezone.now(), **form.said())
        except WrittenMeanwhile as meanwhile:
            status = written_meanwhile(form, meanwhile.row)
        else:
            messages.success(request, _("Kept."))
            return redirect(_here(found))
    return _page(request, found, form=form, status=status if form.errors else 200)


def _page(request, found: Measure, *, form=None, step=None, status: int = 200):
    now, language = timezone.now(), get_language() or "en"
    today = found.plan.city.day_of(now)
    state = state_on(found, today)
    words = " ".join(request.GET.get("support", "").split())[:100]
    return page(request, "measure_desk", found.title, found.plan, status=status, measure=found, state=state, state_words=state_words(found, state),
                form=form or MeasureForm(found.plan, measure=found), trail=trail(found.plan.city, (at_plan(found.plan, "#measures"), _("Measures"))),
                steps=[(name, heading, step if step is not None and step.data.get("do") == name else _step_form(found, name, today)) for name, heading in _steps(found, state)], step_form=step,
                supports=list(found.supports.filter(removed_at__isnull=True)), asked="support" in request.GET, words=words,
                ways=offered(found.plan.city, words, language, now) if "support" in request.GET else [],
                indicators=[(each, amount(each.baseline), amount(each.target)) for each in found.indicators.all()])


def _step_form(found: Measure, name: str, today, data=None) -> StepForm:
    return StepForm(data, today=today, since=found.plan.starts_on, initial={"do": name, "on": today}, auto_id=f"{name}-%s")


def _steps(found: Measure, state) -> list[tuple[str, str]]:
    if not state.is_open:
        return []
    begun = [] if found.begun_on else [("start", _("It has begun"))]
    return [*begun, ("finish", _("It is done")), ("drop", _("It is dropped"))]


@require_POST
@for_city("plan.write")
def step(request, city, pk: int):
    """POST do=start | finish | drop, on a day."""
    found = _measure(city, pk)
    now, name = timezone.now(), request.POST.get("do")
    if name not in STEPS:
        raise Http404("do")
    form = _step_form(found, name, found.plan.city.day_of(now), request.POST)
    if form.is_valid():
        try:
            why = {"why": form.cleaned_data["why"]} if name == "drop" else {}
            if not STEPS[name](found, on=form.cleaned_data["on"], by=request.user, at=now, **why):
                messages.warning(request, _("Somebody else was faster. This is how it stands."))
            return redirect(_here(found))
        except Refused as refused:
            form.add_error("on", refused.sentence)
    return _page(request, found, step=form, status=422)


@require_POST
@for_city("plan.write")
def again(request, city, pk: int):
    """Taken up again, done or dropped too early."""
    found = _measure(city, pk)
    try:
        measuring.take_up_again(found, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_here(found))


@require_POST
@for_city("plan.write")
def place(request, city, pk: int):
    """POST way=up | down: one place in the order."""
    found, way = _measure(city, pk), request.POST.get("way")
    if way not in ("up", "down"):
        raise Http404("way")
    measuring.put_in_place(found.plan, found, way, by=request.user, at=timezone.now())
    return redirect(at_plan(found.plan, "#measures"))


@require_POST
@for_city("plan.write")
def supports(request, city, pk: int):
    """POST way=<kind>:<key>: attached."""
    found = _measure(city, pk)
    kind, _sep, key = request.POST.get("way", "")[:90].partition(":")
    if attach(found, kind, key, get_language() or "en", by=request.user, at=timezone.now()) is None:
        messages.warning(request, _("This cannot be attached: it is there already, or no longer offered."))
    return redirect(f"{_here(found)}#supports")


@require_POST
@for_city("plan.write")
def support_removal(request, city, pk: int, support: int):
    found = _measure(city, pk)
    detach(get_object_or_404(found.supports, pk=support), by=request.user, at=timezone.now())
    return redirect(f"{_here(found)}#supports")


def _here(found: Measure) -> str:
    return reverse("desk_measure", args=[found.plan.city.slug, found.pk])
