"""One round at the desk: where it stands and what comes next; changing what it is; opening its call; throwing a draft away."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.permissions import coordinated_city_ids
from academy.refusals import Refused
from mentoring.closing_call import call_is_over
from mentoring.mentorship_numbers import mentorship_numbers
from mentoring.models import Participation
from mentoring.next_step import next_step
from mentoring.opening import change_round, changeable, open_call, remove_draft
from mentoring.round_form import RoundForm
from mentoring.rule_words import rules_in_words
from mentoring.ruling import rulings_in_words
from mentoring.uptake import uptake_by_city, uptake_of
from mentoring.views.desk_page import at, for_round, home_of, page


@require_safe
@for_round(keeps=False)
def overview(request, mentoring_round):
    """Keepers see all; a city's coordinators see how their city takes part in a round of the network, and who."""
    now = timezone.now()
    cities = uptake_by_city(mentoring_round, exact_cities=coordinated_city_ids(request.user), exact=mentoring_round.kept)
    own = Participation.objects.standing().filter(round=mentoring_round).named_for(request.user)
    people = list(own.select_related("person", "person__city", "offer", "request").order_by("person__name", "pk")) if mentoring_round.opened_at else []
    return page(request, "round", mentoring_round.title, mentoring_round, cities=cities, uptake=uptake_of(cities), people=people,
                step=next_step(mentoring_round, now) if mentoring_round.kept else None, call_over=call_is_over(mentoring_round, now), call_open=mentoring_round.accepts_entries(now),
                rulings=rulings_in_words(mentoring_round), rules=rules_in_words(mentoring_round.rules), asked=mentoring_round.proposals.count(),
                mentorships=mentoring_round.mentorships.count(), numbers=mentorship_numbers(mentoring_round, request.user, now),
                run_count=mentoring_round.runs.finished().count() if mentoring_round.kept else 0,
                public_url=reverse("mentoring_round", args=[mentoring_round.slug]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_round(keeps=True)
def edit(request, mentoring_round):
    names = changeable(mentoring_round)
    form = RoundForm(ZoneInfo(mentoring_round.zone), names, request.POST if request.method == "POST" else None, mentoring_round=mentoring_round)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_round(mentoring_round, form.fields_of_round(), by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Kept.") if changed else _("Nothing was changed."))
            return redirect(at(mentoring_round, "round_desk"))
    return page(request, "edit", _("What it is, and when"), mentoring_round, form=form, names=names, status=422 if form.errors else 200)


@require_POST
@for_round(keeps=True)
def opening(request, mentoring_round):
    try:
        done = open_call(mentoring_round, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("The round is announced, with its rules and the seed of its draw.") if done else _("It was announced already."))
    return redirect(at(mentoring_round, "round_desk"))


@require_POST
@for_round(keeps=True)
def removal(request, mentoring_round):
    try:
        remove_draft(mentoring_round, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(at(mentoring_round, "round_desk"))
    messages.success(request, _("The draft is gone."))
    return redirect(home_of(request.user, mentoring_round.city)[-1][0])
