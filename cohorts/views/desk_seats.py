"""Seats and registration of an exchange: how many, for whom, from when to when, and which cities prepare it too."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cohorts.changing import ChangedMeanwhile, change_exchange
from cohorts.changing_seats import change_seats
from cohorts.exchange_form_seats import MOMENTS, SeatsForm
from cohorts.refusals import Refused, SeatsInUse
from cohorts.seats import seats_view
from cohorts.views.desk_page import at, changed_meanwhile, for_exchange, page, seen_by


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def seats(request, exchange):
    initial = {name: getattr(exchange, name) for name in ("seats", "seats_per_city", "admission", "offer_hours", *MOMENTS)}
    form = SeatsForm(exchange, request.POST if request.method == "POST" else None, initial={
        **initial, "co_hosts": list(exchange.co_hosts.values_list("pk", flat=True)), "seen": exchange.changed_at.isoformat()})
    leaving, status = [], 200
    if request.method == "POST" and form.is_valid():
        now, given = timezone.now(), form.cleaned_data
        try:
            with transaction.atomic():
                change_exchange(exchange, form.fields_of_exchange(), seen=seen_by(request), by=request.user, at=now)
                exchange.co_hosts.set(given["co_hosts"])
                offered = change_seats(exchange, seats=given["seats"], seats_per_city=given["seats_per_city"], quotas=form.quotas(), by=request.user, at=now)
        except ChangedMeanwhile as found:
            changed_meanwhile(form, found)
            status = 409
        except SeatsInUse as refused:
            leaving = refused.leaving
            form.add_error("seats", refused.sentence)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _kept(offered))
            return redirect(at(exchange, "desk_exchange"))
    return page(request, "seats", _("Seats and registration"), exchange, form=form, seats=seats_view(exchange), leaving=leaving,
                status=status if status != 200 else 422 if form.errors else 200)


def _kept(offered: list) -> str:
    if not offered:
        return _("Kept.")
    return ngettext("Kept. A free seat is offered to %(count)d person who waited.", "Kept. Free seats are offered to %(count)d people who waited.", len(offered)) % {"count": len(offered)}
