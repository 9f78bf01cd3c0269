"""The door and the frame of every page around one's own entry: who may open it, and what its templates are given."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.models import Skill
from academy.permissions import can
from academy.views.typed_words import sign_in_first, typed_words
from mentoring.entry_draft import EntryDraft, own_entries
from mentoring.models import MentoringRound, Participation
from mentoring.own_rounds import as_own
from mentoring.reach import Reach, reach_in
from mentoring.words_of_reach import reach_words


def for_entry(*methods: str, joined: bool = False):
    """View(request, mentoring_round, mine): `mine` is the reader's own entry, None before they have one. A round that is not for them is not there (404),
    whatever their role; `joined`: neither is one they have no entry in. Who is signed out signs in first, and gets back what they typed."""
    def keep(view):
        @never_cache
        @require_http_methods(methods)
        @wraps(view)
        def found(request, slug: str):
            back = reverse("my_mentoring_entry", args=[slug])
            if not request.user.is_authenticated:
                return sign_in_first(request, back) if request.method == "POST" else redirect_to_login(back)
            mentoring_round = get_object_or_404(MentoringRound.objects.visible_to(request.user).announced().select_related("city"), slug=slug)
            mine = own_entries(request.user).filter(round=mentoring_round).first()
            of_another_city = mentoring_round.city_id is not None and mentoring_round.city_id != request.user.city_id
            if mine is None and (joined or of_another_city):
                raise Http404("entry")
            if mine is not None:
                mine.round, mine.person = mentoring_round, request.user
            return view(request, mentoring_round, mine)
        return found
    return keep


def frame(request, mentoring_round: MentoringRound, mine: Participation | None) -> dict:
    return {"round": mentoring_round, "own": as_own(mentoring_round, mine, request.user, timezone.now()), "entry": mine}


def closed_page(request, mentoring_round: MentoringRound, mine: Participation | None) -> HttpResponse:
    """When and why nothing can be changed; what somebody has just typed is given back to copy."""
    status = 409 if request.method == "POST" else 200
    return render(request, "mentoring/participant/closed.html", {**frame(request, mentoring_round, mine), "typed": typed_words(request)}, status=status)


def cannot_join(request, mentoring_round: MentoringRound) -> bool:
    """No city yet, or another one than the round's since."""
    return request.user.city_id is None or not can(request.user, "round.join", mentoring_round)


def no_city_page(request, mentoring_round: MentoringRound, mine: Participation | None) -> HttpResponse:
    status = 409 if request.method == "POST" else 200
    return render(request, "mentoring/participant/no_city.html", {**frame(request, mentoring_round, mine), "typed": typed_words(request)}, status=status)


def reach_context(request, mentoring_round: MentoringRound, draft: EntryDraft) -> dict:
    """`counts` and `lacks`: sentences. Nothing to count before anything was said."""
    if not draft.skills and not draft.hours:
        return {"counts": [], "lacks": []}
    reach = reach_in(mentoring_round, request.user, draft)
    counts, lacks = reach_words(reach, _labels(reach, draft, request.LANGUAGE_CODE))
    return {"counts": counts, "lacks": lacks}


def _labels(reach: Reach, draft: EntryDraft, language: str) -> dict[str, str]:
    if not reach.nobody_offers and not reach.nobody_wants:
        return {}
    return {skill.code: skill.label_in(language) for skill in Skill.objects.filter(pk__in=draft.skills)}
