"""A proposal for one of its two sides: reading it, and answering yes or not now."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.refusals import Refused
from academy.views.typed_words import sign_in_first, typed_words
from mentoring import answering
from mentoring.blind_view import blind_view
from mentoring.models import Ending, MatchProposal
from mentoring.proposal_forms import NotNowForm, QuestionForm, ReplyForm


def own_proposal(*methods: str):
    """The view gets a proposal the reader is asked in; for everybody else it is not there, whatever their role. Who is signed out signs in first."""
    def keep(view):
        @never_cache
        @require_http_methods(methods)
        @wraps(view)
        def found(request, pk: int, **more):
            back = reverse("my_proposal", args=[pk])
            if not request.user.is_authenticated:
                return sign_in_first(request, back) if request.method == "POST" else redirect_to_login(back)
            rows = (MatchProposal.objects.of(request.user).select_related("round", "run", "mentorship", "offer__participation", "request__participation")
                    .prefetch_related("answers", "questions").defer("run__input", "run__result", "run__people"))
            return view(request, get_object_or_404(rows, pk=pk), **more)
        return found
    return keep


@own_proposal("GET", "HEAD")
def proposal(request, mine: MatchProposal):
    return page(request, mine)


@own_proposal("POST")
def answer(request, mine: MatchProposal):
    """POST say=yes, say=not_now (with a reason, if they like) or say=take_back."""
    said, at = request.POST.get("say"), timezone.now()
    try:
        if said == "yes":
            kept = answering.say_yes(mine, request.user, at=at)
            if kept.ending == Ending.ACCEPTED:
                messages.success(request, _("Both of you said yes. Now you know each other: write, and find your first hour."))
            else:
                messages.success(request, _("Your yes is kept. Nobody else sees it until the other person has answered, too."))
        elif said == "not_now":
            form = NotNowForm(request.POST, auto_id="not-now-%s")
            if not form.is_valid():
                return page(request, mine, not_now=form)
            answering.say_not_now(mine, request.user, reason=form.cleaned_data["reason"], at=at)
            messages.info(request, _("You said “not now”. The other person hears only that this pair will not happen."))
        elif said == "take_back":
            answering.take_back(mine, request.user, at=at)
            messages.info(request, _("Your yes is taken back. You can still answer until the time is over."))
    except Refused as refused:
        return refusal(request, mine, refused)
    return redirect("my_proposal", pk=mine.pk)


# Shared with proposal_questions --------------------------------------------------------------------------

def page(request, mine: MatchProposal, *, not_now: NotNowForm | None = None, question: QuestionForm | None = None, replies: dict | None = None) -> HttpResponse:
    """The page; with a form that was refused in it, 422. `replies`: {question id: ReplyForm}."""
    seen = blind_view(mine, request.user, timezone.now())
    refused = next((form for form in (not_now, question, *(replies or {}).values()) if form is not None and form.errors), None)
    context = {
        "seen": seen, "round": mine.round, "not_now": not_now or NotNowForm(auto_id="not-now-%s"), "question_form": question or QuestionForm(auto_id="question-%s"),
        "theirs": [(each, (replies or {}).get(each.pk) or ReplyForm(auto_id=f"reply-{each.pk}-%s")) for each in seen.questions.theirs] if seen.questions else [],
        "refused": refused,
    }
    return render(request, "mentoring/participant/proposal.html", context, status=422 if refused else 200)


def refusal(request, mine: MatchProposal, refused: Refused) -> HttpResponse:
    """Why not, with what was typed given back."""
    context = {"refused": refused, "typed": typed_words(request), "round": mine.round, "back": reverse("my_proposal", args=[mine.pk])}
    return render(request, "mentoring/participant/refused.html", context, status=409)
