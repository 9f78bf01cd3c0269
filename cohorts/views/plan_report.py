"""The yearly report of a city's plan: as a page, and as a file to print."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cohorts.models import CityPlan
from cohorts.plan.plan_report import PlanReport, plan_report


def _report(request, slug: str, year: int) -> PlanReport:
    """Of the plan that holds the year: a published one, or the draft at the person's own desk."""
    if not 1900 < year < 3000:
        raise Http404("year")
    rows = CityPlan.objects.visible_to(request.user).filter(city__slug=slug, starts_on__year__lte=year, ends_on__year__gte=year).select_related("city")
    found = rows.public().order_by("-starts_on").first() or rows.order_by("-starts_on").first()
    made = plan_report(found, year, get_language() or "en", timezone.now()) if found else None
    if made is None:
        raise Http404("report")
    return made


@require_safe
def report(request, slug: str, year: int):
    made = _report(request, slug, year)
    return render(request, "cohorts/plan/report.html", {"report": made, "plan": made.plan, "city": made.plan.city, "untranslated": made.plan.language != (get_language() or "en")})


@require_safe
def report_file(request, slug: str, year: int):
    from cohorts.plan.plan_report_pdf import plan_report_pdf  # the drawing of papers is heavy to load, and few ask for one

    made = _report(request, slug, year)
    response = HttpResponse(plan_report_pdf(made), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="plan-{made.plan.city.slug}-{year}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
