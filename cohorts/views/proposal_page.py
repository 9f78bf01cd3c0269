"""The frame of every screen of a proposal: loaded through the person, with what they may do there."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from academy.permissions import can
from academy.throttle import hit
from cohorts.models import Proposal

AN_HOUR, MOST = 3600, 60


def for_proposal(verb: str | None = None):
    """View(request, proposal, ...): one this person may read; with a verb, one for whom `can` says so. Else it is not there."""
    def wrap(view):
        @wraps(view)
        def loaded(request, proposal, **more):
            # The date decides who is in which group; each space has its own clocks, a day apart at most: the rules below ask with theirs.
            found = get_object_or_404(Proposal.objects.visible_to(request.user, timezone.localdate()).select_related("space__city", "group__space__city", "author"), pk=proposal)
            if verb and not can(request.user, verb, found):
                raise Http404("proposal")
            return view(request, found, **more)
        return login_required(loaded) if verb else loaded
    return wrap


def standing(user, proposal: Proposal) -> dict:
    """What this reader may do, for the templates."""
    return {name: can(user, f"proposal.{name}", proposal) for name in ("names", "discuss", "answer", "own")}


def too_often(request) -> bool:
    """More than sixty comments and amendments of one person in an hour: no discussion, but a flood."""
    return not hit("proposal", str(request.user.pk), MOST, AN_HOUR, timezone.now())
