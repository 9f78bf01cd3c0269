"""Once more on another day: one copy, or a series of them, all as drafts."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from academy.local_times import NoSuchTime, wall_of
from cohorts.duplicating import duplicate
from cohorts.exchange_form_copy import CopyForm
from cohorts.exchange_form_times import jumped_over
from cohorts.exchange_pages import first_page
from cohorts.views.desk_page import at, for_exchange, page


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def copies(request, exchange):
    now = timezone.now()
    source = first_page(exchange, request.user)
    form = CopyForm(wall_of(now, exchange.zone).date(), request.POST if request.method == "POST" else None, initial={"title": source.title, "summary": source.summary})
    if request.method == "POST" and form.is_valid():
        try:
            made = duplicate(exchange, form.days(), title=form.cleaned_data["title"], summary=form.cleaned_data["summary"], by=request.user, at=now)
        except NoSuchTime as missing:
            form.add_error("day", jumped_over(missing, exchange.zone))
        else:
            messages.success(request, ngettext("%(count)d draft is made.", "%(count)d drafts are made.", len(made)) % {"count": len(made)})
            made[0].desk_city = exchange.host_city
            return redirect(at(made[0], "desk_exchange") if len(made) == 1 else reverse("desk_exchanges", args=[exchange.host_city.slug]))
    return page(request, "duplicate", _("Once more, on another day"), exchange, form=form, status=422 if form.errors else 200)
