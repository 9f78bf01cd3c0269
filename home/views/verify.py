"""Badges for everybody: the page of one, and the check of one that is held out."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from academy.permissions import can
from academy.throttle import hit
from academy.untold_address import untold
from courses.certificate_forms import RevocationForm
from courses.revoking_badges import revoke
from courses.verifying import verify as judged
from home.badge_check_form import BadgeCheckForm
from home.badge_words import say
from home.verify_screen import found_award, id_in_address, read_id, state_of, verify_screen

CHECKS, WINDOW = 60, 600
WORST = 30  # checks of files and pasted text: each costs a signature


@require_safe
def verify(request, pk: str):
    """What everyone who has the address may know: valid, revoked, run out, or not one of ours."""
    if not _may(request, "badge", CHECKS):
        return _public(render(request, "home/badges/too_many.html", status=429))
    award = found_award(read_id(pk))
    if award is None:
        return _public(render(request, "home/badges/unknown.html", {"form": BadgeCheckForm(auto_id="check-%s")}, status=404))
    if pk != str(award.pk):
        return redirect("verify", pk=award.pk)
    return _public(render(request, "home/badges/verify.html", verify_screen(request.user, award, get_language() or "en", timezone.now())))


@require_http_methods(["GET", "HEAD", "POST"])
def verify_any(request):
    """A file or pasted text: the verdict in plain words. Nothing of what is sent is kept."""
    if request.method != "POST":
        return _public(render(request, "home/badges/check.html", {"form": BadgeCheckForm(auto_id="check-%s")}))
    if not _may(request, "badge-check", WORST):
        return _public(render(request, "home/badges/too_many.html", status=429))
    form = BadgeCheckForm(request.POST, request.FILES, auto_id="check-%s")
    if not form.is_valid():
        return _public(render(request, "home/badges/check.html", {"form": form}, status=422))
    given = form.given()
    address = id_in_address(given) if isinstance(given, str) else None
    if address is not None:
        return redirect("verify", pk=address)
    verdict = judged(given, timezone.now())
    return _public(render(request, "home/badges/check.html", {"form": BadgeCheckForm(auto_id="check-%s"), "verdict": verdict, "state": state_of(verdict),
                                                              "said": say(verdict.award, get_language() or "en") if verdict.signed and verdict.award else None}))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def revocation(request, pk: str):
    """Take a badge back: its holder, or a coordinator of who issued it, who says why."""
    award = found_award(read_id(pk))
    by_holder = award is not None and award.holder_id == request.user.pk
    if award is None or not (by_holder or can(request.user, "badge.manage", award.badge)):
        raise Http404("badge")
    form = RevocationForm(request.POST if request.method == "POST" else None, by_holder=by_holder)
    if request.method == "POST" and form.is_valid():
        if revoke(award, request.user, form.cleaned_data.get("reason", ""), timezone.now()):
            messages.success(request, _("The badge is revoked. Its page, and every check of it, says so from now on."))
        else:
            messages.info(request, _("The badge was revoked already."))
        return redirect("verify", pk=award.pk)
    return _public(render(request, "home/badges/revoke.html", {"award": award, "form": form, "by_holder": by_holder}, status=422 if form.errors else 200))


def _may(request, action: str, limit: int) -> bool:
    return hit(action, get_adapter().get_client_ip(request), limit, WINDOW, timezone.now())


def _public(response):
    response["Cache-Control"] = "private, no-cache"
    return untold(response)
