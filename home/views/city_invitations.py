"""Invitations at a city's desk: who was invited, inviting one person or a list, writing again, taking back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from academy.invitation_run import carry_out, plan
from academy.inviting import invite, invite_again, may_invite, too_often, withdraw
from academy.models import Invitation
from home.desk_door import at_desk
from home.invite_form import InviteForm, ListForm

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def invitations(request, city):
    """GET: the list and the form for one; POST: invite one."""
    at = timezone.now()
    form = InviteForm(request.POST if request.method == "POST" else None, city=city, giver=request.user, at=at)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            invite(city, given["email"], given["role"], by=request.user, at=at, language=given["language"], name=given["name"], organisation=given["organisation"])
        except IntegrityError:  # the same form, sent twice at the same moment: the other one was first
            messages.info(request, _("%(email)s is invited.") % {"email": given["email"]})
        else:
            messages.success(request, _("%(email)s is invited. The mail is on its way, and its link holds for 30 days.") % {"email": given["email"]})
        return redirect("city_invitations", slug=city.slug)
    listed = Invitation.objects.filter(city=city).listed_for(request.user).select_related("organisation", "invited_by")
    shown = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    for each in shown:
        each.now = each.state(at)
        each.may_act = each.now in ("waiting", "expired") and bool(each.email) and may_invite(request.user, city, each.role)
    waiting = Invitation.objects.waiting(at).filter(city=city).count()
    return render(request, "home/city/invitations.html", {"city": city, "here": "invitations", "form": form, "shown": shown, "waiting": waiting,
                                                          "reads_names": request.reads_names}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def invite_list(request, city):
    """POST without a seal: the dry run. POST with the seal of a dry run: that very run, if nothing has changed since."""
    form = ListForm(request.POST, request.FILES, city=city) if request.method == "POST" else ListForm(city=city)
    context = {"city": city, "here": "invitations", "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "home/city/invite_list.html", context, status=422 if form.errors else 200)
    text, language, at = form.cleaned_data["text"], form.cleaned_data["language"], timezone.now()
    seal = request.POST.get("seal", "")
    if not seal or form.cleaned_data.get("file"):
        checked = plan(text, city, request.user, at, language)
        return render(request, "home/city/invite_list.html", {**context, **_report(checked, text, language)}, status=200 if checked.is_good else 422)
    checked, invited = carry_out(text, seal, city, request.user, at, language)
    if invited:
        messages.success(request, ngettext("%(count)d person is invited. The mail is on its way.", "%(count)d people are invited. The mails are on their way.", invited)
                         % {"count": invited})
        return redirect("city_invitations", slug=city.slug)
    return render(request, "home/city/invite_list.html", {**context, **_report(checked, text, language), "differs": True}, status=422)


def _report(checked, text: str, language: str) -> dict:
    """The form again with the list in it, whether it came as a file or was pasted, and what each line would do."""
    return {"plan": checked, "text": text, "language": language}


def _own(request, city, pk) -> Invitation:
    """An invitation this person may act on: listed for them, with an address, in a role they may give."""
    found = get_object_or_404(Invitation.objects.unanswered().filter(city=city).listed_for(request.user).exclude(email="").select_related("city", "organisation"), pk=pk)
    return found if may_invite(request.user, city, found.role) else get_object_or_404(Invitation.objects.none())


@require_POST
@at_desk
def invitation_withdrawal(request, city, pk):
    if withdraw(_own(request, city, pk), by=request.user, at=timezone.now()):
        messages.success(request, _("The invitation is taken back. Its link no longer works."))
    return redirect("city_invitations", slug=city.slug)


@require_POST
@at_desk
def invitation_again(request, city, pk):
    at = timezone.now()
    found = _own(request, city, pk)
    wait = too_often(city, found.email, request.user, at)
    if wait:
        messages.error(request, wait)
    else:
        invite_again(found, by=request.user, at=at)
        messages.success(request, _("A new mail is on its way to %(email)s. The link before no longer works.") % {"email": found.email})
    return redirect("city_invitations", slug=city.slug)
