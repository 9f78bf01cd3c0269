"""A person's own calendar: the feed behind a secret address, and the page where the address is made and taken back."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy.calendar_sources import fingerprint, parts_for
from academy.emails import absolute_url
from academy.feed_addresses import CALENDAR, give_calendar_address, live_calendar, take_calendar_address_back, used_today
from academy.feed_answer import answer_feed
from academy.models import FeedToken
from academy.standards.calendar_entry import CalendarHead, plain
from academy.standards.icalendar import CONTENT_TYPE, PRODUCT, write_calendar
from academy.untold_address import untold


@require_safe
def personal_calendar(request, token):
    """Whoever has the address reads it; in the language of the person's profile. An address taken back is as unknown as a made-up one."""
    found = FeedToken.objects.find(token)
    if found is None or found.purpose != CALENDAR or not found.person.is_active:
        return HttpResponseNotFound("There is no calendar at this address.\n", content_type="text/plain; charset=utf-8", headers={"Referrer-Policy": "no-referrer"})
    at, person = timezone.now(), found.person
    used_today(found, timezone.localdate(at))
    language = person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        # The secret address itself stands nowhere in the file: files are passed on.
        head = CalendarHead(name=plain(_("%(site)s: my calendar") % {"site": settings.WAGTAIL_SITE_NAME}), url=absolute_url(reverse("my_calendar")))
        parts = parts_for(person, language, at)
        mark = fingerprint(PRODUCT, head, language, [part.rows for part in parts])
        changed_at = max([found.made_at, *(part.changed_at for part in parts)])
        return answer_feed(request, mark, changed_at, CONTENT_TYPE, lambda: write_calendar(head, [entry for part in parts for entry in part.make()]),
                           private=True, name="tessera.ics")


@never_cache
@login_required
@require_safe
def my_calendar(request):
    return render(request, "academy/my_calendar.html", {"kept": live_calendar(request.user)})


@never_cache
@login_required
@require_POST
def my_calendar_address(request) -> HttpResponse:
    """Make the address, or make it anew. It is shown in this answer and never again, so nothing is redirected to."""
    renewed = live_calendar(request.user) is not None
    address = give_calendar_address(request.user, timezone.now())
    webcal = "webcal" + address[address.index(":"):]
    return untold(render(request, "academy/my_calendar.html", {
        "kept": live_calendar(request.user), "secret_address": address, "webcal": webcal, "renewed": renewed,
        "qr": segno.make(webcal, error="m", micro=False).svg_data_uri(scale=4, border=3, dark="#171b2e", light="#ffffff")}))


@never_cache
@login_required
@require_POST
def my_calendar_revocation(request):
    if take_calendar_address_back(request.user, timezone.now()):
        messages.success(request, _("The address of your calendar no longer works."))
    return redirect("my_calendar")
