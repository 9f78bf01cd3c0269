"""The network in numbers, for its coordinators and those of its cities: protected figures only, read from what was published."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.csv_answer import csv_answer
from academy.periods import month_of
from academy.permissions import can, sees_network
from home.month_words import month_words
from home.network_figures import published_years, reads_hours, snapshots_of, without_hours
from home.network_files import rows_of
from home.network_screen import screen_of
from home.network_words import HOURS, MONTHS, RULE, SPLIT, TOTALS, VISITS


@never_cache
@login_required
@require_safe
def network(request):
    years, year, snapshots = _asked(request)
    return render(request, "home/network/network.html", {
        "years": [each for each, _until in years], "year": year, "screen": screen_of(snapshots) if snapshots else None, "coordinates": sees_network(request.user),
        "rule": RULE, "totals_rule": TOTALS, "split_rule": SPLIT, "months_rule": MONTHS, "visits_rule": VISITS, "hours_rule": HOURS, "this_month": month_words(month_of(timezone.now()))})


@never_cache
@login_required
@require_safe
def network_csv(request):
    _years, _year, snapshots = _asked(request)
    if not snapshots:
        raise Http404
    return csv_answer(f"network-{snapshots[-1]['until']}", rows_of(snapshots[-1]))


@never_cache
@login_required
@require_safe
def network_json(request):
    """Every month's figures of the year, exactly as they were published."""
    _years, year, snapshots = _asked(request)
    if not snapshots:
        raise Http404
    return JsonResponse({"year": year, "published": snapshots}, headers={"Content-Disposition": f'attachment; filename="network-{snapshots[-1]["until"]}.json"'})


def _asked(request) -> tuple[list, int | None, list[dict]]:
    """(years published, the year asked for, its figures as this person may read them). 404 for strangers, and for a year nobody published."""
    if not can(request.user, "network.figures"):
        raise Http404
    years = published_years()
    asked = request.GET.get("year", "")
    known = {str(year): year for year, _until in years}
    if asked and asked not in known:
        raise Http404
    year = known[asked] if asked else years[0][0] if years else None
    snapshots = snapshots_of(year) if year else []
    return years, year, snapshots if reads_hours(request.user) else [without_hours(each) for each in snapshots]
