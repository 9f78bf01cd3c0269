"""The days and sessions of an exchange: the list, adding one, moving or rewording one, cancelling or taking one out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.changing import AlreadyCancelled, ChangedMeanwhile, Overlaps, add_session, cancel_session, change_session, refuse_overlap, tells
from cohorts.exchange_form import ReasonForm, SeenForm
from cohorts.exchange_form_session import SessionForm
from cohorts.removing import WasPublished, remove_session
from cohorts.views.desk_exchange import kept_words
from cohorts.views.desk_page import at, changed_meanwhile, for_exchange, page, seen_by
from cohorts.who_hears import hearers, of_session, when


@require_safe
@for_exchange(keeps=True)
def sessions(request, exchange):
    rows = list(exchange.sessions.select_related("series"))
    return page(request, "sessions", _("Days and sessions"), exchange, sessions=rows, series=list(exchange.series.all()))


def overlap_words(found: Overlaps, exchange) -> str:
    return _("At that time there is “%(title)s” already: %(when)s.") % {"title": found.other.title, "when": when(found.other.starts_at, found.other.ends_at, exchange)}


def _fits(form, exchange, plan, except_pk: int) -> bool:
    """Nothing else is at that time; else it is said at the form, before anybody reads whom it would be told to."""
    try:
        refuse_overlap(exchange, plan.starts_at, plan.ends_at, except_pk)
    except Overlaps as found:
        form.add_error("begins", overlap_words(found, exchange))
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def add(request, exchange):
    last = exchange.sessions.standing().last()
    initial = {"seen": exchange.changed_at.isoformat()}
    if last is not None:
        initial |= {name: value for name, value in SessionForm.initial_of(last, exchange).items() if name in ("begins", "ends")}
    form = SessionForm(request.POST if request.method == "POST" else None, zone=exchange.zone, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            add_session(exchange, form.plan(), seen=seen_by(request), by=request.user, at=now)
        except ChangedMeanwhile as found:
            changed_meanwhile(form, found)
            status = 409
        except Overlaps as found:
            form.add_error("begins", overlap_words(found, exchange))
        else:
            messages.success(request, _("Added, and people are told.") if tells(exchange, now) else _("Added."))
            return redirect(at(exchange, "desk_sessions"))
    return _page(request, "session", _("New session"), exchange, form, status, told_of_new=hearers(exchange) if tells(exchange, timezone.now()) else None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def session(request, exchange, key):
    """Move it or say it better. Another time or place is shown as news before it is kept."""
    found = get_object_or_404(exchange.sessions.select_related("series"), key=key)
    found.exchange = exchange
    now = timezone.now()
    form = SessionForm(request.POST if request.method == "POST" else None, zone=exchange.zone, initial=SessionForm.initial_of(found, exchange))
    telling, status = None, 200
    if request.method == "POST" and form.is_valid():
        plan = form.plan()
        telling = of_session(found, plan, exchange) if plan.differs(found) and tells(exchange, now) and _fits(form, exchange, plan, found.pk) else None
        if form.errors:
            pass
        elif telling is None or form.cleaned_data["told"] == telling.mark:
            try:
                told = change_session(found, plan, seen=seen_by(request), by=request.user, at=now)
            except ChangedMeanwhile as changed:
                changed_meanwhile(form, changed)
                status, telling = 409, None
            except Overlaps as other:
                form.add_error("begins", overlap_words(other, exchange))
                telling = None
            except AlreadyCancelled:
                form.add_error(None, _("This session is cancelled and stays so. Add a new one instead."))
                telling = None
            else:
                messages.success(request, kept_words(told, telling))
                return redirect(at(exchange, "desk_sessions"))
        else:
            form.data = form.data.copy()
            form.data["told"] = telling.mark
    return _page(request, "session", found.title, exchange, form, status, session=found, telling=telling)


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def cancellation(request, exchange, key):
    """Cancel a session of what is published; take one out of a draft."""
    found = get_object_or_404(exchange.sessions.select_related("series"), key=key)
    found.exchange = exchange
    kind = ReasonForm if exchange.is_public else SeenForm
    form = kind(request.POST if request.method == "POST" else None, initial={"seen": exchange.changed_at.isoformat()})
    status = 200
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            if exchange.is_public:
                told = cancel_session(found, form.cleaned_data["reason"], seen=seen_by(request), by=request.user, at=now)
                messages.success(request, _("Cancelled, and people are told.") if told else _("Cancelled."))
            else:
                remove_session(found, seen=seen_by(request), by=request.user, at=now)
                messages.success(request, _("Taken out."))
        except ChangedMeanwhile as changed:
            changed_meanwhile(form, changed)
            status = 409
        except (AlreadyCancelled, WasPublished):
            messages.info(request, _("It was cancelled already."))
            return redirect(at(exchange, "desk_sessions"))
        else:
            return redirect(at(exchange, "desk_sessions"))
    title = _("Cancel this session") if exchange.is_public else _("Take this session out")
    return _page(request, "session_cancel", title, exchange, form, status, session=found, hearers=hearers(exchange) if tells(exchange, timezone.now()) else None)


def _page(request, template, title, exchange, form, status, **context):
    return page(request, template, title, exchange, crumbs=[("desk_sessions", _("Days and sessions"))], form=form, status=status if status != 200 else 422 if form.errors else 200, **context)
