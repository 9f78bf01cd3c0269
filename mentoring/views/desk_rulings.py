"""Rulings on pairs: made with a reason, listed for the round's keepers, lifted."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from academy.refusals import Refused
from mentoring.models import MentoringRequest, MentorOffer, Ruling
from mentoring.named_lots import NamedLots
from mentoring.ruling import lift, rule_on_pair
from mentoring.ruling_form import RulingForm
from mentoring.views.desk_page import at, for_round, page


@require_http_methods(["GET", "HEAD", "POST"])
@for_round(keeps=True)
def rulings(request, mentoring_round):
    """?mentor=LOT&mentee=LOT brings a pair from a simulation."""
    names = NamedLots(mentoring_round, request.user)
    standing = {"participation__round": mentoring_round, "participation__submitted_at__isnull": False, "participation__left_at__isnull": True}
    offers = {each.pk: each for each in MentorOffer.objects.filter(**standing).select_related("participation")}
    requests = {each.pk: each for each in MentoringRequest.objects.filter(**standing).select_related("participation")}
    brought = {"kind": request.GET.get("kind") if request.GET.get("kind") in Ruling.values else Ruling.FORBID}
    for field, rows, lot in (("offer", offers, "mentor"), ("request", requests, "mentee")):
        brought[field] = next((pk for pk, each in rows.items() if each.participation.lot == request.GET.get(lot)), None)
    form = RulingForm(Ruling.choices, _choices(offers, names), _choices(requests, names), request.POST if request.method == "POST" else None, initial=brought)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            rule_on_pair(mentoring_round, offers[given["offer"]], requests[given["request"]], given["kind"], given["reason"], by=request.user, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Kept. It holds from the next simulation on."))
            return redirect(at(mentoring_round, "round_rulings"))
    found = list(mentoring_round.rulings.select_related("offer__participation", "request__participation", "made_by").order_by("lifted_at", "-made_at", "-pk"))
    rows = [{"ruling": each, "mentor": names.words(each.offer.participation.lot), "mentee": names.words(each.request.participation.lot),
             "lift_url": at(mentoring_round, "round_ruling_lifting", pk=each.pk)} for each in found]
    return page(request, "rulings", _("Rulings on pairs"), mentoring_round, form=form, standing=[row for row in rows if row["ruling"].lifted_at is None],
                lifted=[row for row in rows if row["ruling"].lifted_at], status=422 if form.errors else 200)


def _choices(rows: dict, names: NamedLots) -> list[tuple[int, str]]:
    return sorted(((pk, names.words(each.participation.lot)) for pk, each in rows.items()), key=lambda choice: choice[1].casefold())


@require_POST
@for_round(keeps=True)
def lifting(request, mentoring_round, pk: int):
    found = get_object_or_404(mentoring_round.rulings, pk=pk)
    found.round = mentoring_round
    try:
        done = lift(found, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Lifted. The matcher decides again about this pair.") if done else _("It was lifted already."))
    return redirect(at(mentoring_round, "round_rulings"))
