"""My shortlist of a round: entries without names that could be paired with mine, in my order."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.refusals import Refused
from mentoring.entry_screen import closed_page, for_entry, frame, no_city_page
from mentoring.models import MentoringRound, Participation
from mentoring.own_rounds import SENT, state_of
from mentoring.shortlist import ACTS, rank, shortlists


@for_entry("GET", "HEAD", "POST", joined=True)
def shortlist(request, mentoring_round: MentoringRound, mine: Participation):
    """POST side=mentor|mentee, act=add|up|down|remove, entry=<its key on this page>."""
    if not mentoring_round.accepts_entries(timezone.now()):
        return closed_page(request, mentoring_round, mine)
    if request.user.city_id is None:
        return no_city_page(request, mentoring_round, mine)
    if state_of(mine) != SENT:
        messages.info(request, _("Send in your entry first; then you can rank others."))
        return redirect("my_mentoring_entry", slug=mentoring_round.slug)
    if request.method == "POST":
        return _rank(request, mentoring_round, mine)
    return render(request, "mentoring/participant/shortlist.html", {**frame(request, mentoring_round, mine), "lists": shortlists(mine)})


def _rank(request, mentoring_round: MentoringRound, mine: Participation):
    side, act, key = (request.POST.get(name, "") for name in ("side", "act", "entry"))
    here = reverse("my_mentoring_shortlist", args=[mentoring_round.slug])
    if act not in ACTS or side not in ("mentor", "mentee"):
        messages.error(request, _("Nothing was changed: this page had grown old."))
        return redirect(here)
    try:
        rank(mine, key, side == "mentor", act, timezone.now())
    except Refused as refused:
        if refused.code == "call_closed":
            mentoring_round.refresh_from_db()
            return closed_page(request, mentoring_round, mine)
        messages.error(request, refused.sentence)
    return redirect(f"{here}#list-{side}")
