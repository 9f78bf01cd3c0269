"""The figures of a city at its desk: the page, its files, the printed report. The network's coordinators are led to the network's page."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from academy.csv_answer import csv_answer
from home import city_figures_charts as charts
from home.city_figures import CityFigures, city_figures
from home.city_figures_breakdown import by_cohort, by_course, by_public, by_skill
from home.city_figures_files import Breakdowns, as_data, as_rows
from home.city_figures_safe import published_of, words
from home.city_figures_words import note, period_words, shown
from home.definitions import BELONGING, DEFINITIONS, EXACT
from home.desk_door import at_desk, only_with_names
from home.figure_period import Period, offered, this_year
from home.period_form import asked_period

MONTHLY = ("active", "lessons", "finished", "met", "gave", "received")


def front_figures(city, at, today) -> dict:
    """For the front page of the desk: this year so far, and who needs a word today. Constant queries."""
    found = city_figures(city, asked_period({}, today).period, at, today)
    return {"figures": [(each, shown(each), note(each)) for each in found.headline], "months": charts.by_month(found, "active"), "needs_word": found.now}


def published_front(city, today) -> dict:
    """For the network's coordinators: what is published of the city this year, or last year while nothing is. Two queries at most."""
    told = published_of(city, this_year(today)) or published_of(city, Period(f"{today.year - 1:04}-01", f"{today.year - 1:04}-12"))
    return {"published": [(definition, words(definition, number)) for definition, number in told.numbers] if told else [],
            "published_words": period_words(told.period) if told else "", "network_url": reverse("network")}


def _gathered(city, period: Period) -> tuple[CityFigures, Breakdowns]:
    found, language = city_figures(city, period, timezone.now(), timezone.localdate()), get_language() or "en"
    return found, Breakdowns(by_course(city, period, language), by_cohort(city, period), by_public(found), by_skill(city, period, language))


@require_safe
@at_desk
def figures(request, city):
    if not request.reads_names:
        return render(request, "home/city/figures/network.html", {"city": city, "here": "figures", **published_front(city, timezone.localdate())})
    form = asked_period(request.GET, timezone.localdate())
    found, parts = _gathered(city, form.period)
    return render(request, "home/city/figures/figures.html", {
        "city": city, "here": "figures", "form": form, "period": form.period, "period_words": period_words(form.period), "offered": [(each, period_words(each)) for each in offered(found.today)],
        "headline": [(each, shown(each), note(each)) for each in found.headline], "now": [(each, shown(each), "") for each in found.today_now],
        "needs_word": found.now, "months": [charts.by_month(found, key) for key in MONTHLY],
        "parts": [charts.of_rows(_("By course: lessons done"), _("Course"), parts.courses), charts.of_rows(_("By cohort: lessons done"), _("Cohort"), parts.cohorts),
                  charts.of_rows(_("By public: lessons done"), _("Public"), parts.publics)],
        "skills": charts.of_skills(_("Levels of skills in %(year)s, from 0 to 8") % {"year": form.period.year}, parts.skills),
        "definitions": {key: DEFINITIONS[key] for key in ("skill_before", "skill_after")}, "exact": EXACT, "belonging": BELONGING})


def _file(view):
    """A file of a period that makes no sense is not made: the page says what is wrong."""
    def gate(request, city):
        form = asked_period(request.GET, timezone.localdate())
        if form.errors:
            return redirect(f"{reverse('city_figures', args=[city.slug])}?{request.GET.urlencode()}")
        return view(request, city, form.period)
    return require_safe(at_desk(only_with_names(gate)))


@_file
def figures_csv(_request, city, period):
    return csv_answer(f"figures-{city.slug}-{period.first}-{period.last}", as_rows(*_gathered(city, period)))


@_file
def figures_json(_request, city, period):
    return JsonResponse(as_data(*_gathered(city, period)), json_dumps_params={"ensure_ascii": False}, headers={"Cache-Control": "private, no-store"})


@_file
def report(request, city, period):
    """`kind`: "team" (exact) or "handed-on" (what is published)."""
    from home.city_report import city_report  # here, so that fpdf2 is loaded when somebody prints
    from home.report_pdf import report_pdf

    handed_on = request.GET.get("kind") == "handed-on"
    made = city_report(city, period, handed_on=handed_on, at=timezone.now(), language=get_language() or "en")
    if made is None:
        messages.warning(request, _("Nothing is published of these months yet: a report to hand on speaks of whole months that are over."))
        return redirect(f"{reverse('city_figures', args=[city.slug])}?{period.query}")
    name = f"report-{city.slug}-{made.period.first}-{made.period.last}{'' if handed_on else '-team'}.pdf"
    return HttpResponse(report_pdf(made), content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"})
