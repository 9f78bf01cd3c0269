"""The attendance list: which session, who is there, the same for phones that were without network, and people who come unannounced."""

import json
import math
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from academy.throttle import hit
from cohorts import attending
from cohorts.attending import Mark
from cohorts.exchange_texts import text_of
from cohorts.models import ExchangeSession, Registration
from cohorts.refusals import Refused
from cohorts.views.attendance_walk_in import WalkInForm
from cohorts.views.days_doors import for_exchange

MOST_MARKS, PER_MINUTE = 500, 120


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    name: str
    city: str
    there: bool
    has_seat: bool


@require_safe
@for_exchange("attendance.mark")
def sessions(request, exchange):
    """Which session? Today's first; an exchange of one session needs no asking."""
    standing = list(exchange.sessions.standing())
    if len(standing) == 1:
        return redirect(address(exchange, standing[0]))
    now = attending.session_at(exchange, timezone.now())
    rows = [{"session": each, "url": address(exchange, each), "now": each == now, "there": each.attendances.count()} for each in standing]
    return render(request, "cohorts/days/sessions.html", {"exchange": exchange, "text": text_of(exchange, get_language()), "rows": rows, "nothing": not rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange("attendance.mark")
def attendance(request, exchange, session):
    """The list of one session. POST there=<code> or away=<code>: one mark; leads back to that line."""
    session = get_object_or_404(exchange.sessions.select_related("exchange"), key=session)
    if request.method == "POST":
        return _mark(request, exchange, session)
    return attendance_page(request, exchange, session, WalkInForm(exchange=exchange, user=request.user))


def attendance_page(request, exchange, session, walk_in, status=200):
    lines = lines_of(request.user, exchange, session)
    asked = request.GET.get("q", "").strip()[:80]
    shown = [each for each in lines if asked.casefold() in f"{each.name} {each.city} {each.code}".casefold()] if asked else lines
    there, seats = sum(each.there for each in lines), sum(each.has_seat or each.there for each in lines)
    return render(request, "cohorts/days/attendance.html", {
        "exchange": exchange, "session": session, "text": text_of(exchange, get_language()), "asked": asked,
        "expected": [each for each in shown if each.has_seat or each.there], "waiting": [each for each in shown if not (each.has_seat or each.there)],
        "there": there, "seats": seats, "walk_in": walk_in, "owner": owner_mark(request.user), "found": len(shown),
        "back": reverse("attendance", args=[exchange.desk_city.slug, exchange.slug]),
    }, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_exchange("attendance.mark")
def marks(request, exchange, session):
    """JSON. GET: {"states": {code: there}}. POST `marks`, a JSON object {"now", "marks": [{"key", "code", "there", "at"}]} with moments in
    milliseconds by the phone's clock: that, and "answers": {key: see attending.apply_marks}. Sending the same again changes nothing."""
    session = get_object_or_404(exchange.sessions, key=session)
    if request.method != "POST":
        return JsonResponse(_states(request.user, exchange, session))
    now = timezone.now()
    if not hit("attendance", str(request.user.pk), PER_MINUTE, 60, now):
        return JsonResponse({"error": _("One moment, please.")}, status=429)
    try:
        read = read_marks(request.POST.get("marks", ""), now)
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError, RecursionError):
        return HttpResponseBadRequest("marks")
    try:
        answers = attending.apply_marks(session, read, attending.on_list_of(request.user, exchange), request.user, now)
    except Refused as refused:
        return JsonResponse({"error": refused.sentence}, status=422)
    return JsonResponse({**_states(request.user, exchange, session), "answers": answers})


def read_marks(text: str, now: datetime) -> list[Mark]:
    """The marks a phone sent. Its clock may be wrong: only how long ago a mark was set, by the same clock, is believed."""
    sent = json.loads(text)
    phone_now, listed = float(sent["now"]), sent["marks"]
    if not isinstance(listed, list) or len(listed) > MOST_MARKS or not math.isfinite(phone_now):
        raise ValueError("marks")
    return [Mark(str(uuid.UUID(each["key"])), str(each["code"])[:20], bool(each["there"]),
                 now - timedelta(milliseconds=min(max(0.0, phone_now - float(each["at"])), 30 * 86_400_000))) for each in listed]


def lines_of(user, exchange, session) -> list[Line]:
    """The people on this person's list, by name: two queries."""
    there = attending.there_at(session)
    rows = attending.on_list_of(user, exchange).select_related("person", "city").only(
        "code", "state", "guest_name", "city__name", "person__name", "person__email", "person__erased_at", "exchange_id")
    lines = [Line(each.code, attending.name_at_door(each), each.city.name if each.city else "", each.code in there, each.holds_seat) for each in rows]
    return sorted(lines, key=lambda line: (line.name.casefold(), line.code))


def address(exchange, session) -> str:
    return reverse("attendance_session", args=[exchange.desk_city.slug, exchange.slug, session.key])


def owner_mark(user) -> str:
    """Says to a phone whose waiting marks these are, without saying who."""
    return salted_hmac("attendance", str(user.pk)).hexdigest()[:16]


def _states(user, exchange, session: ExchangeSession) -> dict:
    there = attending.there_at(session)
    codes = attending.on_list_of(user, exchange).values_list("code", flat=True)
    return {"states": {code: code in there for code in codes}}


def _mark(request, exchange, session):
    code = (request.POST.get("there") or request.POST.get("away") or "").replace("\x00", "")
    rows, now = attending.on_list_of(request.user, exchange), timezone.now()
    one = get_object_or_404(rows.select_related("person"), code=code)
    say_mark(request, session, one, "there" in request.POST, now, "list")
    asked = request.POST.get("q", "").strip()[:80]
    return redirect(f"{address(exchange, session)}{'?' + urlencode({'q': asked}) if asked else ''}#r-{code}")


def say_mark(request, session, one: Registration, there: bool, now, way: str) -> str:
    """Mark somebody now, and say what became of it."""
    try:
        answer = attending.mark_one(session, one, there, request.user, now, key=str(uuid.uuid4()), way=way)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return "refused"
    if answer == attending.FULL:
        messages.error(request, _("No seat is free for %(name)s, so they cannot be marked. Raise the seats first, or take back somebody’s.") % {"name": attending.name_at_door(one)})
    elif there:
        messages.success(request, _("%(name)s is here.") % {"name": attending.name_at_door(one)})
    else:
        messages.info(request, _("%(name)s is not marked any more.") % {"name": attending.name_at_door(one)})
    return answer
