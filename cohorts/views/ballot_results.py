"""The result of a closed ballot, as a page and as a file that anybody recounts."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from academy.permissions import can
from cohorts.decisions.ballot_published import SCRIPT, published
from cohorts.decisions.ballot_screen import said_openly
from cohorts.decisions.ballot_votes import votes_of
from cohorts.decisions.ballot_words import counted_words, outcome_sentence, rule_sentences
from cohorts.models import Outcome
from cohorts.views.ballots import for_ballot


@never_cache
@require_safe
@for_ballot()
def result(request, found):
    if found.closed_at is None:
        return redirect("ballot", found.pk)
    names, words = can(request.user, "ballot.names", found), counted_words(found)
    said = [] if found.is_secret else said_openly(found, names=names)
    return render(request, "cohorts/decisions/ballot_result.html", {
        "ballot": found, "result": found.result, "names": names, "rules": rule_sentences(found), "outcome": outcome_sentence(found, found.result),
        "counts": [(words[choice], found.result.counts.get(choice, 0)) for choice in found.choice_keys()],
        "votes": [(number, words[choice]) for number, choice in votes_of(found)] if found.is_secret else [],
        "said": [(each, words[each.choice]) for each in said], "voices": any(each.whose for each in said), "script": SCRIPT.read_text(encoding="utf-8"), "script_name": SCRIPT.name,
        "again": found.result.outcome != Outcome.ADOPTED and can(request.user, "ballot.write", found.proposal), "day": found.space.day_of(found.closed_at),
        "today": found.space.day_of(timezone.now())})


@require_safe
@for_ballot()
def result_json(request, found):
    """Public where the space is; without anybody's name."""
    if found.closed_at is None:
        raise Http404("result")
    answer = JsonResponse(published(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="ballot-{found.pk}.json"'
    return answer
