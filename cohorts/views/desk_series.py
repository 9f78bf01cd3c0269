"""Meetings that repeat: beginning a series, making it longer, and moving all that is still to come."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from academy.local_times import NoSuchTime, wall_of
from cohorts.changing import ChangedMeanwhile, Overlaps, tells
from cohorts.exchange_form_session import LongerForm, SeriesForm, SeriesTimeForm
from cohorts.exchange_form_times import jumped_over
from cohorts.recurring import MOST, TooMany
from cohorts.series_changes import begin_series, lengthen_series, move_the_rest
from cohorts.views.desk_page import at, changed_meanwhile, for_exchange, page, seen_by
from cohorts.views.desk_sessions import overlap_words
from cohorts.who_hears import hearers


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def add(request, exchange):
    form = SeriesForm(request.POST if request.method == "POST" else None, zone=exchange.zone, initial={"seen": exchange.changed_at.isoformat(), "title": exchange.text.title})
    status = 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made, status = _tried(form, exchange, lambda: begin_series(
            exchange, title=given["title"], rule=form.rule, first_on=given["day"], starts_local=given["begins"], minutes=form.minutes, excepted_on=form.excepted,
            place=given["place"], online_url=given["online_url"], seen=seen_by(request), by=request.user, at=timezone.now()))
        if made is not None:
            return _done(request, exchange, made.sessions.count())
    return _page(request, "series", _("A meeting that repeats"), exchange, form, status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def series(request, exchange, key):
    """Two small forms on one page: another time for what is to come (`begins`), or more meetings (`more`)."""
    found = get_object_or_404(exchange.series, key=key)
    found.exchange = exchange
    coming = found.sessions.standing().filter(starts_at__gt=timezone.now())
    first = coming.first()
    clock = {"begins": wall_of(first.starts_at, exchange.zone).time(), "ends": wall_of(first.ends_at, exchange.zone).time()} if first else {}
    posted = request.POST if request.method == "POST" else None
    seen = {"seen": exchange.changed_at.isoformat()}
    time_form = SeriesTimeForm(posted if posted is not None and "more" not in posted else None, initial={**clock, **seen}, prefix=None)
    more_form = LongerForm(posted if posted is not None and "more" in posted else None, initial=seen, auto_id="more_%s")
    status = 200
    if more_form.is_bound and more_form.is_valid():
        made, status = _tried(more_form, exchange, lambda: lengthen_series(found, more_form.cleaned_data["more"], seen=seen_by(request), by=request.user, at=timezone.now()))
        if made is not None:
            return _done(request, exchange, len(made))
    if time_form.is_bound and time_form.is_valid():
        moved, status = _tried(time_form, exchange, lambda: move_the_rest(found, time_form.cleaned_data["begins"], time_form.minutes, seen=seen_by(request), by=request.user, at=timezone.now()))
        if moved is not None:
            messages.success(request, ngettext("%(count)d meeting moved.", "%(count)d meetings moved.", moved) % {"count": moved})
            return redirect(at(exchange, "desk_sessions"))
    form = more_form if more_form.is_bound else time_form
    return _page(request, "series_change", found.title, exchange, form, status, series=found, time_form=time_form, more_form=more_form, coming=coming.count(),
                 hearers=hearers(exchange) if tells(exchange, timezone.now()) else None)


def _tried(form, exchange, verb):
    """(what the verb answers, status): None and what is wrong at the form when it refuses."""
    clock = "begins" if "begins" in form.fields else None
    try:
        return verb(), 200
    except ChangedMeanwhile as found:
        changed_meanwhile(form, found)
        return None, 409
    except Overlaps as found:
        form.add_error(clock, overlap_words(found, exchange))
    except NoSuchTime as missing:
        form.add_error(clock, jumped_over(missing, exchange.zone))
    except TooMany as many:
        form.add_error("more" if "more" in form.fields else None, _("That makes %(count)d meetings. %(most)d are the most.") % {"count": many.count, "most": MOST})
    return None, 422


def _done(request, exchange, count: int):
    messages.success(request, ngettext("%(count)d meeting is written out.", "%(count)d meetings are written out.", count) % {"count": count})
    return redirect(at(exchange, "desk_sessions"))


def _page(request, template, title, exchange, form, status, **context):
    return page(request, template, title, exchange, crumbs=[("desk_sessions", _("Days and sessions"))], form=form, status=status if status != 200 else 422 if form.errors else 200, **context)
