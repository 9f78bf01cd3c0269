"""Sessions: planned, changed, called off; afterwards reported and confirmed; one as a file for a calendar."""

from datetime import datetime

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.both_times import offset_of, place_of
from academy.calendar_sources import fingerprint
from academy.feed_answer import answer_feed
from academy.standards import icalendar
from academy.standards.calendar_entry import CalendarHead, plain
from mentoring import confirming, holding, mentorship_page, planning
from mentoring.mentorship_forms import ReportForm
from mentoring.mentorship_turn import ChangedMeanwhile
from mentoring.models import MentoringSession
from mentoring.own_side import OwnSide, titled
from mentoring.session_calendar import entry_for
from mentoring.session_form import SessionForm
from mentoring.views.mentorship_door import back, inside, page


def _session(own: OwnSide, pk: int) -> MentoringSession:
    found = get_object_or_404(own.mentorship.sessions, pk=pk)
    found.mentorship = own.mentorship
    return found


def _clock(own: OwnSide, at) -> dict:
    """Whose clock the form is written on."""
    return {"zone_place": place_of(own.person.zone_name), "zone_offset": offset_of(at, own.person.zone_name), "partner_place": place_of(own.partner.zone_name),
            "partner_offset": offset_of(at, own.partner.zone_name), "other_clock": own.person.zone_name != own.partner.zone_name}


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def new(request, own):
    at = timezone.now()
    form = SessionForm(request.POST if request.method == "POST" else None, zone_name=own.person.zone_name, at=at)
    if request.method == "POST" and form.is_valid():
        made = planning.plan(own.mentorship, request.user, at, **form.facts)
        if made.ends_at <= at:
            return back(own, "mentorship_report", made.pk)
        messages.success(request, _("Planned. It is in both calendars, and %(name)s hears of it by mail.") % {"name": own.partner_first})
        return back(own, "mentorship_session", made.pk)
    return page(request, own, "session_form", form, **_clock(own, at))


@require_safe
@inside
def session(request, own, session: int):
    at, found = timezone.now(), _session(own, session)
    return page(request, own, "session", line=mentorship_page.line_of(own, found, at), session=found, may_change=planning.may_change(found, at),
                may_report=not found.cancelled_at and found.starts_at <= at)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def change(request, own, session: int):
    at, found = timezone.now(), _session(own, session)
    form = SessionForm(request.POST if request.method == "POST" else None, zone_name=own.person.zone_name, at=at, initial=SessionForm.initial_of(found, own.person.zone_name))
    if request.method == "POST" and form.is_valid():
        facts = form.facts
        zone = facts.pop("zone")
        moved = (facts["starts_at"], facts["ends_at"]) != (found.starts_at, found.ends_at)
        if facts["ends_at"] <= at:
            form.add_error("day", _("This time is over. If you met then, plan nothing: say how it was."))
        else:
            changed = planning.change(found, request.user, at, **facts, **({"time_zone": zone} if moved else {}))
            messages.success(request, _("Changed, in both calendars. %(name)s hears of it by mail.") % {"name": own.partner_first} if changed else _("Nothing was different."))
            return back(own, "mentorship_session", found.pk)
    return page(request, own, "session_form", form, session=found, **_clock(own, at))


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def cancellation(request, own, session: int):
    at, found = timezone.now(), _session(own, session)
    if request.method == "POST":
        if planning.cancel(found, request.user, at):
            messages.success(request, _("Called off, in both calendars. %(name)s hears of it by mail.") % {"name": own.partner_first})
        return back(own)
    return page(request, own, "session_cancel", line=mentorship_page.line_of(own, found, at), session=found)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def report(request, own, session: int):
    at, found = timezone.now(), _session(own, session)
    length = int((found.ends_at - found.starts_at).total_seconds() // 60)
    known = found.held_minutes is not None or found.missed_at is not None
    first = {"happened": ("no" if found.missed_at else "yes") if known else "yes", "held_minutes": found.held_minutes or length, "minutes": found.minutes,
             "next_step": found.next_step, "seen": found.changed_at.isoformat()}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            after = holding.report(found, request.user, at, holding.Report(given["held_minutes"], given["minutes"], given["next_step"]), seen=_moment(given["seen"]))
        except ChangedMeanwhile:
            found.refresh_from_db()
            form.data = {**form.data.dict(), "seen": found.changed_at.isoformat()}
            form.add_error(None, _("%(name)s wrote something here meanwhile: it stands below the form. Bring both together, and keep it again.") % {"name": own.partner_first})
            return page(request, own, "report", form, session=found, newer=found, line=mentorship_page.line_of(own, found, at))
        messages.success(request, _said(own, after))
        return back(own, "mentorship_session", found.pk)
    return page(request, own, "report", form, session=found, line=mentorship_page.line_of(own, found, at))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ChangedMeanwhile from None


def _said(own: OwnSide, session: MentoringSession) -> str:
    if session.held_minutes is None:
        return _("Kept. Shall we find another time?")
    if session.is_confirmed:
        return _("Kept. Both have confirmed it, and the hours stand in the solidarity ledger.")
    return _("Kept. %(name)s is asked to confirm it; then the hours count.") % {"name": own.partner_first}


@require_POST
@inside
def confirmation(request, own, session: int):
    """POST minutes=<what was read>."""
    found, minutes = _session(own, session), request.POST.get("minutes", "")
    confirming.confirm(found, request.user, int(minutes) if minutes.isdecimal() and len(minutes) < 5 else -1, timezone.now())
    found.refresh_from_db()
    messages.success(request, _said(own, found))
    return back(own, "mentorship_session", found.pk)


@require_safe
@inside
def calendar_file(request, own, session: int):
    found = _session(own, session)
    entry = entry_for(own, found)
    head = CalendarHead(name=plain(titled(own.partner)))
    return answer_feed(request, fingerprint(icalendar.PRODUCT, get_language(), entry), found.changed_at, icalendar.CONTENT_TYPE,
                       lambda: icalendar.write_calendar(head, [entry]), private=True, name=f"mentoring-{found.pk}.ics")
