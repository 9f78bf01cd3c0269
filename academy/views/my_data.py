"""My data: see what is here, take it along, erase it. Taking along and erasing ask for a fresh sign-in first."""

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from academy.erasure import EraseForm, erase_person, what_goes_and_stays
from academy.personal_data_export import counts, write_export

FRESH = timedelta(minutes=15)


def has_fresh_proof(person, at) -> bool:
    """allauth asks for the password or second factor again; who has neither (a city account) must have signed in just now."""
    if get_reauthentication_flows(person):
        return True
    return person.last_login is not None and at - person.last_login < FRESH


@never_cache
@login_required
def see(request):
    parts = counts(request.user)
    nothing_of = [part["title"] for part in parts if not part["count"]]
    return render(request, "academy/my_data.html", {"parts": parts, "nothing_of": nothing_of, "here": "my_data"})


@never_cache
@login_required
@require_POST
def export(request):
    at = timezone.now()
    name = f"tessera-my-data-{timezone.localdate(at).isoformat()}.zip"
    return FileResponse(write_export(request.user, at), as_attachment=True, filename=name, content_type="application/zip")


@never_cache
@login_required
@reauthentication_required
def erase(request):
    if not has_fresh_proof(request.user, timezone.now()):
        return render(request, "academy/sign_in_again.html", {"here": "my_data"}, status=403)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = request.user
        erase_person(person, at=timezone.now(), revoke_certificates=form.cleaned_data["revoke_certificates"])
        logout(request)
        messages.success(request, _("Your account and your data are erased. Thank you for having been here."))
        return redirect("landing")
    context = {"form": form, "here": "my_data", **what_goes_and_stays(request.user)}
    return render(request, "academy/erase.html", context, status=422 if form.errors else 200)
