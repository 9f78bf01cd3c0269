"""Cohorts for everybody: the list, the page of one, joining it, leaving it, hiding one's name."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from academy import throttle
from academy.views.typed_words import sign_in_first
from cohorts import joining
from cohorts.cohort_list import cohort_list
from cohorts.cohort_screen import cohort_context
from cohorts.join_form import JoinForm
from cohorts.models import Cohort, CohortMembership, MembershipState

CODES_AN_HOUR = 10


def visible(request, slug: str) -> Cohort:
    return get_object_or_404(Cohort.objects.visible_to(request.user, timezone.localdate()).select_related("city"), slug=slug)


@require_safe
def index(request):
    return render(request, "cohorts/cohort/list.html", cohort_list(request.user, timezone.now()))


@never_cache
@require_safe
def cohort(request, slug: str):
    return cohort_page(request, visible(request, slug))


def cohort_page(request, found: Cohort, form: JoinForm | None = None, status: int = 200):
    context = cohort_context(request, found, timezone.now())
    if context["mine"] is None:
        context["form"] = form or JoinForm(cohort=found, initial={"code": request.GET.get("code", "")[:40]})
    return render(request, "cohorts/cohort/cohort.html", context, status=status)


@require_POST
def membership(request, slug: str):
    """POST: ask for a seat, with the code or a word to the facilitators."""
    if not request.user.is_authenticated:
        return sign_in_first(request, reverse("cohort", args=[slug]))
    found, now = visible(request, slug), timezone.now()
    form = JoinForm(request.POST, cohort=found)
    if not form.is_valid():
        return cohort_page(request, found, form, 422)
    if form.cleaned_data.get("code") and not throttle.hit("cohort_code", str(request.user.pk), CODES_AN_HOUR, 3_600, now):
        form.add_error("code", _("You have tried many codes. Wait an hour, or ask whoever gave it to you."))
        return cohort_page(request, found, form, 429)
    try:
        made = joining.ask(request.user, found, now, **form.cleaned_data)
    except joining.CannotJoin as why:
        form.add_error("code" if str(why) == "code" else None, joining.words_for(str(why)))
        return cohort_page(request, found, form, 422)
    say(request, made)
    return redirect("cohort", slug=slug)


def say(request, made: CohortMembership) -> None:
    """What became of asking for a seat."""
    match made.state:
        case MembershipState.MEMBER:
            messages.success(request, _("Welcome! You have a seat."))
        case MembershipState.WAITING:
            messages.info(request, _("No seat is free for you yet. You are number %(place)d in line, and we write to you when you have one.") % {"place": joining.place_in_line(made)})
        case MembershipState.ASKED:
            messages.success(request, _("Your request is with the facilitators. We write to you when they have answered."))


@require_POST
@login_required
def leaving(request, slug: str):
    """POST: leave, stop waiting, or take the request back."""
    mine = get_object_or_404(CohortMembership.objects.of(request.user).open().select_related("cohort", "person"), cohort__slug=slug)
    if joining.leave(mine, timezone.now(), reason=" ".join(request.POST.get("reason", "").split())[:500]):
        messages.info(request, _("You have left the cohort. What you did in the course is kept, and you go on taking part in it.") if mine.is_member and mine.cohort.course_key
                      else _("You have left the cohort.") if mine.is_member else _("Your request is taken back."))
    return redirect("cohort" if mine.cohort.is_public(timezone.now()) else "cohorts", **({"slug": slug} if mine.cohort.is_public(timezone.now()) else {}))


@require_POST
@login_required
def name(request, slug: str):
    """POST hidden=1 or hidden=0: do the other members see my name?"""
    mine = get_object_or_404(CohortMembership.objects.of(request.user).open(), cohort__slug=slug)
    hidden = request.POST.get("hidden") == "1"
    CohortMembership.objects.filter(pk=mine.pk).update(name_hidden=hidden)
    messages.success(request, _("The other members no longer see your name.") if hidden else _("The other members see your name."))
    return redirect(reverse("cohort", args=[slug]) + "#people")
