"""The frame of every screen of a proposal: loaded through the person, with what they may do there."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from academy.permissions import can
from academy.throttle import hit
from academy.views.typed_words import sign_in_first
from cohorts.models import Proposal

AN_HOUR, MOST = 3600, 60


def for_proposal(verb: str | None = None):
    """View(request, proposal, ...): one this person may read; with a verb, one for whom `can` says so. Else it is not there.

    Who is signed out is sent to sign in first, and given back what they typed.
    """
    def wrap(view):
        @never_cache
        @wraps(view)
        def loaded(request, proposal, **more):
            if verb and not request.user.is_authenticated:
                return sign_in_first(request, reverse("proposal", args=[proposal]) if request.method == "POST" else request.get_full_path())
            # The date decides who is in which group; each space has its own clocks, a day apart at most: the rules below ask with theirs.
            found = get_object_or_404(Proposal.objects.visible_to(request.user, timezone.localdate()).select_related("space__city", "group__space__city", "author"), pk=proposal)
            if verb and not can(request.user, verb, found):
                raise Http404("proposal")
            return view(request, found, **more)
        return loaded
    return wrap


def standing(user, proposal: Proposal) -> dict:
    """What this reader may do, for the templates."""
    return {name: can(user, f"proposal.{name}", proposal) for name in ("names", "discuss", "answer", "own")}


def too_often(request) -> bool:
    """More than sixty comments and amendments of one person in an hour: no discussion, but a flood."""
    return not hit("proposal", str(request.user.pk), MOST, AN_HOUR, timezone.now())
