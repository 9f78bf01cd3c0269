"""Publishing, cancelling, and throwing a draft away: each shows first what will be, and who hears of it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from academy.context import OWN_NAMES
from cohorts.cancelling import cancel_exchange
from cohorts.changing import AlreadyCancelled, ChangedMeanwhile, tells
from cohorts.exchange_form import ReasonForm, SeenForm
from cohorts.exchange_pages import first_page, homes
from cohorts.publishing import NotReady, gaps, publish
from cohorts.removing import WasPublished, remove_draft
from cohorts.views.desk_page import at, changed_meanwhile, for_exchange, page, seen_by
from cohorts.who_hears import hearers


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def publication(request, exchange):
    """What everybody will read, what is missing, and the button."""
    now = timezone.now()
    missing = gaps(exchange, now)
    if request.method == "POST":
        try:
            done = publish(exchange, by=request.user, at=now)
        except NotReady as refused:
            missing = refused.gaps
        else:
            messages.success(request, _("Published. Everybody finds it now, and people can register.") if done else _("It was published already."))
            return redirect(at(exchange, "desk_exchange"))
    source = first_page(exchange, request.user)
    languages = [OWN_NAMES.get(code, code) for code in homes()]
    return page(request, "publish", _("Look it over"), exchange, gaps=[(gap.words, at(exchange, gap.step)) for gap in missing], source=source, sessions=exchange.sessions.standing(),
                languages=languages, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange(keeps=True)
def cancellation(request, exchange):
    """Cancel what was published, with a reason; throw away what was not."""
    if not exchange.is_public:
        return _removal(request, exchange)
    now = timezone.now()
    form = ReasonForm(request.POST if request.method == "POST" else None, initial={"seen": exchange.changed_at.isoformat()})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            told = cancel_exchange(exchange, form.cleaned_data["reason"], seen=seen_by(request), by=request.user, at=now)
        except ChangedMeanwhile as found:
            changed_meanwhile(form, found)
            status = 409
        except AlreadyCancelled:
            messages.info(request, _("It was cancelled already."))
            return redirect(at(exchange, "desk_exchange"))
        else:
            count = hearers(exchange).by_mail if told else 0
            messages.success(request, ngettext("Cancelled. %(count)d person is told by mail.", "Cancelled. %(count)d people are told by mail.", count) % {"count": count})
            return redirect(at(exchange, "desk_exchange"))
    return page(request, "cancel", _("Cancel the exchange"), exchange, form=form, hearers=hearers(exchange), told=tells(exchange, now),
                status=status if status != 200 else 422 if form.errors else 200)


def _removal(request, exchange):
    form = SeenForm(request.POST if request.method == "POST" else None, initial={"seen": exchange.changed_at.isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            remove_draft(exchange, seen=seen_by(request), by=request.user, at=timezone.now())
        except ChangedMeanwhile as found:
            changed_meanwhile(form, found)
            return page(request, "remove", _("Throw the draft away"), exchange, form=form, status=409)
        except WasPublished:
            return redirect(at(exchange, "desk_cancel"))
        messages.success(request, _("The draft is gone."))
        return redirect(reverse("desk_exchanges", args=[exchange.desk_city.slug]))
    return page(request, "remove", _("Throw the draft away"), exchange, form=form)
