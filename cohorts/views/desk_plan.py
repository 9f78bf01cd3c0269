"""A city's plan at its coordinators' desk: the plan, its phases, consultation and studies. The network's coordinators read."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.permissions import can
from academy.throttle import hit
from cohorts.exchange_texts import texts_of
from cohorts.models import CityPlan, Exchange, PhaseKind, PlanPhase, PlanStudy
from cohorts.plan.desk_screen import desk_context
from cohorts.plan.plan_forms import PhaseForm, PlanForm, StudyForm
from cohorts.plan.planning import WrittenMeanwhile, begin_plan, change_plan, choose_consultations, publish_plan, take_back_plan, write_phase
from cohorts.plan.studies import add_study, take_study_away
from cohorts.refusals import Refused
from cohorts.views.desk_page import for_city, seen_by

A_DAY, UPLOADS_A_DAY = 86_400, 60


def plan_at_desk(request, city) -> CityPlan | None:
    """?plan= or the plan field of a form says which; else the one that began last."""
    rows = city.plans.at_desk_of(request.user).select_related("city")
    asked = request.POST.get("plan") or request.GET.get("plan") or ""
    if asked:
        return get_object_or_404(rows, pk=int(asked) if asked.isdecimal() and len(asked) < 10 else 0)
    return rows.one_for(timezone.localdate())


def must_have_plan(request, city) -> CityPlan:
    found = plan_at_desk(request, city)
    if found is None:
        raise Http404("plan")
    return found


def trail(city, *more) -> list[tuple[str, str]]:
    return [(reverse("city_desk", args=[city.slug]), _("Desk of %(city)s") % {"city": city.name}), (reverse("desk_plan", args=[city.slug]), _("Plan")), *more]


def page(request, template: str, title: str, plan: CityPlan, *, status: int = 200, **context):
    """templates/cohorts/plan/<template>.html at the desk."""
    return render(request, f"cohorts/plan/{template}.html", {"city": plan.city, "plan": plan, "page_title": title, "trail": trail(plan.city), "wrong": status in (409, 422), **context}, status=status)


def at_plan(plan: CityPlan, anchor: str = "") -> str:
    return f"{reverse('desk_plan', args=[plan.city.slug])}?plan={plan.pk}{anchor}"


@require_safe
@for_city()
def plan(request, city):
    found = plan_at_desk(request, city)
    return render(request, "cohorts/plan/desk.html", {
        "city": city, "plan": found, "may_write": can(request.user, "plan.write", city), "trail": trail(city)[:1], "page_title": _("Plan of %(city)s") % {"city": city.name},
        **(desk_context(found, get_language() or "en", timezone.now()) if found else {})})


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def new(request, city):
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_plan(city, by=request.user, at=timezone.now(), **form.said())
        except Refused as refused:
            form.add_error("starts_on", refused.sentence)
        else:
            messages.success(request, _("The plan has begun, as a draft. Now give its phases their dates, and name its measures."))
            return redirect(at_plan(made))
    return render(request, "cohorts/plan/desk_form.html", {"city": city, "form": form, "page_title": _("Begin a plan"), "trail": trail(city), "wrong": bool(form.errors)},
                  status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def words(request, city):
    found, status = must_have_plan(request, city), 422
    form = PlanForm(request.POST if request.method == "POST" else None, plan=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_plan(found, seen=seen_by(request), by=request.user, at=timezone.now(), **form.said())
        except Refused as refused:
            form.add_error("starts_on", refused.sentence)
        except WrittenMeanwhile as meanwhile:
            status = written_meanwhile(form, meanwhile.row)
        else:
            messages.success(request, _("Kept."))
            return redirect(at_plan(found))
    return page(request, "desk_form", _("The words of the plan"), found, form=form, status=status if form.errors else 200)


def written_meanwhile(form, row) -> int:
    """Say so at the top of the form, and let keeping once more be a choice. The status to answer with."""
    form.data = form.data.copy()
    form.data["seen"] = row.changed_at.isoformat()
    form.add_error(None, _("Somebody else changed this after you opened it. Below is what you typed; look at what stands now, then keep it once more if it still holds."))
    return 409


@require_POST
@for_city("plan.write")
def publication(request, city):
    """POST do=publish | take_back."""
    found = must_have_plan(request, city)
    match request.POST.get("do"):
        case "publish":
            try:
                if publish_plan(found, by=request.user, at=timezone.now()):
                    messages.success(request, _("The plan is published: everybody reads it, and what is late."))
            except Refused as refused:
                messages.error(request, refused.sentence)
        case "take_back":
            if take_back_plan(found, by=request.user, at=timezone.now()):
                messages.success(request, _("Taken back. Only your city’s coordinators see it now."))
        case _other:
            raise Http404("do")
    return redirect(at_plan(found))


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def phase(request, city, kind: str):
    found = must_have_plan(request, city)
    if kind not in PhaseKind.values:
        raise Http404("phase")
    row = found.phases.filter(kind=kind).first() or PlanPhase(plan=found, kind=kind)
    form = PhaseForm(request.POST if request.method == "POST" else None, phase=row, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        write_phase(found, kind, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect(at_plan(found, "#phases"))
    return page(request, "desk_form", row.get_kind_display(), found, form=form, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def consultation(request, city):
    """Which exchanges of the city belong to the plan."""
    found = must_have_plan(request, city)
    hosted = list(Exchange.objects.hosted_by(city).public().order_by("-starts_at", "pk")[:100])
    chosen = set(found.consultations.values_list("pk", flat=True))
    if request.method == "POST":
        wanted = set(request.POST.getlist("exchange"))
        kept = [each for each in hosted if str(each.pk) in wanted]
        beyond = list(found.consultations.exclude(pk__in=[each.pk for each in hosted]))  # not offered here, so not taken out here
        choose_consultations(found, [*kept, *beyond], by=request.user, at=timezone.now())
        messages.success(request, _("Kept."))
        return redirect(at_plan(found, "#phases"))
    texts = texts_of(hosted, get_language() or "en")
    return page(request, "desk_consultation", _("Consultation events"), found, rows=[(each, texts[each.pk], each.pk in chosen) for each in hosted])


@require_http_methods(["GET", "HEAD", "POST"])
@for_city("plan.write")
def study_new(request, city):
    found, now = must_have_plan(request, city), timezone.now()
    form = StudyForm(request.POST if request.method == "POST" else None, request.FILES if request.method == "POST" else None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            if form.document and not hit("plan-study", str(request.user.pk), UPLOADS_A_DAY, A_DAY, now):
                raise Refused("too_many", _("That is enough for one day."))
            add_study(found, document=form.document, by=request.user, at=now, **form.said())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("The study is there."))
            return redirect(at_plan(found, "#studies"))
    return page(request, "desk_form", _("Add a study"), found, form=form, uploads=True, status=422 if form.errors else 200)


@require_POST
@for_city("plan.write")
def study_removal(request, city, pk: int):
    found = get_object_or_404(PlanStudy.objects.filter(plan__city=city).select_related("plan__city"), pk=pk)
    if take_study_away(found, by=request.user, at=timezone.now()):
        messages.info(request, _("“%(title)s” is taken away.") % {"title": found.title})
    return redirect(at_plan(found.plan, "#studies"))
