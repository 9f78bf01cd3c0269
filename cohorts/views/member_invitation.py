"""An invitation into a cohort, by the link of its mail: look at it, accept it, or decline."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from academy.untold_address import untold
from academy.views.typed_words import sign_in_first
from cohorts import cohort_inviting, joining
from cohorts.cohort_course import course_outline
from cohorts.join_form import JoinForm
from cohorts.models import CohortInvitation
from cohorts.views.member import say


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token: str):
    """Whoever has the link may read what it is about. POST answer=accept (signed in) or answer=decline."""
    found, now = CohortInvitation.objects.find(token), timezone.now()
    if found is None:
        raise Http404("invitation")
    form = JoinForm(request.POST if request.method == "POST" else None, cohort=found.cohort, invited=True)
    if request.method == "POST" and found.is_waiting(now):
        if request.POST.get("answer") == "decline":
            cohort_inviting.decline(found, now)
            messages.info(request, _("You have declined. Your address is forgotten."))
            return redirect("landing")
        if not request.user.is_authenticated:
            return sign_in_first(request, reverse("cohort_invitation", args=[token]))
        if form.is_valid():
            try:
                made = cohort_inviting.accept(found, request.user, now, **form.cleaned_data)
            except cohort_inviting.Over:
                return redirect("cohort_invitation", token=token)
            except joining.CannotJoin as why:
                form.add_error(None, joining.words_for(str(why)))
            else:
                say(request, made)
                return redirect("cohort", slug=found.cohort.slug)
    return untold(render(request, "cohorts/cohort/invitation.html", {
        "invitation": found, "cohort": found.cohort, "form": form, "holds": found.is_waiting(now), "outline": course_outline(found.cohort, get_language()),
        "here": reverse("cohort_invitation", args=[token])}, status=422 if form.errors else 200))
