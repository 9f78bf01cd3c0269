"""Calls of interest at a city's desk: begun, written, published, extended, closed early; criteria, questions and how the form looks."""

from functools import wraps
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.both_times import moment_words
from academy.permissions import can
from cohorts.models import CallAnswer, CallOfInterest, CityPlan
from cohorts.plan import calling
from cohorts.plan.call_answer_form import CallAnswerForm
from cohorts.plan.call_form import CallForm, CallQuestionForm, CloseForm, CriteriaForm, ExtendForm
from cohorts.plan.call_questions import asked_by
from cohorts.refusals import Refused
from cohorts.views.desk_page import for_city, seen_by
from cohorts.views.desk_plan import trail as trail_of_plan


def for_call(view):
    """View(request, call, ...): one of the city's, for its coordinators alone."""
    @wraps(view)
    @for_city("call.write")
    def loaded(request, city, call: str, **more):
        found = get_object_or_404(CallOfInterest.objects.kept_by(request.user).filter(plan__city=city).select_related("plan__city"), slug=call)
        return view(request, found, **more)
    return loaded


def page(request, template: str, title: str, call: CallOfInterest | None, city, *, status: int = 200, **context):
    trail = trail_of_plan(city, (reverse("desk_calls", args=[city.slug]), _("Calls")))
    if call is not None and template != "call_desk":
        trail.append((at(call), call.title))
    return render(request, f"cohorts/plan/{template}.html", {"city": city, "call": call, "page_title": title, "trail": trail, "wrong": status in (409, 422), **context}, status=status)


def at(call: CallOfInterest, name: str = "desk_call", *args) -> str:
    return reverse(name, args=[call.plan.city.slug, call.slug, *args])


