"""Finding a time: offer some, mark what suits, choose one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.both_times import offset_of, place_of
from mentoring import time_polls
from mentoring.models import Side, TimePoll
from mentoring.place_form import PlaceForm
from mentoring.times_form import TimesForm
from mentoring.views.mentorship_door import back, inside, page


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def new(request, own):
    at = timezone.now()
    form = TimesForm(request.POST if request.method == "POST" else None, zone_name=own.person.zone_name, at=at)
    if request.method == "POST" and form.is_valid():
        time_polls.offer(own.mentorship, request.user, at, form.cleaned_data["times"])
        messages.success(request, _("%(name)s is asked by mail which of them suit.") % {"name": own.partner_first})
        return back(own, "mentorship_times")
    return page(request, own, "times_new", form, zone_place=place_of(own.person.zone_name), zone_offset=offset_of(at, own.person.zone_name),
                waiting=time_polls.open_poll(own.mentorship, at))


def _options(own, poll: TimePoll, at) -> list[dict]:
    mine, theirs = time_polls.SUITS[own.side], time_polls.SUITS[own.other_side]
    return [{"option": each, "times": own.times(each.starts_at, each.ends_at), "mine": getattr(each, mine), "theirs": getattr(each, theirs), "over": each.starts_at <= at}
            for each in poll.options.all()]


@require_http_methods(["GET", "HEAD", "POST"])
@inside
def times(request, own):
    """POST suits=<option>, one for each that suits me."""
    at = timezone.now()
    poll = time_polls.open_poll(own.mentorship, at)
    if poll is None:
        return back(own, "mentorship_times_new") if own.under_way else back(own)
    if request.method == "POST":
        # The page names the poll it showed: marks for another one mean nothing.
        if request.POST.get("poll") != str(poll.pk):
            raise time_polls.NotNow
        suiting = {int(pk) for pk in request.POST.getlist("suits")[:20] if pk.isdecimal() and len(pk) < 19}
        time_polls.mark(poll, request.user, suiting, at)
        messages.success(request, _("Kept. %(name)s sees what suits you.") % {"name": own.partner_first})
        return back(own, "mentorship_times")
    return page(request, own, "times", PlaceForm(), poll=poll, options=_options(own, poll, at), i_asked=poll.asked_by == own.side,
                answered=any(getattr(each, time_polls.SUITS[own.other_side]) is not None for each in poll.options.all()), sides=Side)


@require_POST
@inside
def choice(request, own):
    """POST option=<pk>, place: whoever asked makes one a session."""
    at, option = timezone.now(), request.POST.get("option", "")
    poll = get_object_or_404(TimePoll, mentorship=own.mentorship, closed_at=None)
    form = PlaceForm(request.POST)
    if not option.isdecimal() or len(option) > 18 or not form.is_valid():
        poll = time_polls.open_poll(own.mentorship, at)
        if poll is None:
            raise time_polls.NotNow
        if form.is_valid():
            form.add_error(None, _("Choose one of the times."))
        return page(request, own, "times", form, poll=poll, options=_options(own, poll, at), i_asked=poll.asked_by == own.side, answered=True, chosen=option)
    made = time_polls.choose(poll, int(option), request.user, at, zone=own.person.zone_name, place=form.cleaned_data["place"])
    messages.success(request, _("Planned. It is in both calendars, and %(name)s hears of it by mail.") % {"name": own.partner_first})
    return back(own, "mentorship_session", made.pk)


@require_POST
@inside
def withdrawal(request, own):
    for poll in own.mentorship.time_polls.filter(closed_at=None):
        time_polls.withdraw(poll, request.user, timezone.now())
    return back(own)
