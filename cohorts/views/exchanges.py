"""The programme of exchanges: as a list, as a month, as a map. One address, narrowed by what stands behind its question mark."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohorts.exchange_filter import Choices, ExchangeFilter
from cohorts.exchange_list import rows_of, with_all_it_shows
from cohorts.exchange_map import map_context
from cohorts.exchange_month import month_context, read_month
from cohorts.models import Exchange, ExchangeKind
from cohorts.reader_zone import zone_of_reader

ROWS_A_PAGE = 20
LATEST_PAST = 5
VIEWS = ("list", "month", "map", "past")


@require_safe
def index(request):
    now = timezone.now()
    choices = Choices.load()
    wanted = ExchangeFilter.read(request.GET, choices)
    notes = list(wanted.notes)
    view = request.GET.get("view") or "list"
    if view not in VIEWS:
        notes.append(_("There is no view of this name, so you see the list."))
        view = "list"
    shown = {"list": _list, "past": _past, "month": _month, "map": _map}[view](request, wanted, now, notes)
    kept = {"view": "" if view == "list" else view, "month": shown.get("month_asked", "")}
    return render(request, f"cohorts/exchanges/{view}.html", {
        "wanted": wanted, "choices": choices, "kinds": ExchangeKind.choices, "notes": notes, "view": view, "kept": kept,
        "links": {name: wanted.query(view="" if name == "list" else name) or "?" for name in VIEWS}, "feed_query": wanted.query(), **shown})


def _list(request, wanted: ExchangeFilter, now, notes) -> dict:
    coming, past = (wanted.narrow(each) for each in _public(now))
    page = Paginator(with_all_it_shows(coming, now), ROWS_A_PAGE).get_page(request.GET.get("page"))
    latest = list(with_all_it_shows(past, now)[:LATEST_PAST + 1])
    # One look for words and registrations of both parts.
    rows = rows_of([*page, *latest[:LATEST_PAST]], request.user, get_language(), now, zone_of_reader(request))
    return {"coming": [row for row in rows if not row.is_past], "past": [row for row in rows if row.is_past], "page": page,
            "more_past": len(latest) > LATEST_PAST, "pages_query": wanted.query()}


def _past(request, wanted: ExchangeFilter, now, notes) -> dict:
    _coming, past = _public(now)
    page = Paginator(with_all_it_shows(wanted.narrow(past), now), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return {"past": rows_of(page, request.user, get_language(), now, zone_of_reader(request)), "page": page, "pages_query": wanted.query(view="past")}


def _month(request, wanted: ExchangeFilter, now, notes) -> dict:
    today = timezone.localdate(now)
    first = read_month(request.GET.get("month", ""), today, notes)
    context = month_context(first, today, wanted, get_language())
    asked = request.GET.get("month", "")
    turns = {name: wanted.query(view="month", month=context[name]) for name in ("before", "after") if context[name]}
    return {**context, "turns": turns, "this_month": wanted.query(view="month"), "month_asked": context["month"] if asked else ""}


def _map(request, wanted: ExchangeFilter, now, notes) -> dict:
    coming, _past_ones = _public(now)
    return map_context(wanted.narrow(coming).standing(), wanted)


def _public(now):
    """What is to come, and what is over. What has no day yet is to come."""
    everything = Exchange.objects.programme()
    return everything.upcoming(now), everything.past(now)
