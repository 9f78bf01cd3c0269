"""Publishing one simulation, closing a round with a reason, putting it away: each shows first what will be."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.refusals import Refused
from mentoring.closing_call import call_is_over, close_call
from mentoring.closing_round import archive_round, close_round
from mentoring.models import Purpose
from mentoring.publishing import is_still_true, publish, who_is_asked
from mentoring.round_form import ReasonForm
from mentoring.rule_changes import changes_in_words
from mentoring.views.desk_page import at, for_round, page


@require_http_methods(["GET", "HEAD", "POST"])
@for_round(keeps=True)
def publication(request, mentoring_round):
    """?run=ID, or the newest finished simulation. POST run=ID asks the people."""
    now = timezone.now()
    finished = mentoring_round.runs.filter(purpose=Purpose.SIMULATION).finished()
    wanted = (request.POST if request.method == "POST" else request.GET).get("run", "")
    run = finished.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 10 else None if wanted else finished.first()
    refusal = ""
    if request.method == "POST":
        try:
            if run is None:
                raise Refused("not_finished", _("Choose a simulation that is finished."))
            done = publish(mentoring_round, run, by=request.user, at=now)
        except Refused as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("Published. People are being asked.") if done else _("It was published already."))
            return redirect(at(mentoring_round, "round_desk"))
    if run is not None:
        run.round = mentoring_round
    open_still = not call_is_over(mentoring_round, now)
    return page(request, "publication", _("Publish"), mentoring_round, run=run, refusal=refusal, open_still=open_still, asked=who_is_asked(run, now) if run else None,
                current=run is not None and mentoring_round.published_at is None and is_still_true(run), run_url=at(mentoring_round, "round_simulation", pk=run.pk) if run else "",
                changes=changes_in_words(mentoring_round.rules, run.rules) if run else [], status=422 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_round(keeps=True)
def call_closing(request, mentoring_round):
    if request.method == "POST":
        try:
            done = close_call(mentoring_round, by=request.user, at=timezone.now())
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, _("The call is closed. Simulate, and publish what you choose.") if done else _("It was closed already."))
        return redirect(at(mentoring_round, "round_desk"))
    return page(request, "call_closing", _("Close the call now"), mentoring_round, open_still=mentoring_round.accepts_entries(timezone.now()),
                drafts=mentoring_round.participations.filter(submitted_at__isnull=True).count())


@require_http_methods(["GET", "HEAD", "POST"])
@for_round(keeps=True)
def closing(request, mentoring_round):
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            done = close_round(mentoring_round, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("The round is closed.") if done else _("It was closed already."))
            return redirect(at(mentoring_round, "round_desk"))
    return page(request, "closing", _("Close the round"), mentoring_round, form=form, waiting=mentoring_round.proposals.open().count(),
                under_way=mentoring_round.mentorships.unfinished().count(), status=422 if form.errors else 200)


@require_POST
@for_round(keeps=True)
def archiving(request, mentoring_round):
    try:
        done = archive_round(mentoring_round, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Archived.") if done else _("It was archived already."))
    return redirect(at(mentoring_round, "round_desk"))
