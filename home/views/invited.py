"""What somebody meets who was invited: who invites them to what, and whether they come. The link is the key, so these pages tell nobody of it."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from academy.inviting import Refused, accept, decline, refusal
from academy.models import Invitation
from academy.untold_address import untold

STASH = "invited_address"  # in the session: prefills the sign-up form (academy/account_forms.py)


def invited(view):
    """The view gets the Invitation in place of its token. No address on the way out, no copy kept, no search engine."""
    @never_cache
    @wraps(view)
    @sensitive_variables("token")
    def gate(request, token: str):
        found = Invitation.objects.find(token)
        if found is None:
            raise Http404("invitation")
        return untold(view(request, found, token))
    return gate


@require_safe
@invited
def invitation(request, found: Invitation, token: str):
    return _page(request, found, token)


def _page(request, found: Invitation, token: str, status: int = 200):
    at = timezone.now()
    state = found.state(at)
    why = refusal(found, request.user, at) if request.user.is_authenticated else ""
    moves_from = request.user.city if request.user.is_authenticated and request.user.city_id and request.user.city_id != found.city_id else None
    return render(request, "home/city/invited.html", {
        "invitation": found, "city": found.city, "token": token, "state": state, "why": why, "moves_from": moves_from,
        "inviter": found.invited_by.name if found.invited_by and not found.invited_by.erased_at else "", "mine": found.accepted_by_id == getattr(request.user, "pk", 0)},
        status=status)


@require_POST
@invited
def acceptance(request, found: Invitation, token: str):
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("invitation", args=[token]))
    try:
        accept(found, request.user, at=timezone.now())
    except Refused:
        found.refresh_from_db()
        return _page(request, found, token, status=422)
    request.session.pop(STASH, None)
    messages.success(request, _("Welcome to %(city)s! You are in.") % {"city": found.city.name})
    return redirect("city", slug=found.city.slug)


@require_POST
@invited
def declining(request, found: Invitation, token: str):
    """No, thank you: without an account, too."""
    if decline(found, at=timezone.now()):
        request.session.pop(STASH, None)
        found.refresh_from_db()
    return _page(request, found, token)


@require_POST
@invited
def account(request, found: Invitation, token: str):
    """On to signing up, with the address filled in, and back here afterwards."""
    if found.state(timezone.now()) == "waiting":
        request.session[STASH] = found.email
    return redirect_to_login(reverse("invitation", args=[token]), login_url=reverse("account_signup"))
