"""A city's plan for everybody: the page, the models of organisation, the documents of its studies, and the way to what supports a measure."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.models import PartnerCity
from academy.permissions import can
from cohorts.models import CityPlan, MeasureSupport, PlanStudy
from cohorts.plan import studies
from cohorts.plan.models_of_organisation import MODELS
from cohorts.plan.plan_page import plan_context
from cohorts.plan.supports import found_way


def plan_of(request, slug: str) -> CityPlan | None:
    """The published plan of the city, else the draft that lies at the person's own desk."""
    rows = CityPlan.objects.visible_to(request.user).filter(city__slug=slug).select_related("city")
    today = timezone.localdate()
    return rows.public().one_for(today) or rows.one_for(today)


@require_safe
def plan(request, slug: str):
    found = plan_of(request, slug)
    if found is None:
        return _none_yet(request, slug)
    now = timezone.now()
    return render(request, "cohorts/plan/plan.html", {**plan_context(found, get_language() or "en", now), "keeps": can(request.user, "plan.write", found.city)})


def _none_yet(request, slug: str):
    """For a city's coordinators the empty page says how to begin; for everybody else there is none."""
    city = get_object_or_404(PartnerCity, slug=slug)
    if not can(request.user, "plan.write", city):
        raise Http404("plan")
    return render(request, "cohorts/plan/plan_none.html", {"city": city})


@require_safe
def models(request, slug: str):
    """What each model of organisation needs; with the measures of the city's plan that chose it."""
    city = get_object_or_404(PartnerCity, slug=slug)
    found = plan_of(request, slug)
    if found is None and not can(request.user, "plan.write", city):
        raise Http404("plan")
    measures = list(found.measures.exclude(organised_as="").order_by("position", "pk")) if found else []
    return render(request, "cohorts/plan/plan_models.html", {
        "city": city, "plan": found, "models": [(each, each.law_in(city.country), [one for one in measures if one.organised_as == each.kind]) for each in MODELS]})


@require_safe
def study(request, slug: str, pk: int):
    """The document of a study, saved rather than shown."""
    visible = CityPlan.objects.visible_to(request.user).filter(city__slug=slug)
    found = get_object_or_404(PlanStudy.objects.filter(plan__in=visible, removed_at__isnull=True).exclude(file=""), pk=pk)
    try:
        stored = default_storage.open(found.file.name)
    except OSError:
        raise Http404("file") from None
    response = FileResponse(stored, as_attachment=True, filename=studies.download_name(found), content_type=studies.content_type(found))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def support(request, slug: str, pk: int):
    """To what supports a measure, wherever it stands now; a page that says so when it is there no longer."""
    visible = CityPlan.objects.visible_to(request.user).filter(city__slug=slug)
    found = get_object_or_404(MeasureSupport.objects.filter(measure__plan__in=visible, removed_at__isnull=True).select_related("measure__plan__city"), pk=pk)
    way = found_way(found.kind, found.key, get_language() or "en", timezone.now())
    if way is not None and way.url:  # also one that takes nobody any more: its own page says so
        return redirect(way.url)
    return render(request, "cohorts/plan/plan_support_gone.html", {"support": found, "city": found.measure.plan.city, "why": _("It is there no longer.")}, status=410)