@require_safe
@for_city()
def calls(request, city):
    rows = list(CallOfInterest.objects.at_desk_of(request.user).filter(plan__city=city).select_related("plan__city").annotate(
        came=Count("answers", filter=Q(answers__withdrawn_at__isnull=True)), waiting=Count("answers", filter=Q(answers__withdrawn_at__isnull=True, answers__result=""))))
    now = timezone.now()
    return page(request, "calls_desk", _("Calls of interest of %(city)s") % {"city": city.name}, None, city, rows=[(each, _state(each, now)) for each in rows],
                may_open=can(request.user, "call.write", city), has_plan=CityPlan.objects.filter(city=city).exists())


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("call.write")
def new(request, city):
    plan = CityPlan.objects.filter(city=city).order_by("-starts_on").select_related("city").first()
    if plan is None:
        messages.warning(request, _("A call belongs to the city’s plan. Begin the plan first."))
        return redirect("desk_calls", city=city.slug)
    form = CallForm(city, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = calling.open_call(plan, by=request.user, at=timezone.now(), **form.fields_of_call())
        messages.success(request, _("Kept as a draft. Now say by what you will choose."))
        return redirect(at(made, "desk_call_criteria"))
    return page(request, "call_edit", _("Open a call of interest"), None, city, form=form, back=reverse("desk_calls", args=[city.slug]), status=422 if form.errors else 200)


@require_safe
@for_call
def call(request, call):
    now = timezone.now()
    standing = CallAnswer.objects.standing().filter(call=call)
    zone = call.plan.city.time_zone
    return page(request, "call_desk", call.title, call, call.plan.city, state=_state(call, now), is_open=call.is_open(now), is_over=call.is_over(now), came=standing.count(),
                waiting=standing.filter(result="").count(), criteria=list(call.criteria.all()), asked=asked_by(call), opens=moment_words(call.opens_at, zone),
                closes=moment_words(call.closes_at, zone))


@require_http_methods(["GET", "HEAD", "POST"])
@for_call
def edit(request, call):
    city = call.plan.city
    form = CallForm(city, request.POST if request.method == "POST" else None, call=call)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                calling.change_call(call, seen=seen_by(request), by=request.user, at=timezone.now(), **form.fields_of_call())
            except Refused as refused:
                call.refresh_from_db()
                form.data = form.data.copy()
                form.data["seen"] = call.changed_at.isoformat()
                form.add_error(None, refused.sentence)
                status = 409
            else:
                messages.success(request, _("Kept."))
                return redirect(at(call))
    return page(request, "call_edit", _("What the call says"), call, city, form=form, back=at(call), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_call
def criteria(request, call):
    form = CriteriaForm(call, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            calling.set_criteria(call, form.lines(), by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Kept."))
            return redirect(at(call))
    return page(request, "call_edit", _("By what you choose"), call, call.plan.city, form=form, back=at(call), status=422 if form.errors else 200,
                lead=_("Each criterion is a sentence that people read before they answer, and gets 0 to 3 points. Once the first answer is there, they stay as they are."))


@require_safe
@for_call
def questions(request, call):
    asked = asked_by(call)
    answered = {str(key) for row in CallAnswer.objects.filter(call=call).values_list("answers", flat=True) for key in row}
    return page(request, "call_questions", _("Questions of the call"), call, call.plan.city, asked=asked, answered=answered)


@require_http_methods(["GET", "HEAD", "POST"])
@for_call
def add(request, call):
    return _write(request, call, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_call
def question(request, call, key):
    return _write(request, call, get_object_or_404(call.questions.filter(retired_at=None), key=key))


def _write(request, call, found):
    form = CallQuestionForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            calling.ask(call, found, by=request.user, at=timezone.now(), **form.fields_of_question())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Kept."))
            return redirect(at(call, "desk_call_form"))
    return page(request, "call_edit", _("Change the question") if found else _("A new question"), call, call.plan.city, form=form, back=at(call, "desk_call_form"),
                status=422 if form.errors else 200)


@require_POST
@for_call
def place(request, call, key):
    """POST to=up or to=down."""
    found = get_object_or_404(call.questions.filter(retired_at=None), key=key)
    calling.move_question(found, request.POST.get("to") == "up", by=request.user, at=timezone.now())
    return redirect(at(call, "desk_call_form") + f"#q-{key}")


@require_POST
@for_call
def retirement(request, call, key):
    gone = calling.stop_asking(get_object_or_404(call.questions.filter(retired_at=None), key=key), by=request.user, at=timezone.now())
    messages.success(request, _("The question is gone.") if gone else _("It is no longer asked. What people answered stays readable."))
    return redirect(at(call, "desk_call_form"))


@require_safe
@for_call
def preview(request, call):
    """The form as people see it, without a button, and sent nowhere."""
    return page(request, "call_preview", _("As people see it"), call, call.plan.city, form=CallAnswerForm(call))


@require_POST
@for_call
def publication(request, call):
    try:
        if calling.publish_call(call, by=request.user, at=timezone.now()):
            messages.success(request, _("Published. Everybody reads it now, and can answer as soon as it opens."))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect(at(call))


@require_http_methods(["GET", "HEAD", "POST"])
@for_call
def days(request, call):
    """POST do=extend or do=close. Two forms on one page."""
    if not call.is_public or call.results_at is not None:
        raise Http404("days")
    do = request.POST.get("do")
    longer = ExtendForm(request.POST if do == "extend" else None, zone=ZoneInfo(call.plan.city.time_zone), auto_id="extend-%s")
    close = CloseForm(request.POST if do == "close" else None, auto_id="close-%s")
    wrong = longer if do == "extend" else close if do == "close" else None
    if wrong is not None and wrong.is_valid():
        try:
            if do == "extend":
                calling.extend(call, longer.cleaned_data["until"], by=request.user, at=timezone.now())
                messages.success(request, _("It closes later now."))
            else:
                calling.close_early(call, why=close.cleaned_data["why"], by=request.user, at=timezone.now())
                messages.success(request, _("It is closed. Everybody reads why."))
            return redirect(at(call))
        except Refused as refused:
            wrong.add_error(None, refused.sentence)
    elif request.method == "POST" and wrong is None:
        raise Http404("do")
    return page(request, "call_days", _("When it closes"), call, call.plan.city, longer=longer, close=close, error_form=wrong, is_open=call.is_open(timezone.now()),
                closes=moment_words(call.closes_at, call.plan.city.time_zone), status=422 if wrong is not None and wrong.errors else 200)


def _state(call: CallOfInterest, now) -> str:
    if not call.is_public:
        return _("a draft")
    if call.results_at:
        return _("results published")
    if now < call.opens_at:
        return _("opens on %(moment)s") % {"moment": moment_words(call.opens_at, call.plan.city.time_zone)}
    if call.is_open(now):
        return _("open until %(moment)s") % {"moment": moment_words(call.closes_at, call.plan.city.time_zone)}
    return _("closed, waiting for the result")
