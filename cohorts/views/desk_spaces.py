"""A city's participated spaces at its desk: begun, written, opened; seats given, holders named, seats passed on. For the city's own coordinators."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.models import ParticipatedSpace, SpaceSeat
from cohorts.spaces import seating
from cohorts.spaces.forms import HolderForm, SeatForm, SpaceForm, UntilForm
from cohorts.spaces.naming import named
from cohorts.spaces.refusing import NotPossible, say_in
from cohorts.spaces.space_page import picture_of, seat_rows
from cohorts.views.city_cohorts import of_city

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


def _space(request, city, slug: str) -> ParticipatedSpace:
    return get_object_or_404(ParticipatedSpace.objects.kept_by(request.user).filter(city=city).select_related("city"), slug=slug)


def _seat(request, city, slug: str, pk: int) -> SpaceSeat:
    return get_object_or_404(SpaceSeat.objects.filter(space=_space(request, city, slug)).select_related("space__city", "organisation"), pk=pk)


def _page(request, city, template: str, title: str, *, space: ParticipatedSpace | None = None, status: int = 200, **context):
    trail = [(reverse("city_desk", args=[city.slug]), _("Desk of %(city)s") % {"city": city.name})]
    if template != "desk_list":
        trail.append((reverse("desk_spaces", args=[city.slug]), _("Participated spaces")))
    if space is not None and template != "desk_space":
        trail.append((reverse("desk_space", args=[city.slug, space.slug]), space.name))
    return render(request, f"cohorts/spaces/{template}.html", {"city": city, "space": space, "page_title": title, "trail": trail, "wrong": status == 422, **context}, status=status)


@require_safe
@of_city
def spaces(request, city):
    rows = ParticipatedSpace.objects.filter(city=city).annotate(seat_count=Count("seats", filter=Q(seats__ended_on__isnull=True), distinct=True),
                                                               group_count=Count("groups", filter=Q(groups__closed_on__isnull=True), distinct=True))
    return _page(request, city, "desk_list", _("Participated spaces"), rows=rows)


@read_or_send
@of_city
def new(request, city):
    form = SpaceForm(request.POST if request.method == "POST" else None, initial={"language": get_language() or "en"})
    if request.method == "POST" and form.is_valid():
        made = seating.begin_space(city, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Kept as a draft. Give its seats, then open it."))
        return redirect("desk_space", city=city.slug, space=made.slug)
    return _page(request, city, "desk_form", _("A new participated space"), form=form, status=422 if form.errors else 200)


@require_safe
@of_city
def space(request, city, space: str):
    found = _space(request, city, space)
    seats = seat_rows(found, found.day_of(timezone.now()), names=True)
    return _page(request, city, "desk_space", found.name, space=found, seats=seats, picture=picture_of(seats), groups=found.groups.filter(closed_on__isnull=True))


@read_or_send
@of_city
def words(request, city, space: str):
    found = _space(request, city, space)
    form = SpaceForm(request.POST if request.method == "POST" else None, initial={name: getattr(found, name) for name in ("name", "purpose", "language")})
    if request.method == "POST" and form.is_valid():
        seating.change_space(found, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Kept."))
        return redirect("desk_space", city=city.slug, space=found.slug)
    return _page(request, city, "desk_form", _("What it is for"), space=found, form=form, status=422 if form.errors else 200)


@require_POST
@of_city
def opening(request, city, space: str):
    """POST: everybody reads it from now on."""
    found = _space(request, city, space)
    try:
        if seating.open_space(found, request.user, timezone.now()):
            messages.success(request, _("The space is open: everybody reads its page."))
    except NotPossible as refused:
        messages.error(request, str(refused))
    return redirect("desk_space", city=city.slug, space=found.slug)


@read_or_send
@of_city
def seat_new(request, city, space: str):
    found = _space(request, city, space)
    form = SeatForm(request.POST if request.method == "POST" else None, city=city)
    if request.method == "POST" and form.is_valid():
        try:
            made = seating.give_seats(found, **form.cleaned_data, by=request.user, at=timezone.now())
        except NotPossible as refused:
            say_in(form, refused)
        else:
            messages.success(request, _("The seat is given. Say who holds it.") if len(made) == 1 else _("Two seats are given. Say who holds them."))
            return redirect("desk_seat", city=city.slug, space=found.slug, pk=made[0].pk)
    return _page(request, city, "desk_form", _("Give a seat"), space=found, form=form, status=422 if form.errors else 200)


@require_safe
@of_city
def seat(request, city, space: str, pk: int):
    return _seat_page(request, city, _seat(request, city, space, pk))


def _seat_page(request, city, found: SpaceSeat, status: int = 200, **forms):
    today = found.space.day_of(timezone.now())
    holdings = list(found.holdings.select_related("person").order_by("-started_on", "-pk"))
    return _page(request, city, "desk_seat", str(found), space=found.space, seat=found, today=today, holdings=holdings, status=status, **{
        "standing": next((each for each in holdings if each.finished_on is None), None), "is_over": found.ended_on is not None, "holder_form": HolderForm(initial={"since": today}, prefix="holder"),
        "until_form": UntilForm(initial={"until": today}, prefix="until"), "end_form": UntilForm(initial={"until": today}, prefix="end"), "tried": next(iter(forms.values()), None), **forms})


@require_POST
@of_city
def holder(request, city, space: str, pk: int):
    """POST: somebody holds the seat from a day on; who held it passes it on."""
    found, now = _seat(request, city, space, pk), timezone.now()
    form = HolderForm(request.POST, prefix="holder")
    if form.is_valid():
        try:
            seating.name_holder(found, named(form.cleaned_data["email"], request.user, now), form.cleaned_data["since"], request.user, now)
        except NotPossible as refused:
            say_in(form, refused)
        else:
            messages.success(request, _("Kept. They get a mail."))
            return redirect("desk_seat", city=city.slug, space=found.space.slug, pk=pk)
    return _seat_page(request, city, found, 422, holder_form=form)


@require_POST
@of_city
def holding_end(request, city, space: str, pk: int):
    """POST: the holder gives the seat up on a day; it is vacant until somebody is named."""
    found, form = _seat(request, city, space, pk), UntilForm(request.POST, prefix="until")
    standing = get_object_or_404(found.holdings.select_related("seat__space__city"), finished_on__isnull=True)
    if form.is_valid():
        try:
            seating.end_holding(standing, form.cleaned_data["until"], request.user, timezone.now())
        except NotPossible as refused:
            say_in(form, refused)
        else:
            messages.success(request, _("Kept. From that day the seat is vacant until you name somebody."))
            return redirect("desk_seat", city=city.slug, space=found.space.slug, pk=pk)
    return _seat_page(request, city, found, 422, until_form=form)


@require_POST
@of_city
def seat_end(request, city, space: str, pk: int):
    """POST: it is no seat any more from a day on."""
    found, form = _seat(request, city, space, pk), UntilForm(request.POST, prefix="end")
    if form.is_valid():
        try:
            seating.end_seat(found, form.cleaned_data["until"], request.user, timezone.now())
        except NotPossible as refused:
            say_in(form, refused)
        else:
            messages.success(request, _("The seat ends on that day. What was done there stays."))
            return redirect("desk_space", city=city.slug, space=found.space.slug)
    return _seat_page(request, city, found, 422, end_form=form)
