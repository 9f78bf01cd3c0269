"""The people of an exchange: who has a seat, who waits and where, what they answered, and the organisers' word."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from academy.csv_answer import csv_answer
from academy.models import record
from academy.permissions import can, coordinated_city_ids
from cohorts.desk_people import GROUPS, answer_counts, counts_by_city, named, rows_of
from cohorts.exchange_form_people import RefusalForm, WithdrawalForm
from cohorts.models import RegistrationState
from cohorts.question_words import questions_of
from cohorts.refusals import Refused
from cohorts.registering import accept_offer, approve, decline_offer, reject, withdraw
from cohorts.seats import seats_view
from cohorts.views.desk_page import at, for_people, page

A_PAGE = 100


@require_safe
@for_people
def people(request, exchange):
    """?group=asked|seats|waiting|out. For the network: numbers by city."""
    mine = named(exchange, request.user)
    counts = {name: 0 for name in GROUPS}
    for state in mine.values_list("state", flat=True).order_by():
        counts[next(name for name, states in GROUPS.items() if state in states)] += 1
    decides = can(request.user, "registration.decide", exchange)
    group = request.GET.get("group", "")
    group = group if group in GROUPS else "asked" if counts["asked"] and decides else "seats"
    exactly = None if can(request.user, "attendance.mark", exchange) else coordinated_city_ids(request.user)  # who greets people knows them all
    shown = Paginator(mine.filter(state__in=GROUPS[group]).order_by("place", "pk"), A_PAGE).get_page(request.GET.get("page"))
    return page(request, "people", _("People"), exchange, shown=shown, rows=rows_of(exchange, list(shown), get_language()), group=group, decides=decides,
                tabs=[(name, words, counts[name]) for name, words in zip(GROUPS, (_("Asked"), _("Have a seat"), _("Wait"), _("Out")), strict=True)],
                seats=seats_view(exchange), cities=counts_by_city(exchange, exactly), reads_names=exchange.reads_names, may_enter=can(request.user, "registration.enter", exchange))


@require_safe
@for_people
def numbers(request, exchange):
    """For the kitchen and the beds: how many answered what, of those the reader may know."""
    if not exchange.reads_names:
        raise Http404("numbers")
    mine = list(named(exchange, request.user).holding_seats())
    return page(request, "numbers", _("Numbers for the kitchen"), exchange, crumbs=[("desk_people", _("People"))], counts=answer_counts(exchange, mine, get_language()), people=len(mine))


@require_safe
@for_people
def people_csv(request, exchange):
    """Everybody the reader may know, one a line; the taking out is logged."""
    if not exchange.reads_names:
        raise Http404("list")
    language = get_language()
    questions = questions_of(exchange, language, retired=True)
    rows = rows_of(exchange, list(named(exchange, request.user).order_by("place", "pk")), language)
    labels = list(dict.fromkeys(label for row in rows for label, _text in row.answers)) or [each.label for each in questions]
    heads = (_("Name"), _("City"), _("Organisation"), _("State"), _("Place in line"), _("Asked on"), _("Entered by an office"), _("How to reach them"))
    lines = [(*heads, *map(str, labels))]
    for row in rows:
        one, said = row.registration, dict(row.answers)
        lines.append((
            one.display_name, one.city.name if one.city else "", one.organisation.name if one.organisation else "", str(one.get_state_display()), row.position,
            one.asked_at.astimezone(exchange.zone).strftime("%Y-%m-%d %H:%M"), _("yes") if one.entered_by_id else "", one.guest_contact, *(said.get(label, "") for label in labels)))
    record(request.user, "exported", "exchange", exchange.key, at=timezone.now(), details={"people": len(rows)})
    return csv_answer(f"{exchange.slug}-people", lines)


# One person ------------------------------------------------------------------------------------------

@require_safe
@for_people
def person(request, exchange, pk: int):
    return _person(request, exchange, pk)


def _person(request, exchange, pk: int, refusal=None, withdrawal=None, status: int = 200):
    one = get_object_or_404(named(exchange, request.user), pk=pk)
    row = rows_of(exchange, [one], get_language())[0]
    decides = can(request.user, "registration.decide", exchange)
    return page(request, "person", one.display_name, exchange, crumbs=[("desk_people", _("People"))], row=row, one=one, decides=decides,
                may_approve=decides and one.state in (RegistrationState.REQUESTED, RegistrationState.REJECTED),
                refusal=refusal or RefusalForm(auto_id="refusal_%s"), withdrawal=withdrawal or WithdrawalForm(auto_id="withdrawal_%s"), status=status)


def _decided(request, exchange, pk: int):
    """The registration, for who decides on those of this exchange; 404 for others."""
    one = get_object_or_404(named(exchange, request.user), pk=pk)
    if not can(request.user, "registration.decide", exchange):
        raise Http404("registration")
    return one


@require_POST
@for_people
def approval(request, exchange, pk: int):
    one = _decided(request, exchange, pk)
    return _tried(request, exchange, lambda: approve(one, request.user, timezone.now()))


@require_POST
@for_people
def rejection(request, exchange, pk: int):
    one = _decided(request, exchange, pk)
    form = RefusalForm(request.POST, auto_id="refusal_%s")
    if not form.is_valid():
        return _person(request, exchange, pk, refusal=form, status=422)
    return _tried(request, exchange, lambda: reject(one, request.user, form.cleaned_data["reason"], timezone.now()))


@require_POST
@for_people
def withdrawal(request, exchange, pk: int):
    """Somebody told the office that they cannot come: of the host, or of the person's own city."""
    one = get_object_or_404(named(exchange, request.user), pk=pk)
    form = WithdrawalForm(request.POST, auto_id="withdrawal_%s")
    if not form.is_valid():
        return _person(request, exchange, pk, withdrawal=form, status=422)
    return _tried(request, exchange, lambda: withdraw(one, by=request.user, reason=form.cleaned_data["reason"], at=timezone.now()))


@require_POST
@for_people
def offer_answer(request, exchange, pk: int):
    """act=accept | decline: what somebody without an account told the office, which nobody else can answer for them."""
    one = get_object_or_404(named(exchange, request.user).filter(person=None), pk=pk)
    verb = accept_offer if request.POST.get("act") == "accept" else decline_offer
    return _tried(request, exchange, lambda: verb(one, at=timezone.now()))


def _tried(request, exchange, verb):
    try:
        done = verb()
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("%(name)s: %(state)s.") % {"name": done.display_name, "state": done.get_state_display()})
    return redirect(at(exchange, "desk_people"))
