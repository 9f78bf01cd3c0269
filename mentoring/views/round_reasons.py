"""Why nobody was found for me, what would help, why not one mentor; and whether I want further proposals."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy import throttle
from academy.views.typed_words import sign_in_first
from mentoring import stopping
from mentoring.blind_mentors import blind_mentors
from mentoring.held_pairs import places_of
from mentoring.models import Circle, Participation
from mentoring.why_nobody import LARGEST, is_worked_out, last_run, why_nobody, why_not_this

ASKED_AN_HOUR, OF_A_ROUND = 30, 300  # replays of a round for one person, and for everybody in it: each takes a worker for as long as the round did


def own_entry(*methods: str):
    """The view gets the reader's own entry in a published round; who has none meets 404, who is signed out signs in first."""
    def keep(view):
        @never_cache
        @require_http_methods(methods)
        @wraps(view)
        def found(request, slug: str):
            back = reverse("my_round_reasons", args=[slug])
            if not request.user.is_authenticated:
                return sign_in_first(request, back) if request.method == "POST" else redirect_to_login(back)
            rows = Participation.objects.of(request.user).standing().select_related("round", "person", "offer", "request")
            return view(request, get_object_or_404(rows.filter(round__published_at__isnull=False), round__slug=slug))
        return found
    return keep


@own_entry("GET", "HEAD")
def reasons(request, mine: Participation):
    """`?mentor=<key>`: why not this one."""
    circle = Circle.objects.of(request.user).filter(round=mine.round, lapsed_at=None).first()
    last, places = None if circle else last_run(mine), places_of(mine.round)[mine.pk]
    mentors = blind_mentors(last) if last and not last.in_circles else []
    asked, answer = request.GET.get("mentor", ""), []
    if asked:
        chosen = next((each for each in mentors if each.key == asked), None)
        if chosen is None:
            raise Http404
        answer = _why_not(last, chosen.entry)
    context = {"entry": mine, "round": mine.round, "places": places, "circle": circle, "found": bool(places.giving or places.getting or circle),
               "why": why_nobody(last, lambda: _may_play(last)) if last else None,
               "mentors": mentors, "asked": asked, "answer": answer}
    return render(request, "mentoring/participant/unmatched.html", context)


def _may_play(last) -> bool:
    at = timezone.now()
    return (throttle.hit("mentoring.why_not", str(last.participation.person_id), ASKED_AN_HOUR, 3600, at)
            and throttle.hit("mentoring.why_not.round", str(last.participation.round_id), OF_A_ROUND, 3600, at))


def _why_not(last, mentor: Participation) -> list[str]:
    if not is_worked_out(last, mentor) and (len(last.round.people) > LARGEST or not _may_play(last)):
        return [_("Many have been asked about within an hour. Each answer plays the whole round again, so please go on in a while.")]
    return why_not_this(last, mentor) or [_("This entry is not in the round any more.")]


@own_entry("POST")
def further(request, mine: Participation):
    """POST want=none: no further proposals in this round; want=more: again."""
    if request.POST.get("want") == "none":
        stopping.stop(mine, timezone.now())
        messages.info(request, _("You get no further proposals in this round. What you have been asked already, and your mentorships, go on."))
    elif request.POST.get("want") == "more":
        stopping.go_on(mine, timezone.now())
        messages.success(request, _("You stand in the pool again. When somebody is found for you, we write to you."))
    return redirect("my_round_reasons", slug=mine.round.slug)
