"""Office mode: entering somebody without internet, and writing to people of an exchange."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from academy import throttle
from academy.models import PartnerCity
from academy.permissions import can, coordinated_city_ids
from cohorts.desk_people import named
from cohorts.exchange_form_people import MessageForm, OfficeForm
from cohorts.organiser_messages import write_to
from cohorts.refusals import Refused, refuse_unless_open
from cohorts.registering import register
from cohorts.views.desk_page import at, for_people, page

A_DAY = 20
MOST_PEOPLE = 1_000


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def entry(request, exchange):
    """Same rules and same questions as for everybody else; marked as entered by the office."""
    if not can(request.user, "registration.enter", exchange):
        raise Http404("office")
    now = timezone.now()
    keeps = can(request.user, "registration.decide", exchange)
    cities = list(PartnerCity.objects.order_by("name") if keeps else PartnerCity.objects.filter(pk__in=coordinated_city_ids(request.user)))
    form = OfficeForm(exchange, get_language(), cities, request.POST if request.method == "POST" else None)
    if keeps:
        form.fields["person"].queryset = form.fields["person"].queryset.filter(city_id__in=coordinated_city_ids(request.user))
    form.initial.setdefault("city", exchange.desk_city.pk)
    closed = ""
    try:
        refuse_unless_open(exchange, now)
    except Refused as refused:
        closed = refused.sentence
    if request.method == "POST" and not closed and form.is_valid():
        given = form.cleaned_data
        try:
            made = register(exchange, given["person"], city=None if given["person"] else given["city"], answers=form.answers(), answers_version=form.form_version,
                            guest_name=given["guest_name"] if not given["person"] else "", guest_contact=given["guest_contact"] if not given["person"] else "",
                            entered_by=request.user, at=now)
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("%(name)s: %(state)s.") % {"name": made.display_name, "state": made.get_state_display()})
            return redirect(at(exchange, "desk_person", made.pk))
    wrong = form.errors or (closed and request.method == "POST")
    wrong = form.errors or (closed and request.method == "POST")
    return page(request, "entry", _("Enter somebody without internet"), exchange, crumbs=[("desk_people", _("People"))], form=form, closed=closed, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def message(request, exchange):
    """To those of chosen states whom the writer may know; at most A_DAY messages a day."""
    if not exchange.reads_names:
        raise Http404("message")
    form = MessageForm(request.POST if request.method == "POST" else None, initial={"form_key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        now, given = timezone.now(), form.cleaned_data
        people = list(named(exchange, request.user).filter(state__in=given["states"])[:MOST_PEOPLE])
        by_mail = [each for each in people if each.person_id]
        if not by_mail:
            form.add_error("states", _("Nobody of these can be reached by mail."))
        elif not throttle.hit("organiser_message", str(request.user.pk), A_DAY, 86_400, now):
            form.add_error(None, _("You have written %(most)d messages today. People read the next one better tomorrow.") % {"most": A_DAY})
        else:
            sent = write_to(exchange, by_mail, given["subject"], given["text"], form_key=given["form_key"], by=request.user, at=now).sent_to
            messages.success(request, ngettext("Your message is on its way to %(count)d person.", "Your message is on its way to %(count)d people.", sent) % {"count": sent})
            if left := len(people) - len(by_mail):
                messages.info(request, ngettext("%(count)d was entered by an office and has no mail: tell them yourselves.",
                                                "%(count)d were entered by an office and have no mail: tell them yourselves.", left) % {"count": left})
            return redirect(at(exchange, "desk_people"))
    return page(request, "message", _("Write to people"), exchange, crumbs=[("desk_people", _("People"))], form=form, status=422 if form.errors else 200)
