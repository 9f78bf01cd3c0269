"""The desk where badges are written: a city's own coordinators theirs, the network's those of the network. Everyone else finds nothing (404)."""

import uuid
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from academy.permissions import can, sees_network
from courses.issuer_keys import issuer_of, rotate
from courses.models import Badge
from home.badge_desk import Desk, current_key, held_words, holders, keep, retire, rows
from home.badge_form import BadgeForm
from home.badge_words import emblem_of
from home.desk_door import at_desk

A_PAGE = 50


def of_city(view):
    @at_desk
    @wraps(view)
    def gate(request, city, **rest):
        desk = Desk(city, can(request.user, "badge.manage", Badge(city=city)), request.reads_names)
        return view(request, desk, **rest)
    return gate


def of_network(view):
    @never_cache
    @login_required
    @wraps(view)
    def gate(request, **rest):
        if not sees_network(request.user):
            raise Http404("badges of the network")
        return view(request, Desk(None, True, False), **rest)
    return gate


def _list(request, desk: Desk):
    return _page(request, desk, "desk_list", {"rows": rows(desk, get_language() or "en"), "key": current_key(desk)})


def _new(request, desk: Desk):
    _writes(desk)
    badge = Badge(city=desk.city, kind="", tradition=desk.city.tradition if desk.city else "opus")
    try:  # the picture rests on the key: what was looked at is what is kept, and sent twice it is one badge
        badge.key = uuid.UUID(request.POST.get("key", "")) if request.method == "POST" else badge.key
    except ValueError:
        badge.key = uuid.uuid4()
    kept = Badge.objects.filter(key=badge.key).first()
    if kept is not None:
        return redirect(desk.list_url)
    return _form(request, desk, badge, {})


def _one(request, desk: Desk, badge: str):
    found = get_object_or_404(desk.badges, slug=badge)
    levels = dict(found.skill_levels.order_by("pk").values_list("skill_id", "level"))
    if not desk.may_write:
        if request.method == "POST":
            raise Http404("not theirs to write")
        return _page(request, desk, "desk_read", {"badge": found, "emblem": emblem_of(found, list(levels.values()), "desk"),
                                                  "held": held_words(found.awards.unrevoked().count(), desk.reads_names)})
    return _form(request, desk, found, levels)


def _form(request, desk: Desk, badge: Badge, levels: dict[int, int]):
    form = BadgeForm(request.POST if request.method == "POST" else None, badge=badge, levels=levels)
    looking = "look" in request.POST
    if request.method == "POST" and form.is_valid():
        form.apply(badge)
        levels = form.levels()
        if not looking:
            before = badge.version
            number = keep(desk, badge, levels, request.user, timezone.now())
            if before and number != before:
                messages.success(request, _("Kept, as version %(n)d. Badges that were issued before stay as they are.") % {"n": number})
            else:
                messages.success(request, _("Kept."))
            return redirect(desk.url("badge", badge))
    return _page(request, desk, "desk_badge", {
        "form": form, "badge": badge, "emblem": emblem_of(badge, list(levels.values()), "desk") if badge.kind else "", "looking": looking and not form.errors,
        "held": held_words(badge.awards.unrevoked().count(), desk.reads_names) if badge.pk else "",
        "retirement_url": desk.url("badge_retirement", badge) if badge.pk else "",
        "page": Paginator(holders(desk, badge), A_PAGE).get_page(request.GET.get("page")) if badge.pk else None}, 422 if form.errors else 200)


def _retirement(request, desk: Desk, badge: str):
    _writes(desk)
    found, retired = get_object_or_404(desk.badges, slug=badge), request.POST.get("offered") != "yes"
    if retire(found, retired, request.user, timezone.now()):
        messages.success(request, _("It is no longer offered. Who has it keeps it.") if retired else _("It is offered again."))
    return redirect(desk.url("badge", found))


def _key(request, desk: Desk):
    _writes(desk)
    rotate(issuer_of(desk.city), timezone.now(), by=request.user)
    messages.success(request, _("There is a new key. What the old one signed goes on holding."))
    return redirect(desk.list_url)


def _writes(desk: Desk) -> None:
    if not desk.may_write:
        raise Http404("not theirs to write")


def _page(request, desk: Desk, name: str, more: dict, status: int = 200):
    frame = "home/city/desk_frame.html" if desk.city else "home/badges/network_frame.html"
    return render(request, f"home/badges/{name}.html", {"desk": desk, "city": desk.city, "here": "badges", "frame": frame, **more}, status=status)


FORM = ["GET", "HEAD", "POST"]
city_badges, network_badges = of_city(require_safe(_list)), of_network(require_safe(_list))
city_badge_new, network_badge_new = of_city(require_http_methods(FORM)(_new)), of_network(require_http_methods(FORM)(_new))
city_badge, network_badge = of_city(require_http_methods(FORM)(_one)), of_network(require_http_methods(FORM)(_one))
city_badge_retirement, network_badge_retirement = of_city(require_POST(_retirement)), of_network(require_POST(_retirement))
city_badge_key, network_badge_key = of_city(require_POST(_key)), of_network(require_POST(_key))
