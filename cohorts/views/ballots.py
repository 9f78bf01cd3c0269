"""A ballot for whoever may read it: its rule, who may vote, the vote itself; and an objector's last word.

A vote is answered with a page, not with a redirect: its number must stand neither in an address nor in a message kept for the next page.
"""

from functools import wraps
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from academy.both_times import moment_words
from academy.permissions import can
from academy.sanitise import plain
from academy.throttle import hit
from cohorts.decisions.ballot_form import VoteForm, WordsForm
from cohorts.decisions.ballot_screen import own_voices, said_openly, stage, voice_name, voters
from cohorts.decisions.ballot_words import rule_sentences
from cohorts.decisions.balloting import frozen_versions
from cohorts.decisions.casting import cast
from cohorts.decisions.closing_ballots import everybody_voted
from cohorts.decisions.objections import say_whether_it_stands
from cohorts.models import Ballot, Objection
from cohorts.refusals import Refused

AN_HOUR, MOST = 3600, 120


def for_ballot(verb: str | None = None):
    """View(request, ballot, ...): one this person may read; with a verb, one for whom `can` says so. Else it is not there."""
    def wrap(view):
        @wraps(view)
        def loaded(request, ballot, **more):
            rows = Ballot.objects.visible_to(request.user, timezone.localdate()).select_related("space__city", "group__space__city", "proposal__author", "version", "result", "decided")
            found = get_object_or_404(rows, pk=ballot)
            if verb and not can(request.user, verb, found):
                raise Http404("ballot")
            return view(request, found, **more)
        return login_required(loaded) if verb else loaded
    return wrap


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_ballot()
def ballot(request, found):
    if request.method != "POST":
        return page(request, found)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    form = VoteForm(request.POST, ballot=found)
    if not form.is_valid():
        return page(request, found, form, status=422)
    if not hit("ballot", str(request.user.pk), MOST, AN_HOUR, timezone.now()):
        form.add_error(None, _("That was a lot in one hour. Please wait a little."))
        return page(request, found, form, status=422)
    given = form.cleaned_data
    try:
        counted = cast(found, request.user, voice=given["voice"], number=given["number"], choice=given["choice"], reason=given.get("reason", ""), at=timezone.now())
    except Refused as refused:
        form.add_error("reason" if refused.code == "reason" else None, refused.sentence)
        return page(request, found, form, status=422)
    return page(request, found, number=given["number"], again=not counted)


def page(request, found: Ballot, form: VoteForm | None = None, *, number=None, again: bool = False, words_form: WordsForm | None = None, status: int = 200):
    """`number`: of the vote that was just cast. `again`: it was in already."""
    at = timezone.now()
    on, names, zone = found.space.day_of(at), can(request.user, "ballot.names", found), found.space.city.time_zone
    mine, now = own_voices(found, request.user, on), stage(found, at)
    next_voice = mine.to_cast[0] if mine.to_cast and now == "open" else None
    if form is None and next_voice is not None and number is None:
        form = VoteForm(ballot=found, initial={"number": uuid4(), "voice": next_voice.pk})
    elif form is not None and form.is_bound and next_voice is not None and form.errors.keys() - {"__all__", "number", "voice"}:
        pass  # the same number again, with what was typed
    elif form is not None and form.is_bound and next_voice is not None:
        form.data = {**form.data.dict(), "number": str(uuid4()), "voice": str(next_voice.pk)}
    said = said_openly(found, names=names) if not found.is_secret and names else []
    objections = [each for each in said if each.objection is not None]
    runs = can(request.user, "ballot.run", found)
    return render(request, "cohorts/decisions/ballot.html", {
        "ballot": found, "stage": now, "rules": rule_sentences(found), "names": names, "form": form if next_voice or (form and form.errors) else None, "own": mine,
        "next_voice": voice_name(next_voice) if next_voice else "", "may_vote": next_voice is not None, "number": number, "again": again,
        "form_number": form["number"].value() if form and next_voice else None, "versions": frozen_versions(found),
        "opens": moment_words(found.opens_at, zone), "closes": moment_words(found.closes_at, zone), "roll": voters(found, on) if names and not found.is_over else [],
        "turnout": (found.roll.filter(voted=True).count(), found.roll.count()) if names and found.opened_at and not found.is_over else None,
        "said": said, "objections": objections, "runs": runs, "may_close": runs and now in ("open", "ended") and (now == "ended" or everybody_voted(found)),
        "answers": can(request.user, "proposal.answer", found.proposal) or runs, "words_form": words_form or WordsForm(), "wrong": status == 422}, status=status)


@require_POST
@login_required
@for_ballot()
def objection_word(request, found, number: int):
    """POST `stands` (yes or no) and words: the objector's own, for nobody else."""
    objection = get_object_or_404(Objection, pk=number, vote__roll__ballot=found, vote__roll__person=request.user)
    try:
        say_whether_it_stands(objection, stands=request.POST.get("stands") != "no", word=plain(request.POST.get("words", "")).strip()[:500], at=timezone.now())
    except Refused as refused:
        form = WordsForm(request.POST)
        form.add_error(None, refused.sentence)
        return page(request, found, words_form=form, status=422)
    return redirect("ballot", found.pk)
