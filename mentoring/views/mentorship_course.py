"""How it goes on: the pulse, a pause, another partner, the closing talk, the end."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import closing_talk, ending, pausing, pulse, rematching
from mentoring.mentorship_forms import ClosingForm, EndForm, PauseForm, PulseForm, RematchForm
from mentoring.mentorship_turn import NotNow
from mentoring.models import MentorshipStage
from mentoring.views.mentorship_door import back, inside, page

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@inside
def how_it_goes(request, own):
    if not own.under_way:
        raise NotNow
    form = PulseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        pulse.say(own.mentorship, own.side, form.cleaned_data["value"], form.cleaned_data["words"], timezone.now())
        messages.success(request, _("Thank you for saying it."))
        return back(own, "mentorship_pulse")
    said = list(own.mentorship.pulses.order_by("-at", "-pk")[:24])
    return page(request, own, "pulse", form, mine=[one for one in said if one.side == own.side], theirs=[one for one in said if one.side != own.side],
                moods=dict(PulseForm.base_fields["value"].choices))


@require_http_methods(FORM)
@inside
def pause(request, own):
    at = timezone.now()
    if own.mentorship.stage() != MentorshipStage.ACTIVE:
        raise NotNow
    form = PauseForm(request.POST if request.method == "POST" else None, today=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        pausing.pause(own.mentorship, request.user, at, form.cleaned_data["until_about"])
        messages.success(request, _("Paused. %(name)s hears of it by mail.") % {"name": own.partner_first})
        return back(own)
    return page(request, own, "pause", form)


@require_POST
@inside
def resumption(request, own):
    if pausing.resume(own.mentorship, request.user, timezone.now()):
        messages.success(request, _("Welcome back. %(name)s hears of it by mail.") % {"name": own.partner_first})
    return back(own)


@require_http_methods(FORM)
@inside
def rematch(request, own):
    if not own.under_way:
        raise NotNow
    form = RematchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        rematching.ask_for_another(own.mentorship, request.user, timezone.now(), form.cleaned_data["reason"])
        messages.success(request, _("This mentorship has ended, and %(name)s hears of it kindly. If somebody else fits, you will be asked.") % {"name": own.partner_first})
        return redirect("mentorship", own.mentorship.pk)
    return page(request, own, "rematch", form)


@require_http_methods(FORM)
@inside
def closing(request, own):
    """The closing talk: begun by either, written by both."""
    at, stage = timezone.now(), own.mentorship.stage()
    written = {one.side: one for one in own.mentorship.feedback.all()}
    mine, theirs = written.get(own.side), written.get(own.other_side)
    may_write = stage in (MentorshipStage.CONCLUDING, MentorshipStage.CLOSED) and (mine is None or not closing_talk.may_read(mine, theirs, at))
    first = {"to_partner": mine.to_partner, "to_academy": mine.to_academy, "goals_reached": mine.goals_reached} if mine else None
    form = ClosingForm(request.POST if request.method == "POST" else None, initial=first) if may_write else None
    if request.method == "POST":
        if form is None:
            raise NotNow
        if form.is_valid():
            given = form.cleaned_data
            closing_talk.write(own.mentorship, request.user, closing_talk.Words(given["to_partner"], given["to_academy"], given["goals_reached"]), at)
            messages.success(request, _("Kept. Thank you."))
            return back(own, "mentorship_closing")
    return page(request, own, "closing", form, stage=stage, stages=MentorshipStage, mine=mine, theirs=theirs,
                readable=theirs if theirs is not None and closing_talk.may_read(theirs, mine, at) else None)


@require_POST
@inside
def closing_begins(request, own):
    closing_talk.begin_closing(own.mentorship, request.user, timezone.now())
    return back(own, "mentorship_closing")


@require_POST
@inside
def carrying_on(request, own):
    if closing_talk.carry_on(own.mentorship, request.user, timezone.now()):
        messages.success(request, _("You carry on. %(name)s hears of it by mail.") % {"name": own.partner_first})
    return back(own)


@require_http_methods(FORM)
@inside
def end(request, own):
    if not own.under_way:
        raise NotNow
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ending.end(own.mentorship, form.cleaned_data["reason"], request.user, timezone.now())
        messages.success(request, _("This mentorship is over. Thank you for the time you gave each other."))
        return back(own)
    return page(request, own, "end", form)
