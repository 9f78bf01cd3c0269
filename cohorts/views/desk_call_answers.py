"""Answers to a call at a city's desk: the list, one answer with its points and how it ends, and publishing the result."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.models import CallAnswer
from cohorts.plan.call_form import ResultsForm
from cohorts.plan.call_judging import decide, publish_results, results_of, score, total_of
from cohorts.plan.call_judging_form import DecisionForm, ScoresForm
from cohorts.plan.call_questions import answer_lines, asked_by
from cohorts.plan.resource_words import use_words
from cohorts.refusals import Refused
from cohorts.views.desk_calls import at, for_call, page


@require_safe
@for_call
def answers(request, call):
    criteria = list(call.criteria.all())
    rows = []
    for each in CallAnswer.objects.named_for(request.user).filter(call=call).standing().prefetch_related("scores"):
        scores = list(each.scores.all())
        rows.append((each, total_of(scores, criteria), len(scores) >= len(criteria)))
    rows.sort(key=lambda row: (-row[1][0], row[0].pk))
    return page(request, "call_answers", _("Answers"), call, call.plan.city, rows=rows, is_over=call.is_over(timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@for_call
def answer(request, call, key):
    """POST do=score keeps points; do=decide says how it ends, and writes to whoever answered."""
    found = get_object_or_404(CallAnswer.objects.named_for(request.user).filter(call=call).standing().select_related("call__plan__city"), key=key)
    criteria, now, do = list(call.criteria.all()), timezone.now(), request.POST.get("do")
    if request.method == "POST" and do not in ("score", "decide"):
        raise Http404("do")
    scores = ScoresForm(criteria, found.scores.all(), request.POST if do == "score" else None)
    decision = DecisionForm(found, request.POST if do == "decide" else None)
    wrong = scores if do == "score" else decision
    if request.method == "POST" and wrong.is_valid():
        try:
            if do == "score":
                for criterion, points, words in scores.given():
                    score(found, criterion, points=points, words=words, by=request.user, at=now)
                messages.success(request, _("Kept."))
                return redirect(at(call, "desk_call_answer", found.key))
            decide(found, decision.cleaned_data["result"], reason=decision.cleaned_data["reason"], by=request.user, at=now)
            messages.success(request, _("Decided. A mail with the reason is on its way."))
            return redirect(at(call, "desk_call_answers"))
        except Refused as refused:
            wrong.add_error(None, refused.sentence)
    title = found.body or _("Somebody who is just starting")
    return page(request, "call_judging", title, call, call.plan.city, answer=found, scores=scores, decision=decision, error_form=wrong if wrong.errors else None,
                lines=answer_lines(found, asked_by(call, retired=True)), uses=use_words(found.uses), total=total_of(found.scores.all(), criteria), is_over=call.is_over(now),
                status=422 if wrong.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_call
def results(request, call):
    """As everybody will read them, and the button that publishes."""
    form = ResultsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            publish_results(call, words=form.cleaned_data["words"], by=request.user, at=timezone.now())
            messages.success(request, _("Published. Everybody reads what was taken up, and why."))
            return redirect(at(call))
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return page(request, "call_results", _("The result"), call, call.plan.city, form=form, results=results_of(call), is_over=call.is_over(timezone.now()), status=422 if form.errors else 200)
