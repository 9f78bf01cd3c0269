"""Participated spaces for everybody: the list, the page of one; for those who sit there the register, and letting somebody sit in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.permissions import can
from cohorts.models import GroupKind, ParticipatedSpace, SeatDelegation, SeatHolding
from cohorts.spaces.delegating import let_sit_in, take_back
from cohorts.spaces.forms import DelegationForm
from cohorts.spaces.group_parts import parts_of_space
from cohorts.spaces.naming import named
from cohorts.spaces.refusing import NotPossible, say_in
from cohorts.spaces.space_page import register_of, space_context


def visible(request, slug: str) -> ParticipatedSpace:
    return get_object_or_404(ParticipatedSpace.objects.visible_to(request.user).select_related("city"), slug=slug)


@never_cache
@require_safe
def index(request):
    running = Q(groups__closed_on__isnull=True, groups__kind=GroupKind.WORKING)
    rows = ParticipatedSpace.objects.public().select_related("city").annotate(
        seat_count=Count("seats", filter=Q(seats__ended_on__isnull=True), distinct=True), group_count=Count("groups", filter=running, distinct=True))
    return render(request, "cohorts/spaces/list.html", {"rows": rows})


@never_cache
@require_safe
def space(request, slug: str):
    found, now = visible(request, slug), timezone.now()
    return render(request, "cohorts/spaces/space.html", {**space_context(found, request.user, now), **parts_of_space(found, request.user, now, get_language() or "en")})


def _for_those_inside(request, slug: str) -> ParticipatedSpace:
    found = visible(request, slug)
    if not can(request.user, "space.read_names", found):
        raise Http404("register")
    return found


@never_cache
@require_safe
@login_required
def delegations(request, slug: str):
    """The register: who sat in for whom, from when until when, and why."""
    found = _for_those_inside(request, slug)
    on = found.day_of(timezone.now())
    rows = [{"delegation": each, "holds": each.started_on <= on and (each.finished_on is None or each.finished_on > on), "ahead": each.started_on > on,
             "mine": each.holding.person_id == request.user.pk and (each.finished_on is None or each.finished_on > max(on, each.started_on))} for each in register_of(found)]
    return render(request, "cohorts/spaces/delegations.html", {"space": found, "rows": rows})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegation(request, slug: str, pk: int):
    """The holder of a seat names who sits in for them."""
    found, now = visible(request, slug), timezone.now()
    on = found.day_of(now)
    holding = get_object_or_404(SeatHolding.objects.seated(on).filter(seat__space=found, person=request.user).select_related("seat__space__city", "seat__organisation", "person"), pk=pk)
    form = DelegationForm(request.POST if request.method == "POST" else None, initial={"since": on})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            let_sit_in(holding, named(said["email"], request.user, now), said["since"], form.until, said["reason"], now)
        except NotPossible as refused:
            say_in(form, refused)
        else:
            messages.success(request, _("Kept, and written in the register. They get a mail."))
            return redirect("space_delegations", slug=found.slug)
    return render(request, "cohorts/spaces/delegation.html", {"space": found, "holding": holding, "form": form}, status=422 if form.errors else 200)


@require_POST
@login_required
def withdrawal(request, slug: str, pk: int):
    """POST: take it back; it holds no longer from today."""
    found = visible(request, slug)
    mine = get_object_or_404(SeatDelegation.objects.filter(holding__person=request.user, holding__seat__space=found).select_related("holding__seat__space__city", "holding__person"), pk=pk)
    if take_back(mine, timezone.now()):
        messages.success(request, _("Taken back. From today you speak for your seat again."))
    return redirect("space_delegations", slug=found.slug)
