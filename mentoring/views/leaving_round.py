"""Leaving a round in the middle of it, after its call has closed: proposals and mentorships of it end, and partners are told."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring.entry_screen import closed_page, for_entry, frame
from mentoring.leaving import leave
from mentoring.models import Circle, MatchProposal, MentoringRound, Mentorship, Participation
from mentoring.own_rounds import SENT, state_of


@for_entry("GET", "HEAD", "POST", joined=True)
def leaving(request, mentoring_round: MentoringRound, mine: Participation):
    """POST leaves. While the call is open an entry is only taken back; who has left, or sees the round closed, reads so."""
    at = timezone.now()
    if mentoring_round.accepts_entries(at):
        return redirect("my_mentoring_taking_back", slug=mentoring_round.slug)
    if mentoring_round.closed_at or state_of(mine) != SENT:
        return closed_page(request, mentoring_round, mine)
    if request.method == "POST":
        leave(mine, request.user, at)
        messages.success(request, _("You have left this round. Thank you for having been in it."))
        return redirect("my_mentoring")
    return render(request, "mentoring/participant/leaving.html", {
        **frame(request, mentoring_round, mine), "proposals": MatchProposal.objects.of(request.user).open().filter(round=mentoring_round).count(),
        "mentorships": Mentorship.objects.of(request.user).unfinished().filter(round=mentoring_round).count(),
        "circles": Circle.objects.of(request.user).filter(round=mentoring_round, lapsed_at=None, closed_at=None).count()})
