"""Circles, for the people in them: answering, meeting, leaving. Loaded through the person: 404 for everybody else."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.both_times import offset_of, place_of
from academy.refusals import Refused
from academy.throttle import hit
from academy.views.typed_words import typed_words
from mentoring import circle_answers, circle_meetings
from mentoring.models import Answer
from mentoring.own_circles import blind_words, meeting_lines, members, own_circle
from mentoring.session_form import SessionForm

LONGEST_NOTES = 4000
AN_HOUR, ACTS = 3_600, 30  # a meeting planned or called off is a mail to everybody in the circle


def inside(view):
    """`view(request, own, **rest)`; what is refused is said on the circle's page."""
    @never_cache
    @login_required
    @wraps(view)
    def gate(request, pk: int, **rest):
        own = own_circle(request.user, pk)
        if request.method == "POST" and not hit("circle", str(request.user.pk), ACTS, AN_HOUR, timezone.now()):
            return render(request, "mentoring/participant/refused.html", {
                "refused": Refused("too_many", _("That was a lot within an hour. Please go on in a while.")), "typed": typed_words(request), "round": own.circle.round,
                "back": reverse("circle", args=[own.circle.pk])}, status=429)
        try:
            return view(request, own, **rest)
        except Refused as refused:
            messages.warning(request, refused.sentence)
            return redirect("circle", own.circle.pk)
    return gate


@require_safe
@inside
def circle(request, own):
    at, zone = timezone.now(), request.user.zone_name
    return render(request, "mentoring/participant/circle.html", {
        "own": own, "circle": own.circle, "members": members(own), "lines": meeting_lines(own, zone, at), **(blind_words(own, zone) if own.circle.is_asking else {})})


@require_POST
@inside
def answer(request, own):
    said = request.POST.get("answer")
    if said in Answer.values:
        kept = circle_answers.answer(own.circle, request.user, said, at=timezone.now())
        messages.success(request, _("Thank you. The circle has formed: here is everybody in it.") if kept.formed_at else
                         _("Thank you. This circle will not meet; the others are told without a reason.") if kept.lapsed_at else _("Thank you. We tell you when everybody has answered."))
        if said == Answer.NOT_NOW:
            return redirect("my_mentoring")
    return redirect("circle", own.circle.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def meeting_new(request, own):
    at, zone = timezone.now(), request.user.zone_name
    form = SessionForm(request.POST if request.method == "POST" else None, zone_name=zone, at=at)
    form.fields["place"].help_text = _("Only the people of this circle see it, here, in their mails and in their calendars.")
    if request.method == "POST" and form.is_valid():
        circle_meetings.plan_meeting(own.circle, request.user, at, **form.facts)
        messages.success(request, _("Planned. Everybody in the circle hears of it by mail."))
        return redirect("circle", own.circle.pk)
    return render(request, "mentoring/participant/circle_meeting.html", {"own": own, "circle": own.circle, "form": form, "zone_place": place_of(zone), "zone_offset": offset_of(at, zone)},
                  status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def meeting_notes(request, own, meeting: int):
    found = get_object_or_404(own.circle.meetings, pk=meeting)
    # PostgreSQL takes no NUL in a text.
    (text, seen), clash = (request.POST.get(name, "").replace("\0", "") for name in ("notes", "seen")), False
    text = text[:LONGEST_NOTES]
    if request.method == "POST":
        if circle_meetings.write_notes(found, text, request.user, timezone.now(), seen=seen):
            messages.success(request, _("Kept, for everybody in the circle."))
            return redirect("circle", own.circle.pk)
        found.refresh_from_db()
        clash = True
    return render(request, "mentoring/participant/circle_notes.html", {"own": own, "circle": own.circle, "meeting": found, "typed": text if clash else found.notes, "clash": clash},
                  status=409 if clash else 200)


@require_POST
@inside
def meeting_cancellation(request, own, meeting: int):
    circle_meetings.call_off(get_object_or_404(own.circle.meetings, pk=meeting), request.user, timezone.now())
    messages.success(request, _("Called off. Everybody in the circle hears of it by mail."))
    return redirect("circle", own.circle.pk)


@require_POST
@inside
def leaving(request, own):
    circle_answers.leave_circle(own.seat, timezone.now())
    messages.success(request, _("You have left the circle."))
    return redirect("my_mentoring")


@require_POST
@inside
def closing(request, own):
    circle_answers.close_circle(own.circle, request.user, timezone.now())
    return redirect("circle", own.circle.pk)
