"""My entry in a round: the form, what became of it, who is within reach of what is typed, taking it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.refusals import Refused
from academy.throttle import hit
from mentoring import entering
from mentoring.entry_draft import draft_of, first_draft
from mentoring.entry_form import EntryForm, filled_further
from mentoring.entry_missing import Missing, missing_in
from mentoring.entry_reading import reading_of
from mentoring.entry_screen import cannot_join, closed_page, for_entry, frame, no_city_page, reach_context
from mentoring.hours_grid import NONE, QUICK, week
from mentoring.models import MentoringRound, Participation
from mentoring.own_rounds import SENT, state_of

REACH_PER_WINDOW, REACH_WINDOW = 120, 600  # tries, seconds


@for_entry("GET", "HEAD", "POST")
def entry(request, mentoring_round: MentoringRound, mine: Participation | None):
    """POST act=save keeps a draft; act=send sends it in; act=more-<rows> and act=hours-<choice> only fill in further, and keep nothing yet."""
    if not mentoring_round.accepts_entries(timezone.now()):
        return closed_page(request, mentoring_round, mine)
    if cannot_join(request, mentoring_round):
        return no_city_page(request, mentoring_round, mine)
    draft = draft_of(mine) if mine else first_draft(request.user, mentoring_round)
    if request.method != "POST":
        return _page(request, mentoring_round, mine, EntryForm(mentoring_round, draft), reached=draft, prefilled=mine is None and bool(draft.skills))
    act = request.POST.get("act", "")
    if act.startswith(("more-", "hours-")):
        form, typed = filled_further(mentoring_round, draft, request.POST, act)
        return _page(request, mentoring_round, mine, form, reached=typed)
    form = EntryForm(mentoring_round, draft, request.POST)
    valid = form.is_valid()
    if not form.is_whole:
        return _page(request, mentoring_round, mine, form, reached=draft, status=422)
    try:
        return _keep(request, mentoring_round, mine, form, valid, sends=act == "send")
    except Refused:  # the call has closed since this page was opened
        mentoring_round.refresh_from_db()
        return closed_page(request, mentoring_round, mine)


def _keep(request, mentoring_round: MentoringRound, mine: Participation | None, form: EntryForm, valid: bool, *, sends: bool) -> HttpResponse:
    """What is right is kept at once, unless the entry stands in the round already: that one changes whole or not at all."""
    at, typed = timezone.now(), form.draft()
    stands = mine is not None and state_of(mine) == SENT
    lacks = missing_in(typed, request.user) if sends or stands else []
    if stands:
        if lacks or not valid:
            return _page(request, mentoring_round, mine, form, reached=typed, missing=lacks, status=422)
        entering.change(mentoring_round, request.user, typed, at)
        messages.success(request, _("Your changes are sent in."))
        return redirect("my_mentoring_entry_sent", slug=mentoring_round.slug)
    kept = entering.keep(mentoring_round, request.user, typed, at)
    if lacks or not valid:
        if sends or not valid:
            messages.info(request, _("Everything else you typed is kept as a draft."))
        return _page(request, mentoring_round, kept, form, reached=typed, missing=lacks, status=422)
    if not sends:
        messages.success(request, _("Your draft is kept. Nobody else sees it; send it in before the call closes."))
        return redirect("my_mentoring_entry", slug=mentoring_round.slug)
    entering.send_in(kept, at)
    messages.success(request, _("Your entry has arrived. We have sent you a mail about what happens next."))
    return redirect("my_mentoring_entry_sent", slug=mentoring_round.slug)


def _page(request, mentoring_round, mine, form: EntryForm, *, reached, missing: list[Missing] = (), prefilled: bool = False, status: int = 200) -> HttpResponse:
    wrong = form.wrong() if status == 422 else []
    return render(request, "mentoring/participant/entry.html", {
        **frame(request, mentoring_round, mine), **reach_context(request, mentoring_round, reached), "form": form, "wrong": wrong, "missing": missing, "prefilled": prefilled,
        "week": week(form.ticked), "quick": [(name, words) for name, (words, _hours) in QUICK.items()], "none": NONE, "stands": mine is not None and state_of(mine) == SENT,
    }, status=status)


@for_entry("GET", "HEAD", joined=True)
def sent(request, mentoring_round: MentoringRound, mine: Participation):
    """What I said, and what happens next. A draft is still to be written."""
    if state_of(mine) != SENT:
        return redirect("my_mentoring_entry", slug=mentoring_round.slug)
    accepts = mentoring_round.accepts_entries(timezone.now())
    reached = reach_context(request, mentoring_round, draft_of(mine)) if accepts else {}
    return render(request, "mentoring/participant/sent.html", {
        **frame(request, mentoring_round, mine), **reached, "accepts": accepts, "reading": reading_of(mine, request.LANGUAGE_CODE)})


@for_entry("POST")
def live_reach(request, mentoring_round: MentoringRound, mine: Participation | None):
    """The hint for what stands on the form right now, as a piece of HTML; nothing is kept. Counts only, and not too often."""
    at = timezone.now()
    if not mentoring_round.accepts_entries(at) or cannot_join(request, mentoring_round):
        return HttpResponse(status=409)
    if not hit("mentoring.reach", str(request.user.pk), REACH_PER_WINDOW, REACH_WINDOW, at):
        return HttpResponse(status=429)
    form = EntryForm(mentoring_round, draft_of(mine) if mine else first_draft(request.user, mentoring_round), request.POST)
    form.is_valid()
    return render(request, "mentoring/participant/parts/reach.html", reach_context(request, mentoring_round, form.draft()))


@for_entry("GET", "HEAD", "POST", joined=True)
def taking_back(request, mentoring_round: MentoringRound, mine: Participation):
    """POST takes an entry back while the call is open; a draft is thrown away."""
    if not mentoring_round.accepts_entries(timezone.now()):
        return closed_page(request, mentoring_round, mine)
    if request.method != "POST":
        return render(request, "mentoring/participant/taking_back.html", {**frame(request, mentoring_round, mine), "is_draft": mine.submitted_at is None})
    try:
        if mine.submitted_at is None:
            entering.throw_away(mine)
            messages.success(request, _("Your draft is gone."))
        else:
            entering.take_back(mine, request.user, timezone.now())
            messages.success(request, _("Your entry is taken back. What you wrote is kept: until the call closes you can send it in again."))
    except Refused:
        mentoring_round.refresh_from_db()
        return closed_page(request, mentoring_round, mine)
    return redirect("my_mentoring")
