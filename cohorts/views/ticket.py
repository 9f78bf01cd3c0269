"""A registration's ticket with its code, and the door that the code opens for those who mark who is there."""

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from academy.permissions import can
from academy.untold_address import untold
from cohorts import attending
from cohorts.exchange_texts import text_of
from cohorts.models import Registration, RegistrationState
from cohorts.seats import SEATED
from cohorts.views.attendance import say_mark


@never_cache
@require_safe
@login_required
def ticket(request, slug: str):
    """One's own ticket, while one has a seat."""
    mine = get_object_or_404(Registration.objects.of(request.user).filter(state__in=SEATED, exchange__published_at__isnull=False).select_related(
        "exchange__host_city", "person", "city"), exchange__slug=slug)
    door = settings.BASE_URL + reverse("door", args=[mine.code])
    return untold(render(request, "cohorts/days/ticket.html", {
        "registration": mine, "exchange": mine.exchange, "text": text_of(mine.exchange, get_language()), "sessions": mine.exchange.sessions.standing(),
        "qr": segno.make(door, error="m", micro=False).svg_inline(scale=8, border=3, dark="#171b2e", light="#ffffff", omitsize=True, svgclass="ticket__qr", lineclass=None),
    }))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request, code: str):
    """What a scanned ticket opens: the person, and one button. Looking changes nothing. There is nothing here for anybody else, ticket or not."""
    one = Registration.objects.select_related("exchange__host_city", "person", "city").filter(code=code).exclude(state=RegistrationState.REJECTED).first()
    if one is None or not one.exchange.is_public or not can(request.user, "attendance.mark", one.exchange):
        raise Http404("door")
    exchange, now = one.exchange, timezone.now()
    if request.method == "POST":
        session = next((each for each in exchange.sessions.all() if str(each.key) == request.POST.get("session")), None)
        if session is None:
            raise Http404("session")
        say_mark(request, session, one, request.POST.get("there") != "no", now, "code")
        return redirect("door", code=code)
    current = attending.session_at(exchange, now)
    there = dict(one.attendances.values_list("exchange_session_id", "marked_at"))
    sessions = [{"session": each, "at": there.get(each.pk)} for each in exchange.sessions.standing()]
    return render(request, "cohorts/days/door.html", {
        "registration": one, "name": attending.name_at_door(one), "exchange": exchange, "text": text_of(exchange, get_language()),
        "current": next((each for each in sessions if each["session"] == current), None), "others": [each for each in sessions if each["session"] != current],
        "list_url": reverse("attendance_session", args=[exchange.host_city.slug, exchange.slug, current.key]) if current else "",
    })
